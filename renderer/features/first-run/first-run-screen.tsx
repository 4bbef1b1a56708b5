import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultReport } from '../../../domain/fault.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { Gate } from '../../parts/gate.tsx'
import { PassphraseFields } from '../../parts/passphrase-fields.tsx'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './first-run.module.css'
import { emptyForm, type FirstRunForm, type FormProblems, problemsOf, vaultOf } from './first-run-form.ts'
import { IdentityFields } from './identity-fields.tsx'
import { SampleOffer } from './sample-offer.tsx'

/** Makes the vault: whose it is, who works with it, and the passphrase that seals it. */
export function FirstRunScreen({ restore }: { readonly restore: ReactNode }) {
  const { t } = useTranslation()
  const createVault = useApp((state) => state.createVault)
  const isMaking = useApp((state) => state.recovery.kind === 'awaited')
  const [form, setForm] = useState<FirstRunForm>(emptyForm)
  const [hasTried, setHasTried] = useState(false)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const problems: FormProblems = hasTried ? problemsOf(form) : {}
  const change = (part: Partial<FirstRunForm>): void => setForm({ ...form, ...part })
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setHasTried(true)
    if (isMaking || Object.keys(problemsOf(form)).length > 0) return
    setFault(await createVault(vaultOf(form)))
  }
  const errorOf = (name: keyof FormProblems): string | null => {
    const problem = problems[name]
    return problem === undefined ? null : t(`first-run.problem.${problem}`)
  }

  return (
    <Gate title={t('first-run.title')} lead={t('first-run.lead')}>
      <SampleOffer />
      <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        <IdentityFields form={form} errorOf={errorOf} onChange={change} />
        <div data-help="first-run/passphrase">
          <PassphraseFields
            passphrase={form.passphrase}
            again={form.again}
            passphraseError={errorOf('passphrase')}
            againError={errorOf('again')}
            onChange={change}
          />
        </div>
        <p className={styles['warning']}>{t('first-run.lost')}</p>
        {fault === null ? null : <FaultBanner fault={fault} />}
        <div className={styles['actions']}>
          <Button kind="primary" type="submit" isDisabled={isMaking}>
            {t('first-run.create')}
          </Button>
          {isMaking ? <Spinner countText={t('first-run.making')} /> : null}
        </div>
      </form>
      {restore}
    </Gate>
  )
}
