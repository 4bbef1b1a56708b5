import * as z from 'zod'
import type { Authority } from './authority.ts'
import type { CompletenessFault } from './completeness/completeness-fault.ts'
import { datesOf } from './completeness/file-dates.ts'
import { bindingFloor, isShorter, longestOf, retentionFloor } from './completeness/retention.ts'
import type { CaseFileContents } from './deposit-manifest.ts'
import { Fault } from './fault.ts'
import { entriesBelow, type RecordState } from './merge.ts'
import type { Edit, RecordId } from './op.ts'
import { type CaseFile, CaseStateValue, moveCaseFile } from './records/case-file.ts'
import type { PlanEntry } from './records/plan-entry.ts'
import { numberSheets } from './sheet-numbering.ts'

/** What the closing sheet (chứng từ kết thúc) counts. */
export const ClosingFigures = z.object({
  documents: z.int(),
  pages: z.int(),
  sheets: z.int(),
  /** Numbers of the first and the last sheet; null in a file without sheets. */
  first: z.int().nullable(),
  last: z.int().nullable(),
  /** Numbers that stand on two sheets (số trùng), and those on none (số khuyết). */
  doubled: z.array(z.int()),
  missing: z.array(z.int()),
  /** Pages of the contents list. */
  listPages: z.int(),
})
export type ClosingFigures = z.infer<typeof ClosingFigures>

/** What is proposed to whoever closes a case file. Dates are ISO 8601, retentions codes. */
export const ClosingProposal = z.object({
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  /** The longest of the file's own, its documents', the plan's and the schedule's. */
  retention: z.string(),
  /** No shorter one is taken; null where nothing says. */
  leastRetention: z.string().nullable(),
  basis: z.string(),
  figures: ClosingFigures,
})
export type ClosingProposal = z.infer<typeof ClosingProposal>

/** Rows of the printed list that find room on a page. */
const LIST_ROWS_A_PAGE = 20

export function closingFigures({ documents }: CaseFileContents): ClosingFigures {
  const { spans, total, doubled, missing } = numberSheets(documents)
  const used = [...spans.values()].filter((span) => span !== null)
  const numbers = used.flatMap(({ first, last }) => [first, last])
  return {
    documents: documents.length,
    pages: documents.reduce((sum, { pages }) => sum + pages.length, 0),
    sheets: total,
    first: used.length === 0 ? null : numbers.reduce((least, number) => Math.min(least, number)),
    last: used.length === 0 ? null : numbers.reduce((most, number) => Math.max(most, number)),
    doubled: [...doubled],
    missing: [...missing],
    listPages: Math.ceil(documents.length / LIST_ROWS_A_PAGE),
  }
}

type Lists = Pick<Authority, 'retentions' | 'schedule'>

export function closingProposal(
  contents: CaseFileContents,
  entry: PlanEntry | null,
  lists: Lists,
): ClosingProposal {
  const { file, documents } = contents
  const scale = lists.retentions.entries
  const floor = retentionFloor(lists, file, entry)
  const ofDocuments = documents.map(({ extra }) => extra['maintenance'] ?? '')
  const { start, end } = datesOf(documents)
  const wanted = [file.retention, ...ofDocuments, floor.plan ?? '', floor.schedule?.code ?? '']
  return {
    startDate: ordered([file.startDate, start]).at(0) ?? null,
    endDate: ordered([file.endDate, end]).at(-1) ?? null,
    // What cannot be told in years was chosen by a person, who knows better.
    retention: isTold(scale, file.retention) ? (longestOf(scale, wanted) ?? file.retention) : file.retention,
    leastRetention: longestOf(scale, [bindingFloor(scale, floor) ?? '', ...ofDocuments]),
    basis: file.basis,
    figures: closingFigures(contents),
  }
}

function isTold(scale: Lists['retentions']['entries'], code: string): boolean {
  return code === '' || longestOf(scale, [code]) !== null
}

