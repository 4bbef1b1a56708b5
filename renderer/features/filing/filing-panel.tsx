import { FolderInput } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { readyValue } from '../../state/attempt.ts'
import { chosenFilings, type FilingRound } from '../../state/filing-slice.ts'
import { Panel } from '../../ui/panel.tsx'
import styles from './filing.module.css'
import { FilingChoices } from './filing-choices.tsx'
import { FilingList } from './filing-list.tsx'

/** Accepted documents that are in no case file, each with the case files it may belong into: one pass puts them away. */
export function FilingPanel() {
  const { t } = useTranslation()
  const filing = useApp((state) => state.filing)
  const waiting = useApp((state) => readyValue(state.overview)?.documentsToFile ?? 0)
  const chosen = useApp((state) => chosenFilings(state).length)
  if (waiting === 0) return null
  return (
    <Panel
      title={t('filing.title', { count: waiting })}
      actions={
        <div className={styles['go']}>
          <span className={styles['count']}>{t('filing.chosen', { count: chosen })}</span>
          <CommandButton id="file-chosen" kind="primary" icon={<FolderInput />} />
        </div>
      }
      isFlush
    >
      <RemoteView remote={filing} loadingText={t('filing.loading', { count: waiting })}>
        {(round) => <Round round={round} />}
      </RemoteView>
    </Panel>
  )
}

function Round({ round }: { readonly round: FilingRound }) {
  const { t } = useTranslation()
  const [current, setCurrent] = useState<string | null>(null)
  const offer = round.offers.find(({ document }) => document.id === current) ?? round.offers[0]
  const left = round.total - round.offers.length
  if (offer === undefined) return null
  return (
    <div className={styles['round']}>
      <FilingList round={round} current={offer.document.id} onCurrent={setCurrent} />
      <FilingChoices round={round} offer={offer} />
      {left > 0 ? <p className={styles['left']}>{t('filing.left', { count: left })}</p> : null}
    </div>
  )
}
