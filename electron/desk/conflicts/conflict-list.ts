import {
  askedConflicts,
  isJoinedText,
  isKeptAsCopy,
  type NamedCell,
  namedCell,
} from '../../../domain/conflict-cells.ts'
import type { CellConflict, ConflictingValue } from '../../../domain/conflicts.ts'
import { kindOf, type RecordId } from '../../../domain/op.ts'
import type { Page, Span } from '../../../domain/paging.ts'
import type { Conflict, ConflictSide } from '../../../domain/sync-api.ts'
import type { Records } from '../ports.ts'
import { type NamingPorts, recordTitle } from './record-title.ts'
import { stationOf } from './stations.ts'
import { elementName, valueWords } from './value-words.ts'

export interface ConflictListPorts extends NamingPorts {
  readonly records: Pick<Records, 'record' | 'records' | 'catalogue'>
  /** Id of this station. */
  readonly station: string
}

/** Some of the conflicts, by record, the latest first; only the records of these rows are read. */
export function listConflicts(ports: ConflictListPorts, { offset, limit }: Span): Page<Conflict> {
  const rows: Conflict[] = []
  let before = 0
  for (const { id, cells } of ports.records.catalogue.conflicts()) {
    const [from, to] = [offset - before, offset + limit - before]
    if (from < cells && to > 0) {
      const own = askedConflicts(ports.records.record(id)).slice(Math.max(0, from), to)
      rows.push(...own.map((conflict) => conflictRow(ports, id, conflict)))
    }
    before += cells
  }
  return { rows, total: before }
}

function conflictRow(ports: ConflictListPorts, record: RecordId, { path, values }: CellConflict): Conflict {
  const kind = kindOf(record)
  const cell = namedCell(kind, path)
  return {
    record,
    kind,
    title: recordTitle(ports, record),
    path,
    label: cell.label,
    element: elementName(ports, cell),
    sides: values.map((value) => sideOf(ports, cell, value)),
    canKeepBoth: canKeepBoth(cell, values),
  }
}

function sideOf(ports: ConflictListPorts, cell: NamedCell, value: ConflictingValue): ConflictSide {
  const words = 'remove' in value ? { text: '', told: null } : valueWords(ports, cell, value.value)
  return {
    op: value.op,
    by: value.by,
    station: stationOf(ports.records, ports.station, value.op),
    time: new Date(value.time[0]).toISOString(),
    ...words,
    isRemoved: 'remove' in value,
  }
}

/** Can the values stand beside each other: texts in one cell, or a document in two places? */
export function canKeepBoth(cell: NamedCell, values: readonly ConflictingValue[]): boolean {
  const given = values.flatMap((value) => ('remove' in value || value.value === null ? [] : [value.value]))
  if (given.length < values.length) return false
  if (isJoinedText(cell)) return given.every((value) => typeof value === 'string' && value !== '')
  return isKeptAsCopy(cell)
}
