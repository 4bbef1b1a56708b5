import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { faultText } from '../../parts/fault-text.ts'
import { scanSession } from '../../state/scan-slice.ts'
import { Banner } from '../../ui/banner.tsx'

/** Why nothing is being scanned, what is safe, and what to do next. */
export function ScanStanding() {
  const { t } = useTranslation()
  const session = useApp(scanSession)
  if (session === null || session.phase.kind === 'scanning') return null
  const { reason, fault } = session.phase
  const count = session.pages.length
  if (reason === 'fault') {
    const { cause, next } =
      fault === null ? { cause: t('scan.standing.fault'), next: '' } : faultText(t, fault)
    return (
      <Banner tone="error" title={cause}>
        <p>{next}</p>
        {count === 0 ? null : <p>{t('scan.fault-kept', { count, next: count + 1 })}</p>}
      </Banner>
    )
  }
  return (
    <Banner tone={reason === 'empty' ? 'ok' : 'info'} title={t(`scan.standing.${reason}`)}>
      {t(`scan.standing-next.${reason}`)}
    </Banner>
  )
}
