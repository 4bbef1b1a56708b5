import { FileSpreadsheet, Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { formatCount } from '../../parts/format.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { readyValue } from '../../state/attempt.ts'
import { isAllowed } from '../../state/rights.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ChainPanel } from './chain-panel.tsx'
import styles from './journal.module.css'
import { JournalFilterBar } from './journal-filter.tsx'
import { JournalList } from './journal-list.tsx'

/** Who did what, when and at which PC; newest first, however long ago the first was. */
export function JournalScreen() {
  const { t } = useTranslation()
  const canSee = useApp((state) => isAllowed(state, 'journal'))
  const facts = useApp((state) => readyValue(state.journalFacts))
  const journal = useApp((state) => state.journal)
  if (!canSee) {
    return (
      <ScreenFrame title={t('screen.journal')}>
        <EmptyState icon={<Lock />} title={t('journal.forbidden')}>
          {t('journal.forbidden-text')}
        </EmptyState>
      </ScreenFrame>
    )
  }
  const lead =
    facts === null
      ? null
      : t('journal.lead', { ops: formatCount(facts.ops), stations: formatCount(facts.stations) })
  return (
    <ScreenFrame
      title={t('screen.journal')}
      lead={lead}
      isFull
      actions={<CommandButton id="export-journal" icon={<FileSpreadsheet />} />}
    >
      <ChainPanel />
      <JournalFilterBar />
      <div className={styles['list']}>
        <RemoteView remote={journal} loadingText={t('journal.loading')}>
          {(shown) => <JournalList shown={shown} />}
        </RemoteView>
      </div>
    </ScreenFrame>
  )
}
