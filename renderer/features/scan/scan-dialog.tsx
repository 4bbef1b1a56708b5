import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { isScanning, scanSession } from '../../state/scan-slice.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './scan.module.css'
import { ScanPages } from './scan-pages.tsx'
import { ScanSecret } from './scan-secret.tsx'
import { ScanSettings } from './scan-settings.tsx'
import { ScanStanding } from './scan-standing.tsx'
import { ScanTally } from './scan-tally.tsx'
import { ScannerChoice } from './scanner-choice.tsx'

/**
 * The sitting before the scanner: what is to be done on the left, the pages that are stored on the right. Escape stops what
 * is being scanned; otherwise it leaves the dialogue, and the sitting stays as it is.
 */
export function ScanDialog() {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const stop = useApp((state) => state.stopScan)
  const isBusy = useApp(isScanning)
  const target = useApp((state) => scanSession(state)?.target ?? state.scanForm.target)
  const isStopped = useApp((state) => (scanSession(state)?.stop ?? null) !== null)
  const fault = useApp((state) => state.scanForm.fault)
  return (
    <Dialog
      title={t(target === null ? 'scan.title' : 'scan.title-target')}
      closeLabel={t('scan.close')}
      width="full"
      onClose={isBusy ? () => void stop() : close}
      actions={<Actions isBusy={isBusy} />}
    >
      <div className={styles['columns']}>
        <section className={styles['choices']} aria-label={t('screen.settings')}>
          {target === null ? null : <p className={styles['target']}>{t(`scan.target.${target.way}`)}</p>}
          <ScannerChoice />
          <ScanSettings />
        </section>
        <section className={styles['result']} aria-label={t('scan.pages')}>
          <ScanTally />
          {fault === null ? null : <FaultBanner fault={fault} />}
          {isStopped ? <ScanSecret /> : <ScanStanding />}
          <ScanPages />
        </section>
      </div>
    </Dialog>
  )
}

function Actions({ isBusy }: { readonly isBusy: boolean }) {
  const { t } = useTranslation()
  const stop = useApp((state) => state.stopScan)
  return (
    <div className={styles['actions']}>
      <p className={styles['statement']}>{t('scan.statement')}</p>
      {isBusy ? (
        <Button kind="danger" shortcut="Esc" onPress={() => void stop()}>
          {t('scan.stop')}
        </Button>
      ) : (
        <>
          <CommandButton id="scan-finish" />
          <CommandButton id="scan-test" />
          <CommandButton id="scan" kind="primary" />
        </>
      )}
    </div>
  )
}
