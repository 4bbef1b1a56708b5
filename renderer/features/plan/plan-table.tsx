import { Fragment, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanSheet } from '../../../domain/plan-api.ts'
import { headingLevels, joinHeading } from '../../../domain/plan-headings.ts'
import { useApp } from '../../app-store.ts'
import { EntryEditor } from './entry-editor.tsx'
import { EntryRow } from './entry-row.tsx'
import { HeadingRow } from './heading-row.tsx'
import styles from './plan.module.css'

/** The plan as its printed form, under its headings; an entry is written where it stands. */
export function PlanTable({ label, sheet }: { readonly label: string; readonly sheet: PlanSheet }) {
  const { t } = useTranslation()
  const edited = useApp((state) => state.editedEntry)
  const edit = useApp((state) => state.editEntry)
  const body = useRef<HTMLTableElement>(null)
  const left = useRef(edited)
  // Whoever leaves an entry goes on from where they were.
  useEffect(() => {
    if (left.current !== null && edited === null) buttonOf(body.current, left.current)?.focus()
    left.current = edited
  }, [edited])
  useEffect(() => {
    const table = body.current
    table?.addEventListener('keydown', walk)
    return () => table?.removeEventListener('keydown', walk)
  }, [])
  const isLocked = sheet.approval !== null
  return (
    <div className={styles['scroller']}>
      <table ref={body} className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('plan.column.notation')}</th>
            <th scope="col">{t('plan.column.title')}</th>
            <th scope="col">{t('plan.column.retention')}</th>
            <th scope="col">{t('plan.column.maker')}</th>
            <th scope="col">{t('plan.column.note')}</th>
            <th scope="col">{t('plan.column.files')}</th>
            <th scope="col">{t('plan.column.tools')}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.entries.map((row, at) => (
            <Fragment key={row.entry.id}>
              {newLevels(sheet.entries[at - 1]?.entry.heading ?? '', row.entry.heading).map((heading) => (
                <HeadingRow key={heading} heading={heading} isLocked={isLocked} />
              ))}
              {edited === row.entry.id ? (
                <EntryEditor sheet={sheet} entry={row.entry} onLeave={() => edit(null)} />
              ) : (
                <EntryRow row={row} isLocked={isLocked && !row.entry.isAddition} />
              )}
            </Fragment>
          ))}
          {edited === 'new' ? <EntryEditor sheet={sheet} entry={null} onLeave={() => edit(null)} /> : null}
        </tbody>
      </table>
    </div>
  )
}

/** The headings that begin between two entries, the larger first. */
function newLevels(before: string, heading: string): readonly string[] {
  const [old, levels] = [headingLevels(before), headingLevels(heading)]
  const same = levels.findIndex((level, at) => level !== old[at])
  if (same === -1) return []
  return levels.slice(same).map((_, at) => joinHeading(levels.slice(0, same + at + 1)))
}

function buttonOf(table: HTMLTableElement | null, id: string): HTMLButtonElement | null {
  return table?.querySelector<HTMLButtonElement>(`button[data-entry="${id}"]`) ?? null
}

/** The arrow keys walk the notations. */
function walk(event: KeyboardEvent): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const { target } = event
  if (by === 0 || !(target instanceof HTMLElement) || target.dataset['entry'] === undefined) return
  const buttons = [...(target.closest('table')?.querySelectorAll<HTMLElement>('button[data-entry]') ?? [])]
  const next = buttons[buttons.indexOf(target) + by]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
