import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultReport } from '../../../domain/fault.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { formatBytes } from '../../parts/format.ts'
import { Gate } from '../../parts/gate.tsx'
import { lockedSample } from '../../state/session-slice.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './unlock.module.css'
import { useWaitSeconds } from './wait-seconds.ts'

/** Opens the vault with the passphrase, or with the recovery code when that is lost. */
export function UnlockScreen({ progress = null }: { readonly progress?: ReactNode }) {
  const { t } = useTranslation()
  const unlock = useApp((state) => state.unlock)
  const sample = useApp((state) => lockedSample(state.session))
  const [way, setWay] = useState<'passphrase' | 'recovery'>('passphrase')
  const [secret, setSecret] = useState('')
  const [fault, setFault] = useState<FaultReport | null>(null)
  const [isOpening, setIsOpening] = useState(false)
  const waitSeconds = useWaitSeconds(fault)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (secret === '' || isOpening || waitSeconds > 0) return
    setIsOpening(true)
    setFault(null)
    const failed = await unlock(secret)
    setIsOpening(false)
    setFault(failed)
  }
  const changeWay = (): void => {
    setWay(way === 'passphrase' ? 'recovery' : 'passphrase')
    setSecret('')
    setFault(null)
  }

  return (
    <Gate title={t('unlock.title')} lead={t('unlock.lead')}>
      {sample === null ? null : (
        <Banner tone="info" title={t('sample.locked', { passphrase: sample.passphrase })} />
      )}
      <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          key={way}
          label={t(`unlock.${way}`)}
          type={way === 'passphrase' ? 'password' : 'text'}
          autoComplete={way === 'passphrase' ? 'current-password' : 'off'}
          value={secret}
          onChange={setSecret}
          description={t(`unlock.${way}-hint`)}
          isRequired
          autoFocus
        />
        {fault === null ? null : <FaultBanner fault={fault} />}
        {isOpening ? progress : null}
        {isOpening ? <OpeningProgress /> : null}
        <div className={styles['actions']}>
          <Button kind="primary" type="submit" isDisabled={isOpening || waitSeconds > 0}>
            {t('unlock.open')}
          </Button>
          {waitSeconds > 0 ? <span role="timer">{t('unlock.wait', { count: waitSeconds })}</span> : null}
          {isOpening ? <Spinner countText={t('unlock.opening')} /> : null}
        </div>
        <div>
          <Button kind="link" onPress={changeWay}>
            {t(way === 'passphrase' ? 'unlock.to-recovery' : 'unlock.to-passphrase')}
          </Button>
        </div>
      </form>
    </Gate>
  )
}

/** How far the records were made anew, where that is needed. */
function OpeningProgress() {
  const { t } = useTranslation()
  const opening = useApp((state) => state.opening)
  if (opening === null) return null
  const { readBytes, totalBytes } = opening
  return (
    <ProgressBar
      label={t('unlock.reading')}
      value={readBytes}
      total={totalBytes}
      countText={t('unlock.read', { read: formatBytes(readBytes), total: formatBytes(totalBytes) })}
    />
  )
}
