import { BookOpenText, Compass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { helpOn } from '../../../domain/help-api.ts'
import { useApp } from '../../app-store.ts'
import { HelpText } from '../../parts/help-text.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { isVaultOpen } from '../../state/session-slice.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './help.module.css'

/** What something means, above whatever is open; what was typed below stays as it is. */
export function HelpPanel({ topic }: { readonly topic: string }) {
  const { t } = useTranslation()
  const book = useApp((state) => state.helpBook)
  const load = useApp((state) => state.loadHelp)
  const close = useApp((state) => state.closeHelp)
  const openHelp = useApp((state) => state.openHelp)
  const openManual = useApp((state) => state.openManual)
  const startTour = useApp((state) => state.startTour)
  const here = useApp((state) => `screen/${state.screen}`)
  const isOpen = useApp(isVaultOpen)
  const hasDialog = useApp((state) => state.dialog !== null)
  return (
    <Dialog
      title={t('help.title')}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          {topic === here || !isOpen ? null : (
            <Button onPress={() => openHelp(here)}>{t('help.about-screen')}</Button>
          )}
          <Button icon={<BookOpenText />} onPress={() => void openManual()}>
            {t('command.open-manual')}
          </Button>
          {isOpen && !hasDialog ? (
            <Button icon={<Compass />} onPress={startTour}>
              {t('help.tour')}
            </Button>
          ) : null}
          <Button kind="primary" autoFocus onPress={close}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <RemoteView remote={book} loadingText={t('help.loading')} onRetry={load}>
        {(found) => {
          const entry = helpOn(found, topic)
          return entry === null ? (
            <p className={styles['none']}>{t('help.none')}</p>
          ) : (
            <HelpText entry={entry} />
          )
        }}
      </RemoteView>
      <p className={styles['note']}>{t('help.how')}</p>
    </Dialog>
  )
}
