import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import type { CommuneProgress } from '../../../domain/console/commune-api.ts'
import { foldText } from '../../../domain/fold-text.ts'
import { ProgressBar } from '../../../renderer/ui/progress-bar.tsx'
import { hashOf } from '../state/route.ts'
import { formatCount, formatInstant } from '../view/format.ts'
import { ToneBadge } from '../view/tone-badge.tsx'
import styles from './communes-table.module.css'

interface Column {
  readonly id: string
  readonly name: string
  readonly value: (row: CommuneProgress) => number | string
  readonly isTotalled: boolean
}

const columns: readonly Column[] = [
  { id: 'name', name: 'Xã, phường', value: ({ name }) => name, isTotalled: false },
  { id: 'progress', name: 'So với chỉ tiêu', value: shareOf, isTotalled: false },
  { id: 'plan', name: 'Danh mục', value: ({ planEntries }) => planEntries, isTotalled: true },
  { id: 'created', name: 'Đã lập', value: ({ created }) => created, isTotalled: true },
  { id: 'complete', name: 'Hoàn chỉnh', value: ({ complete }) => complete, isTotalled: true },
  { id: 'deposited', name: 'Chờ tiếp nhận', value: ({ depositedFiles }) => depositedFiles, isTotalled: true },
  { id: 'accepted', name: 'Đã tiếp nhận', value: ({ acceptedFiles }) => acceptedFiles, isTotalled: true },
  { id: 'stations', name: 'Máy trạm', value: ({ stations }) => stations, isTotalled: true },
  { id: 'seen', name: 'Liên lạc gần nhất', value: ({ lastSeenAt }) => lastSeenAt ?? '', isTotalled: false },
]

function shareOf({ complete, wanted }: CommuneProgress): number {
  return wanted === 0 ? 0 : complete / wanted
}

/** Communes silent for at least so many days are marked. */
export function CommunesTable({
  rows,
  silentDays,
}: {
  readonly rows: readonly CommuneProgress[]
  readonly silentDays: number
}) {
  const [sort, setSort] = useState({ id: 'name', isDown: false })
  const sorted = sortRows(rows, sort)
  const press = (id: string): void => setSort({ id, isDown: sort.id === id ? !sort.isDown : id !== 'name' })
  return (
    <div className={styles['scroller']}>
      <table className={styles['table']} aria-label="Tiến độ các xã, phường">
        <thead>
          <tr>
            {columns.map(({ id, name, isTotalled }) => (
              <th
                key={id}
                scope="col"
                className={isTotalled ? styles['numberHead'] : ''}
                aria-sort={sort.id === id ? (sort.isDown ? 'descending' : 'ascending') : 'none'}
              >
                <button type="button" className={styles['sort']} onClick={() => press(id)}>
                  {name}
                  {sort.id !== id ? null : sort.isDown ? (
                    <ArrowDown aria-hidden="true" />
                  ) : (
                    <ArrowUp aria-hidden="true" />
                  )}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <CommuneRow key={row.code} row={row} silentDays={silentDays} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            {columns.map(({ id, value, isTotalled }) => (
              <td key={id} className={isTotalled ? styles['number'] : ''}>
                {id === 'name'
                  ? `Cộng ${formatCount(rows.length)} nơi`
                  : isTotalled
                    ? formatCount(rows.reduce((sum, row) => sum + Number(value(row)), 0))
                    : ''}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function sortRows(
  rows: readonly CommuneProgress[],
  { id, isDown }: { readonly id: string; readonly isDown: boolean },
): readonly CommuneProgress[] {
  const value = columns.find((column) => column.id === id)?.value ?? (() => 0)
  const compare = (a: CommuneProgress, b: CommuneProgress): number => {
    const [left, right] = [value(a), value(b)]
    if (typeof left === 'number' && typeof right === 'number') return left - right
    return String(left).localeCompare(String(right), 'vi')
  }
  return [...rows].sort((a, b) => (isDown ? -1 : 1) * compare(a, b))
}

function CommuneRow({ row, silentDays }: { readonly row: CommuneProgress; readonly silentDays: number }) {
  const percent = row.planEntries === 0 ? 0 : Math.round((row.complete / row.planEntries) * 100)
  const counts = [
    row.planEntries,
    row.created,
    row.complete,
    row.depositedFiles,
    row.acceptedFiles,
    row.stations,
  ]
  return (
    <tr>
      <th scope="row">
        <a className={styles['name']} href={hashOf({ kind: 'commune', code: row.code })}>
          {row.name}
        </a>
        <span className={styles['code']}>{row.code}</span>
      </th>
      <td className={styles['bar']}>
        <ProgressBar
          label={`Tiến độ của ${row.name}`}
          isLabelHidden
          value={Math.min(row.complete, row.wanted)}
          total={Math.max(1, row.wanted)}
          countText={`${formatCount(percent)} % / ${formatCount(Math.round(row.target.share * 100))} %`}
        />
      </td>
      {counts.map((count, at) => (
        // A fixed set of columns in a fixed order.
        <td key={at} className={styles['number']}>
          {formatCount(count)}
        </td>
      ))}
      <td>
        {row.lastSeenAt === null ? (
          <span className={styles['none']}>Chưa có máy trạm</span>
        ) : (
          <>
            {formatInstant(row.lastSeenAt)}
            {isSilent(row, silentDays) ? (
              <span className={styles['silent']}>
                <ToneBadge tone="warn">Im lặng {formatCount(row.silentDays ?? 0)} ngày</ToneBadge>
              </span>
            ) : null}
          </>
        )}
      </td>
    </tr>
  )
}

/** Has nothing been heard of it for so long? Not of one that has no station yet. */
export function isSilent({ silentDays }: CommuneProgress, days: number): boolean {
  return silentDays !== null && silentDays >= days
}

/** Does a commune have what was typed in its name or code, with or without tone marks? */
export function isNamed({ name, code }: CommuneProgress, typed: string): boolean {
  return foldText(`${name} ${code}`).includes(foldText(typed.trim()))
}
