import { ChevronLeft, ChevronRight, CopyPlus, ExternalLink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Conflict } from '../../../domain/sync-api.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { cellWords, recordWords, valueText } from './conflict-words.ts'
import styles from './conflicts.module.css'
import { SideCard } from './side-card.tsx'
import { diffWords } from './word-diff.ts'

/** Shorter values are read at a glance. */
const LONG_CHARACTERS = 24

/** One cell with its values side by side. */
export function ConflictPanel({
  conflict,
  at,
  total,
}: {
  readonly conflict: Conflict
  readonly at: number
  readonly total: number
}) {
  const { t } = useTranslation()
  const pieces = markedValues(conflict.sides.map((side) => valueText(t, side)))
  return (
    <Panel
      title={cellWords(t, conflict)}
      actions={
        <div className={styles['tools']}>
          <span className={styles['nth']}>{t('conflict.nth', { at: at + 1, total })}</span>
          <CommandButton id="previous-conflict" size="small" icon={<ChevronLeft />} />
          <CommandButton id="next-conflict" size="small" icon={<ChevronRight />} />
        </div>
      }
    >
      <div className={styles['panel']}>
        <p className={styles['of']}>{recordWords(t, conflict)}</p>
        <div className={styles['sides']}>
          {conflict.sides.map((side, nth) => (
            <SideCard key={side.op} side={side} nth={nth} pieces={pieces[nth] ?? []} />
          ))}
        </div>
        {pieces.some((side) => side.some(({ isCommon }) => isCommon)) ? (
          <p className={styles['note']}>{t('conflict.differs')}</p>
        ) : null}
        <div className={styles['tools']}>
          {conflict.canKeepBoth ? <CommandButton id="keep-both" icon={<CopyPlus />} /> : null}
          <CommandButton id="open-conflict" icon={<ExternalLink />} />
        </div>
        {conflict.canKeepBoth ? (
          <p className={styles['note']}>
            {t(isCopied(conflict) ? 'conflict.both-copy' : 'conflict.both-text')}
          </p>
        ) : null}
      </div>
    </Panel>
  )
}

function isCopied({ label }: Conflict): boolean {
  return label === 'doc-caseFile' || label === 'doc-pages' || label === 'doc-inserted'
}

/** The first two values against each other, further ones against the first; short ones unmarked. */
function markedValues(texts: readonly string[]) {
  const [first = '', second = ''] = texts
  const isLong = texts.some((text) => text.length >= LONG_CHARACTERS)
  if (!isLong) return texts.map((text) => [{ text, isCommon: false }])
  return texts.map((text, nth) => diffWords(nth === 0 ? second : first, text)[1])
}
