import { ownFaultCounts } from '../../domain/completeness/document-faults.ts'
import { doubtfulFields } from '../../domain/doubt.ts'
import { Fault } from '../../domain/fault.ts'
import { foldText } from '../../domain/fold-text.ts'
import type { JournalApi, JournalFilter } from '../../domain/journal-api.ts'
import {
  type CaseListQuery,
  type CaseListRow,
  type DocumentListQuery,
  type DocumentListRow,
  type EditOutcome,
  type ListApi,
  type ListChange,
  type ListQuery,
  type ListSelection,
  listedStates,
} from '../../domain/list-api.ts'
import { listedState, sortKey } from '../../domain/list-keys.ts'
import type { CaseFile } from '../../domain/records/case-file.ts'
import { type Document, fieldValue, isRead } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { sheetCount } from '../../domain/sheet-numbering.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { pageOf } from './memory-rows.ts'

type Row = CaseListRow | DocumentListRow

/** The lists over plain arrays, in the orders and with the rules of the engine. */
export function listHandlers({ vault, changed }: MemoryParts): Handlers<ListApi> {
  const rowsOf = (query: ListQuery): readonly Row[] =>
    query.list === 'cases'
      ? caseRows(vault.caseFiles, vault.documents, query)
      : documentRows(vault.caseFiles, vault.documents, query)
  const chosen = (selection: ListSelection): readonly string[] => {
    const ids = rowsOf(selection.query).map(({ id }) => id)
    return selection.kind === 'ids'
      ? selection.ids
      : ids.filter((id) => !selection.except.some((left) => left === id))
  }
  const outcomeOf = (selection: ListSelection, change: ListChange): EditOutcome & { ids: string[] } => {
    const ids = chosen(selection)
    const isOpen = (id: string): boolean => {
      const document = vault.documents.find((each) => each.id === id)
      const file = vault.caseFiles.find((each) => each.id === (document?.caseFile ?? id))
      return change.field === 'place' || file === undefined || file.state === 'open'
    }
    const changing = ids.filter(isOpen)
    const refused = ids.filter((id) => !isOpen(id))
    const nameOf = (id: string) => vault.caseFiles.find((each) => each.id === id)?.notation ?? id
    return {
      ids: [...changing],
      selected: ids.length,
      changing: changing.length,
      same: 0,
      refused: refused.length,
      reasons:
        refused.length === 0
          ? []
          : [{ why: 'closed', count: refused.length, examples: refused.slice(0, 3).map(nameOf) }],
    }
  }
  return {
    caseList: async ({ query, ...span }) => pageOf(caseRows(vault.caseFiles, vault.documents, query), span),
    documentList: async ({ query, ...span }) =>
      pageOf(documentRows(vault.caseFiles, vault.documents, query), span),
    listIds: async ({ query, offset, limit }) =>
      rowsOf(query)
        .slice(offset, offset + limit)
        .map(({ id }) => id),
    listPlace: async ({ query, begins }) => {
      const { by, isDescending } = query.sort
      const keys = rowsOf(query).map((row) => textOf(row, by))
      const key = sortKey(begins)
      const index = keys.findIndex((each) =>
        isDescending ? each < key || each.startsWith(key) : each >= key,
      )
      return { index: index === -1 ? keys.length - 1 : index }
    },
    listChoices: async () => ({
      years: [...new Set(vault.caseFiles.map(({ year }) => year))].sort((a, b) => b - a),
      makers: [...new Set(vault.caseFiles.map(({ maker }) => maker))]
        .filter((value) => value !== '')
        .map((value) => ({ value, rows: vault.caseFiles.filter(({ maker }) => maker === value).length })),
      retentions: [],
      types: [],
    }),
    previewListEdit: async ({ selection, change }) => {
      const { ids: _, ...outcome } = outcomeOf(selection, change)
      return outcome
    },
    editList: async ({ selection, change, expected }) => {
      const { ids, ...outcome } = outcomeOf(selection, change)
      if (outcome.selected !== expected) {
        throw new Fault('conflict', 'others are chosen', { detail: { reason: 'selection-changed' } })
      }
      const isMeant = ({ id }: { readonly id: string }): boolean => ids.includes(id)
      if (selection.query.list === 'cases') {
        const part = { [change.field]: change.value }
        vault.caseFiles = vault.caseFiles.map((file) => (isMeant(file) ? { ...file, ...part } : file))
      } else if (change.field === 'caseFile') {
        const { value } = change
        vault.documents = vault.documents.map((each) => (isMeant(each) ? { ...each, caseFile: value } : each))
      } else if (change.field === 'type' || change.field === 'issuer') {
        const part = { [change.field]: change.value }
        vault.documents = vault.documents.map((each) =>
          isMeant(each) ? { ...each, values: { ...each.values, ...part } } : each,
        )
      }
      changed(...ids)
      return outcome
    },
    exportList: async ({ selection }) => ({ file: 'danh-sach.xlsx', written: chosen(selection).length }),
  }
}

