import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Page } from '../../../domain/paging.ts'
import type { Conflict } from '../../../domain/sync-api.ts'
import { useApp } from '../../app-store.ts'
import { conflictKey } from '../../state/conflict-slice.ts'
import { classes } from '../../ui/classes.ts'
import { Panel } from '../../ui/panel.tsx'
import { cellWords, recordWords } from './conflict-words.ts'
import styles from './conflicts.module.css'

/** All that wait, by record; the one that is shown stays in sight. */
export function ConflictList({ page, at }: { readonly page: Page<Conflict>; readonly at: number }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('conflict.list', { count: page.total })} isFlush>
      <ul className={styles['records']}>
        {byRecord(page.rows).map((group) => (
          <li key={group.record} className={styles['record']}>
            <p className={styles['recordName']}>{recordWords(t, group.first)}</p>
            <ul>
              {group.cells.map(({ conflict, place }) => (
                <li key={conflict.path}>
                  <CellButton conflict={conflict} isPresent={place === at} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {page.total > page.rows.length ? (
        <p className={styles['more']}>{t('conflict.more', { count: page.total - page.rows.length })}</p>
      ) : null}
    </Panel>
  )
}

function CellButton({ conflict, isPresent }: { readonly conflict: Conflict; readonly isPresent: boolean }) {
  const { t } = useTranslation()
  const choose = useApp((state) => state.chooseConflict)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isPresent) button.current?.scrollIntoView({ block: 'nearest' })
  }, [isPresent])
  return (
    <button
      ref={button}
      type="button"
      className={classes(styles['cell'], isPresent && styles['present'])}
      aria-current={isPresent}
      onClick={() => choose(conflictKey(conflict))}
    >
      {cellWords(t, conflict)}
    </button>
  )
}

interface RecordGroup {
  readonly record: string
  readonly first: Conflict
  readonly cells: readonly { readonly conflict: Conflict; readonly place: number }[]
}

function byRecord(rows: readonly Conflict[]): readonly RecordGroup[] {
  const groups = new Map<string, { conflict: Conflict; place: number }[]>()
  rows.forEach((conflict, place) => {
    const group = groups.get(conflict.record)
    if (group === undefined) groups.set(conflict.record, [{ conflict, place }])
    else group.push({ conflict, place })
  })
  return [...groups].flatMap(([record, cells]) => {
    const [first] = cells
    return first === undefined ? [] : [{ record, first: first.conflict, cells }]
  })
}