function ordered(dates: readonly (string | null)[]): readonly string[] {
  return dates.filter((date) => date !== null).sort()
}

/** Is the fault one that the closing itself mends, by what is decided in it? */
export function isMendedAtClosing({ code, facts }: CompletenessFault): boolean {
  if (code === 'file-field-missing') return facts['field'] === 'retention' || facts['field'] === 'basis'
  return code.startsWith('retention-') && code !== 'retention-below-proposal'
}

/** What a person decides when a case file is closed. */
export interface ClosingDecision {
  readonly endDate: string | null
  readonly retention: string
  readonly basis: string
  /** ISO 8601 instant, and who closes. */
  readonly at: string
  readonly by: string
  /** Faults that may stay and were seen. */
  readonly overlooked: number
}

/**
 * The edits that close a case file; they lock it.
 * @throws Fault 'invalid-input' for an end before the start ('end-date') or a retention that is too short ('retention')
 */
export function closingEdits(
  file: CaseFile,
  { startDate, leastRetention }: ClosingProposal,
  decision: ClosingDecision & { readonly event: string; readonly scale: Lists['retentions']['entries'] },
): readonly Edit[] {
  const { endDate, retention, basis, at, by, overlooked, event, scale } = decision
  if (startDate !== null && endDate !== null && endDate < startDate) throw refused(file, 'end-date')
  const isKnown = scale.some(({ code }) => code === retention)
  if (!isKnown || (leastRetention !== null && isShorter(scale, retention, leastRetention)))
    throw refused(file, 'retention')
  // A view's id came from a record, so it is a record id.
  const record = file.id as RecordId
  return [
    { record, path: '/startDate', value: startDate },
    { record, path: '/endDate', value: endDate },
    ...(retention === file.retention ? [] : [{ record, path: '/retention', value: retention }]),
    ...(basis === file.basis ? [] : [{ record, path: '/basis', value: basis }]),
    { record, path: '/closing', value: { at, by } },
    lifeEdit(record, event, { what: 'closed', at, by, reason: null, overlooked }),
    moveCaseFile(file, 'closed'),
  ]
}

function refused(file: CaseFile, reason: 'end-date' | 'retention'): Fault {
  return new Fault('invalid-input', `case file ${file.id} is closed with a wrong ${reason}`, {
    detail: { reason },
  })
}

/** One turn in the life of a case file, written down for good. */
export const LifeEvent = z.object({
  what: z.enum(['closed', 'reopened']),
  /** ISO 8601 instant. */
  at: z.string(),
  by: z.string(),
  reason: z.string().nullable(),
  /** Faults that were seen and left when it was closed. */
  overlooked: z.int(),
})
export type LifeEvent = z.infer<typeof LifeEvent>

const LIFE = '/life/'

/** @param event a new UUID */
export function lifeEdit(record: RecordId, event: string, life: LifeEvent): Edit {
  return { record, path: `${LIFE}${event}`, value: { ...life } }
}

/** Who closed and reopened a case file, when and why, the latest first. */
export function lifeOf(record: RecordState): readonly LifeEvent[] {
  const written = entriesBelow(record, LIFE).flatMap(([, value]) => {
    const event = LifeEvent.safeParse(value)
    return event.success ? [event.data] : []
  })
  const events = written.length > 0 ? written : fromState(record)
  return events.toSorted((a, b) => (a.at < b.at ? 1 : -1))
}

/** Before there were such notes, only the last turn is known, from the op that wrote it. */
function fromState(record: RecordState): readonly LifeEvent[] {
  const head = record.cells['/state']?.heads[0]
  const state = CaseStateValue.safeParse(head?.val)
  if (head === undefined || !state.success) return []
  const { name, reason } = state.data
  const at = new Date(head.t[0]).toISOString()
  const what = name === 'closed' ? 'closed' : name === 'open' && reason !== null ? 'reopened' : null
  return what === null ? [] : [{ what, at, by: head.by, reason, overlooked: 0 }]
}
