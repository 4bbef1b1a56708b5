import { CircleHelp } from 'lucide-react'
import { memo } from 'react'
import { Dialog as AriaDialog, Button, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { helpOn } from '../../domain/help-api.ts'
import { useApp } from '../app-store.ts'
import styles from './help-mark.module.css'
import { HelpText } from './help-text.tsx'
import { RemoteView } from './remote-view.tsx'

/** A small question mark beside the name of a field: what it means and by which rule. The keys of help say the same. */
export const HelpMark = memo(function HelpMark({
  topic,
  label,
}: {
  readonly topic: string
  readonly label: string
}) {
  const { t } = useTranslation()
  const book = useApp((state) => state.helpBook)
  const load = useApp((state) => state.loadHelp)
  const name = t('help.of', { label })
  return (
    <DialogTrigger onOpenChange={(isOpen) => (isOpen ? void load() : undefined)}>
      {/* By the keyboard it is asked for from the field itself, so that Tab goes from field to field. */}
      <Button slot={null} className={styles['mark'] ?? ''} aria-label={t('help.mark')} excludeFromTabOrder>
        <CircleHelp aria-hidden="true" />
      </Button>
      <Popover className={styles['popover'] ?? ''} placement="bottom start">
        <AriaDialog aria-label={name} className={styles['dialog'] ?? ''}>
          <RemoteView remote={book} loadingText={t('help.loading')} onRetry={load}>
            {(found) => {
              const entry = helpOn(found, topic)
              return entry === null ? <p>{t('help.none')}</p> : <HelpText entry={entry} />
            }}
          </RemoteView>
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  )
})
