import { ArrowDown, ArrowUp, FolderInput, Hash, Layers, Merge, Rows3, StickyNote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { readyValue } from '../../state/attempt.ts'
import styles from './files.module.css'

/** What can be done with the order of the documents, and with those that are chosen. */
export function ContentsBar() {
  const { t } = useTranslation()
  const chosen = useApp((state) => state.chosenDocuments.length)
  const sheets = useApp((state) => readyValue(state.sheetNumbers)?.total ?? null)
  return (
    <div className={styles['bar']} role="group" aria-label={t('contents.bar')}>
      <CommandButton id="contents-by-date" kind="quiet" size="small" />
      <CommandButton id="contents-by-number" kind="quiet" size="small" />
      <CommandButton id="contents-up" kind="quiet" size="small" icon={<ArrowUp />} />
      <CommandButton id="contents-down" kind="quiet" size="small" icon={<ArrowDown />} />
      <CommandButton id="move-documents" kind="quiet" size="small" icon={<FolderInput />} />
      <CommandButton id="merge-documents" kind="quiet" size="small" icon={<Merge />} />
      <CommandButton id="take-out-documents" kind="quiet" size="small" icon={<Layers />} />
      <CommandButton id="document-pages" kind="quiet" size="small" icon={<Rows3 />} />
      <CommandButton id="set-sheets" kind="quiet" size="small" icon={<Hash />} />
      <CommandButton id="note-document" kind="quiet" size="small" icon={<StickyNote />} />
      <span className={styles['barCount']} role="status">
        {chosen === 0 ? t('contents.choose-hint') : t('contents.chosen', { count: chosen })}
        {sheets === null ? '' : ` ${t('sheets.total', { count: sheets })}`}
      </span>
    </div>
  )
}
