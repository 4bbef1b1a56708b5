import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { formatDecimal } from '../../parts/format.ts'
import { scanSession } from '../../state/scan-slice.ts'
import styles from './scan.module.css'

/** How many pages are stored, how fast they come, and what is still looked at; told to a screen reader as well. */
export function ScanTally() {
  const { t } = useTranslation()
  const session = useApp(scanSession)
  const { pages = [], pagesPerMinute = null, checking = 0, withheld = 0 } = session ?? {}
  return (
    <div className={styles['tally']} role="status">
      <strong className={styles['count']}>{t('scan.count', { count: pages.length })}</strong>
      {pagesPerMinute === null ? null : (
        <span>{t('scan.rate', { rate: formatDecimal(pagesPerMinute) })}</span>
      )}
      {checking === 0 ? null : <span>{t('scan.checking', { count: checking })}</span>}
      {withheld === 0 ? null : <span>{t('scan.withheld', { count: withheld })}</span>}
      {session?.phase.kind === 'scanning' ? (
        <span className={styles['going']}>{t('scan.scanning')}</span>
      ) : null}
    </div>
  )
}