function caseRows(
  files: readonly CaseFile[],
  documents: readonly Document[],
  { filter, sort }: CaseListQuery,
): CaseListRow[] {
  const words = foldText(filter.text ?? '').split(/\s+/)
  const meant = files.filter(
    (file) =>
      words.every((word) => foldText(`${file.notation} ${file.title} ${file.year}`).includes(word)) &&
      (filter.year === undefined || file.year === filter.year) &&
      (filter.fonds === undefined || file.fonds === filter.fonds) &&
      (filter.retention === undefined || file.retention === filter.retention) &&
      (filter.maker === undefined || file.maker === filter.maker) &&
      (filter.states === undefined || filter.states.includes(listedState(file))),
  )
  const rows = meant.map((file): CaseListRow => {
    const own = documents.filter(({ caseFile }) => caseFile === file.id)
    const sum = (of: (document: Document) => number): number =>
      own.reduce((total, each) => total + of(each), 0)
    return {
      ...file,
      id: file.id,
      state: listedState(file),
      documents: own.length,
      pages: sum(({ pages }) => pages.length),
      sheets: sum(sheetCount),
      missing: sum((each) => ownFaultCounts(each).musts),
    }
  })
  return sorted(rows, sort)
}

function documentRows(
  files: readonly CaseFile[],
  documents: readonly Document[],
  { filter, sort }: DocumentListQuery,
): DocumentListRow[] {
  const words = foldText(filter.text ?? '').split(/\s+/)
  const rows = documents.map((document): DocumentListRow => {
    const value = (name: Parameters<typeof fieldValue>[1]): string => fieldValue(document, name)
    const file = files.find(({ id }) => id === document.caseFile)
    const isFiled = document.caseFile !== null
    return {
      id: document.id,
      number: value('number'),
      notation: value('notation'),
      issuedDate: value('issuedDate'),
      type: value('type'),
      issuer: value('issuer'),
      subject: value('subject'),
      signer: value('signer'),
      caseFile: file === undefined ? null : { id: file.id, notation: file.notation, title: file.title },
      pages: document.pages.length,
      doubt: doubtfulFields(document),
      stage: document.isAccepted
        ? isFiled
          ? 'filed'
          : 'to-file'
        : isRead(document)
          ? 'to-review'
          : 'to-read',
    }
  })
  const meant = rows.filter(
    (row) =>
      words.every((word) =>
        foldText(`${row.number}/${row.notation} ${row.subject} ${row.issuer}`).includes(word),
      ) &&
      (filter.stages === undefined || filter.stages.includes(row.stage)) &&
      (filter.type === undefined || row.type === filter.type),
  )
  return sorted(meant, sort)
}

function textOf(row: Row, by: string): string {
  // A row is looked into by the name of a column.
  const value = (row as unknown as Readonly<Record<string, unknown>>)[by]
  if (by === 'state') return String(listedStates.findIndex((state) => state === value))
  return typeof value === 'number' || typeof value === 'string' ? sortKey(String(value)) : ''
}

function sorted<T extends Row>(
  rows: readonly T[],
  { by, isDescending }: { readonly by: string; readonly isDescending: boolean },
): T[] {
  const inOrder =
    by === 'made'
      ? [...rows]
      : rows.toSorted((a, b) => (textOf(a, by) < textOf(b, by) ? -1 : textOf(a, by) > textOf(b, by) ? 1 : 0))
  return isDescending ? inOrder.reverse() : inOrder
}

/** A journal over entries as a test gives them, newest first. */
export function journalHandlers({ vault }: MemoryParts): Handlers<JournalApi> {
  const wanted = ({ by, kinds, record, from, to }: JournalFilter) =>
    vault.journal.filter(
      (entry) =>
        (by === undefined || entry.by === by) &&
        (kinds === undefined || kinds.some((kind) => kind === entry.kind)) &&
        (record === undefined || entry.records.some(({ id }) => id === record)) &&
        (from === undefined || entry.at.slice(0, 10) >= from) &&
        (to === undefined || entry.at.slice(0, 10) <= to),
    )
  return {
    journal: async ({ filter, cursor, limit }) => {
      const entries = wanted(filter)
      const from = cursor?.['memory'] ?? 0
      const next = from + limit
      const isDone = next >= entries.length
      return {
        entries: entries.slice(from, next),
        next: isDone ? null : { memory: next },
        left: Math.max(0, entries.length - next),
        reached: entries.at(-1)?.at ?? null,
      }
    },
    journalState: async () => ({
      ops: vault.journal.length,
      stations: 1,
      people: [...new Set(vault.journal.map(({ by }) => by))],
    }),
    exportJournal: async ({ filter, format }) => ({
      file: `nhat-ky.${format}`,
      written: wanted(filter).length,
    }),
  }
}
