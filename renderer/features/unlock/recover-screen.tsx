import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultReport } from '../../../domain/fault.ts'
import type { SessionUser } from '../../../domain/security-api.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { Gate } from '../../parts/gate.tsx'
import { useNewPassphrase } from '../../parts/new-passphrase.ts'
import { PassphraseFields } from '../../parts/passphrase-fields.tsx'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './unlock.module.css'

/** After the recovery sheet opened the vault: somebody gets a new passphrase, and works on as that user. */
export function RecoverScreen({ users }: { readonly users: readonly SessionUser[] }) {
  const { t } = useTranslation()
  const recoverUser = useApp((state) => state.recoverUser)
  const lock = useApp((state) => state.lock)
  const [id, setId] = useState(users.find(({ role }) => role === 'administrator')?.id ?? users[0]?.id ?? null)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const [isWorking, setIsWorking] = useState(false)
  const secret = useNewPassphrase()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!secret.check() || id === null || isWorking) return
    setIsWorking(true)
    setFault(null)
    const failed = await recoverUser(id, secret.passphrase)
    setIsWorking(false)
    setFault(failed)
  }
  return (
    <Gate title={t('recover.title')} lead={t('recover.lead')}>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        <Select
          label={t('recover.user')}
          placeholder={t('common.none')}
          selected={id}
          options={users.map((user) => ({ id: user.id, label: user.name, detail: t(`role.${user.role}`) }))}
          onSelect={setId}
        />
        <PassphraseFields {...secret.fields} />
        {fault === null ? null : <FaultBanner fault={fault} />}
        <div className={styles['actions']}>
          <Button kind="primary" type="submit" isDisabled={isWorking}>
            {t('recover.set')}
          </Button>
          <Button onPress={() => void lock()}>{t('common.cancel')}</Button>
          {isWorking ? <Spinner countText={t('users.sealing')} /> : null}
        </div>
      </form>
    </Gate>
  )
}
