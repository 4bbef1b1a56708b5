import { FolderOpen } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { formatCount } from '../../parts/format.ts'
import type { RestoreResult } from '../../state/care-slice.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './care.module.css'

/** Makes the vault of this PC from a backup: the folder, then the passphrase or recovery code of that time. */
export function RestoreForm() {
  const { t } = useTranslation()
  const chooseFolder = useApp((state) => state.chooseFolder)
  const restoreVault = useApp((state) => state.restoreVault)
  const [folder, setFolder] = useState('')
  const [secret, setSecret] = useState('')
  const [isWorking, setIsWorking] = useState(false)
  const [result, setResult] = useState<RestoreResult | null>(null)
  const choose = async (): Promise<void> => {
    const chosen = await chooseFolder()
    if (chosen !== null) setFolder(chosen)
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isWorking || folder === '' || secret === '') return
    setIsWorking(true)
    setResult(await restoreVault(folder, secret))
    setIsWorking(false)
  }
  return (
    <Disclosure title={t('care.restore-title')}>
      <form className={styles['body']} onSubmit={(event) => void submit(event)} noValidate>
        <p className={styles['note']}>{t('care.restore-lead')}</p>
        <div className={styles['actions']}>
          <Button icon={<FolderOpen />} onPress={() => void choose()}>
            {t('care.restore-choose')}
          </Button>
          <span>{folder}</span>
        </div>
        <TextField
          label={t('care.restore-secret')}
          type="password"
          autoComplete="current-password"
          value={secret}
          onChange={setSecret}
        />
        {result?.kind === 'failed' ? <FaultBanner fault={result.fault} /> : null}
        {result?.kind === 'refused' ? (
          <Banner tone="error" title={t('care.restore-refused', { count: result.faults })}>
            {t('care.restore-refused-next')}
          </Banner>
        ) : null}
        <div className={styles['actions']}>
          <Button kind="primary" type="submit" isDisabled={isWorking || folder === '' || secret === ''}>
            {t('care.restore')}
          </Button>
        </div>
        {isWorking ? <RestoreProgress /> : null}
      </form>
    </Disclosure>
  )
}

function RestoreProgress() {
  const { t } = useTranslation()
  const { step, filesDone, filesTotal } = useApp((state) => state.restoring) ?? BEFORE_THE_FIRST
  return (
    <ProgressBar
      label={t(`care.restoring.${step}`)}
      value={filesDone}
      total={filesTotal}
      countText={t('care.restoring-count', {
        done: formatCount(filesDone),
        total: formatCount(filesTotal),
      })}
    />
  )
}

const BEFORE_THE_FIRST = { step: 'checking', filesDone: 0, filesTotal: 0 } as const
