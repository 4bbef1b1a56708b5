import { namedCell } from '../../../domain/conflict-cells.ts'
import { type JournalGo, kindOfOp } from '../../../domain/journal.ts'
import type { JournalChange, JournalEntry } from '../../../domain/journal-api.ts'
import { kindOf, type Op, type RecordId } from '../../../domain/op.ts'
import { documentView } from '../../../domain/records/document.ts'
import { usersOf } from '../../../domain/user.ts'
import { type NamingPorts, recordTitle } from '../conflicts/record-title.ts'
import { stationOf } from '../conflicts/stations.ts'
import { elementName, valueWords } from '../conflicts/value-words.ts'
import type { Records } from '../ports.ts'

export interface EntryPorts extends NamingPorts {
  readonly records: Records
  /** Id of this PC. */
  readonly station: string
}

const MOST_RECORDS = 3
const MOST_CHANGES = 8

/** What was done in one go, in words and names. */
export function journalEntry(ports: EntryPorts, go: JournalGo): JournalEntry {
  const id = `${go.origin.replace('.', ':')}:${go.n}`
  const records = recordsOf(go).slice(0, MOST_RECORDS)
  const changes = changesOf(ports, go, records[0])
  return {
    id,
    at: new Date(go.atMs).toISOString(),
    by: go.by,
    station: stationOf(ports.records, ports.station, id),
    kind: go.kind,
    // Ids of ops are checked as they are written and taken in.
    records: records.map((record) => namedRecord(ports, record as RecordId, go)),
    recordsTotal: go.records.size,
    changes: changes.slice(0, MOST_CHANGES),
    changesTotal: changes.length,
    ops: go.ops,
  }
}

/** Those that make it what it is come first. */
function recordsOf(go: JournalGo): readonly string[] {
  const meant = go.first.filter((op) => kindOfOp(op) === go.kind && go.records.has(op.f)).map(({ f }) => f)
  return [...new Set([...meant, ...go.records])]
}

function namedRecord(ports: EntryPorts, id: RecordId, go: JournalGo): JournalEntry['records'][number] {
  if (go.kind === 'users') return { id, kind: 'user', title: userNames(ports, id, go.first) }
  return { id, kind: kindOf(id), title: isSecret(ports, id) ? '' : recordTitle(ports, id) }
}

/** Nothing of a state secret is told, whatever was written of it before. */
function isSecret({ records }: EntryPorts, id: RecordId): boolean {
  return id.startsWith('doc_') && documentView(records.record(id)).isolated !== undefined
}

function userNames({ records }: EntryPorts, fonds: RecordId, ops: readonly Op[]): string {
  const touched = new Set(
    ops.filter(({ p }) => p.startsWith('/user/')).map(({ p }) => p.slice('/user/'.length)),
  )
  const users = usersOf(records.record(fonds), null)
  return users
    .filter(({ id }) => touched.has(id))
    .map(({ name }) => name)
    .join(', ')
}

/** The last that was said of each cell of a record, but what machines read and what has no name. */
function changesOf(ports: EntryPorts, go: JournalGo, record: string | undefined): readonly JournalChange[] {
  // Only ids of records are ever written there.
  if (record === undefined || isSecret(ports, record as RecordId)) return []
  const last = new Map(go.first.filter(({ f }) => f === record).map((op) => [op.p, op]))
  return [...last.values()].flatMap((op): JournalChange[] => {
    const cell = namedCell(kindOf(op.f), op.p)
    if (cell.label === 'other') return []
    const words = valueWords(ports, cell, op.val ?? null)
    const element = elementName(ports, cell)
    return [{ label: cell.label, element, ...words, isRemoved: op.del === true }]
  })
}
