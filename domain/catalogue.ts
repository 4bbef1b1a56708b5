import { ownFaultCounts } from './completeness/document-faults.ts'
import { countConflicts } from './conflict-cells.ts'
import { doubtOf } from './doubt.ts'
import { foldText } from './fold-text.ts'
import {
  type CaseListKeys,
  caseListKeys,
  type DocumentListKeys,
  documentListKeys,
  sortKey,
} from './list-keys.ts'
import type { RecordState } from './merge.ts'
import { kindOf } from './op.ts'
import { batchCounts } from './records/batch.ts'
import { caseFileView } from './records/case-file.ts'
import { depositView } from './records/deposit.ts'
import { documentView, isRead } from './records/document.ts'
import { planEntryView } from './records/plan-entry.ts'
import { sheetCount } from './sheet-numbering.ts'

/** What lists and counts need to know of a record without folding it again; derived from its state alone. */
export interface CatalogueRow {
  /** Where the record stands; `ABSENT` for one that was undone or has not come whole yet. */
  readonly stage: string
  /** Document: its case file. Case file: its entry of the plan. */
  readonly parent: string | null
  readonly batch: string | null
  readonly fonds: string | null
  readonly year: number | null
  /** Case file: the deposit that handed it over last. */
  readonly deposit: string | null
  /** What it is called, folded, for those that are looked for while somebody types. */
  readonly words: string | null
  /** Document under review: how much it wants of a person; the most doubtful comes first. */
  readonly doubt: number | null
  /** Text to sort by, numbers by their value. */
  readonly label: string
  /** Document: its place in the case file. Deposit: its ordinal. Others: milliseconds since 1970 of their making. */
  readonly position: number
  /** The machine has still something to do for it. */
  readonly isDue: boolean
  readonly pages: number
  readonly pagesRead: number
  /** Pages that could not be read and say why. */
  readonly pagesUnread: number
  readonly refused: number
  /** Document: what keeps its case file from being closed. */
  readonly musts: number
  /** Document: what a careful clerk mends. */
  readonly shoulds: number
  /** Cells in which people said different things. */
  readonly conflicts: number
  /** When the latest of these values was written, in milliseconds since 1970; null where there are none. */
  readonly conflictAtMs: number | null
  /** Milliseconds since 1970 of its making. */
  readonly madeMs: number
  /** Document: sheets of paper. */
  readonly sheets: number
  /** What it is sorted and narrowed by in the list of case files or of documents; null where it stands in neither. */
  readonly listed: Listed | null
}

export type Listed =
  | { readonly list: 'cases'; readonly keys: CaseListKeys }
  | { readonly list: 'documents'; readonly keys: DocumentListKeys }

/** Stages of a document on its way into a case file; `isolated` and `removed` are off that way, as state secrets. */
export const documentStages = ['to-read', 'to-review', 'to-file', 'filed', 'isolated', 'removed'] as const
export type DocumentStage = (typeof documentStages)[number]

export const ABSENT = 'absent'
/** Stage of a case file that the law leaves out of the electronic ones: no list of a state has it, and no count. */
const EXCLUDED = 'excluded'

const NOTHING: CatalogueRow = {
  stage: '',
  parent: null,
  batch: null,
  fonds: null,
  year: null,
  deposit: null,
  words: null,
  doubt: null,
  label: '',
  position: 0,
  isDue: false,
  pages: 0,
  pagesRead: 0,
  pagesUnread: 0,
  refused: 0,
  musts: 0,
  shoulds: 0,
  conflicts: 0,
  conflictAtMs: null,
  madeMs: 0,
  sheets: 0,
  listed: null,
}

/** The row of any record; one of a kind that this program does not know has nothing but its place in time. */
export function catalogueRow(record: RecordState): CatalogueRow {
  const make = Object.hasOwn(rows, kindOf(record.id)) ? rows[kindOf(record.id)] : undefined
  const { cells, latestMs } = countConflicts(record)
  const told = { conflicts: cells, conflictAtMs: latestMs }
  const madeMs = firstTimeMs(record)
  return { ...NOTHING, ...told, madeMs, position: madeMs, ...make?.(record) }
}

const rows: Readonly<Record<string, (record: RecordState) => Partial<CatalogueRow>>> = {
  doc: documentRow,
  case: (record) => {
    const file = caseFileView(record)
    const { state, planEntry, fonds, year, notation, title, deposit, excluded } = file
    const keys = caseListKeys(file)
    return {
      stage: notation === '' ? ABSENT : excluded === null ? state : EXCLUDED,
      parent: planEntry,
      fonds,
      year,
      deposit,
      words: wordsOf(notation, title, year),
      label: sortKey(`${notation} ${title}`),
      listed: keys === null ? null : { list: 'cases', keys },
    }
  },
  plan: (record) => {
    const { fonds, year, notation, title, heading } = planEntryView(record)
    return {
      stage: notation === '' ? ABSENT : '',
      fonds,
      year,
      words: wordsOf(notation, title, year),
      label: sortKey(`${heading} ${notation}`),
    }
  },
  batch: (record) => {
    const { waiting, refused } = batchCounts(record)
    return { stage: waiting > 0 ? 'waiting' : 'taken', isDue: waiting > 0, refused }
  },
  deposit: (record) => {
    const { fonds, ordinal, outcome } = depositView(record)
    const stage = outcome === null ? 'deposited' : outcome.isAccepted ? 'accepted' : 'returned'
    return { stage, fonds, position: ordinal }
  },
}

function documentRow(record: RecordState): Partial<CatalogueRow> {
  const document = documentView(record)
  const { pages, texts, unread, caseFile, isAccepted, isolated } = document
  // Out of every list and count but its own, with nothing left to do for the machine.
  if (isolated !== undefined) {
    return { stage: isolated.removedAt === undefined ? 'isolated' : 'removed', batch: document.batch }
  }
  const seen = pages.filter((page) => page.id in texts || page.id in unread)
  const stage = pages.length === 0 ? ABSENT : stageOf({ isRead: isRead(document), isAccepted, caseFile })
  const { musts, shoulds } = ownFaultCounts(document)
  const keys = documentListKeys(document, stage)
  return {
    stage,
    parent: caseFile,
    batch: document.batch,
    position: document.position,
    isDue: pages.length > 0 && (document.proposals === null || seen.length < pages.length),
    pages: pages.length,
    pagesRead: pages.filter((page) => page.id in texts).length,
    pagesUnread: pages.filter((page) => !(page.id in texts) && page.id in unread).length,
    doubt: stage === 'to-review' ? doubtOf(document) : null,
    musts,
    shoulds,
    sheets: sheetCount(document),
    listed: keys === null ? null : { list: 'documents', keys },
  }
}

function stageOf(document: {
  readonly isRead: boolean
  readonly isAccepted: boolean
  readonly caseFile: string | null
}): DocumentStage {
  if (document.isAccepted) return document.caseFile === null ? 'to-file' : 'filed'
  return document.isRead ? 'to-review' : 'to-read'
}

/** Words that a person types may be any part of this. */
function wordsOf(notation: string, title: string, year: number): string {
  return foldText(`${notation} ${title} ${year}`)
}

/** The earliest time among the values that stand, in milliseconds since 1970; the same wherever the same ops are. */
export function firstTimeMs(record: RecordState): number {
  let first = Number.POSITIVE_INFINITY
  for (const cell of Object.values(record.cells)) {
    for (const head of cell.heads) first = Math.min(first, head.t[0])
  }
  return Number.isFinite(first) ? first : 0
}
