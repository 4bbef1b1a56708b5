import { ScanLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { scanSession } from '../../state/scan-slice.ts'
import { Banner } from '../../ui/banner.tsx'
import styles from './scan.module.css'

/** The way to the scanner, and a sitting that is not ended. */
export function ScanPanel() {
  const { t } = useTranslation()
  const count = useApp((state) => scanSession(state)?.pages.length ?? null)
  if (count !== null) {
    return (
      <Banner
        tone="info"
        title={t('scan.panel-open', { count })}
        action={<CommandButton id="scan" kind="primary" size="small" />}
      >
        {t('scan.panel-open-next')}
      </Banner>
    )
  }
  return (
    <section className={styles['panel']} aria-label={t('scan.panel-title')}>
      <ScanLine aria-hidden="true" />
      <p className={styles['panelWords']}>{t('scan.panel-lead')}</p>
      <CommandButton id="scan" />
    </section>
  )
}
