import { Eye } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConflictSide } from '../../../domain/sync-api.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { formatInstant } from '../../state/date-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Facts } from '../../ui/facts.tsx'
import { sideName, stationWords } from './conflict-words.ts'
import styles from './conflicts.module.css'
import type { DiffPiece } from './word-diff.ts'

const keeps = ['keep-value-1', 'keep-value-2', 'keep-value-3', 'keep-value-4'] as const

/** One value, who wrote it where and when, and the key that keeps it. */
export function SideCard({
  side,
  nth,
  pieces,
}: {
  readonly side: ConflictSide
  readonly nth: number
  readonly pieces: readonly DiffPiece[]
}) {
  const { t } = useTranslation()
  const nameId = useId()
  const keep = keeps[nth]
  const hasCommon = pieces.some(({ isCommon }) => isCommon)
  return (
    <section className={styles['side']} aria-labelledby={nameId}>
      <header className={styles['sideHead']}>
        <h3 id={nameId} className={styles['sideName']}>
          {sideName(t, nth)}
        </h3>
        {nth === 0 ? <Badge icon={<Eye />}>{t('conflict.shown')}</Badge> : null}
      </header>
      <p className={styles['value']} data-removed={side.isRemoved}>
        {pieces.map((piece, at) =>
          piece.isCommon || !hasCommon ? (
            piece.text
          ) : (
            <mark key={`${at}-${piece.text}`} className={styles['mark']}>
              {piece.text}
            </mark>
          ),
        )}
      </p>
      <Facts
        facts={[
          { name: t('conflict.by'), value: side.by === '' ? t('conflict.unknown-author') : side.by },
          { name: t('conflict.station'), value: stationWords(t, side.station) },
          { name: t('conflict.time'), value: formatInstant(side.time), isWide: true },
        ]}
      />
      {keep === undefined ? null : <CommandButton id={keep} kind="primary" />}
    </section>
  )
}
