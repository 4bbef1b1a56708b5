import type { DeskApi } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import type { Edit, RecordId } from '../../domain/op.ts'
import { assertOpen, caseFileView } from '../../domain/records/case-file.ts'
import { type Document, documentView, FieldName } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { layerText } from '../../domain/text-layer.ts'
import { correctionEdit } from '../../domain/word-corrections.ts'
import { existingCaseFile, existingDocument } from './contents.ts'
import { isIsolatedBlob } from './isolation.ts'
import { type Blobs, listPage, type Records } from './ports.ts'
import { getTextLayer } from './text-blobs.ts'

export type DocumentApi = Pick<
  DeskApi,
  'documents' | 'document' | 'acceptDocument' | 'fileDocument' | 'pageText' | 'correctWord'
>

/** Review and filing of documents. */
export function documentHandlers({
  records,
  blobs,
}: {
  records: Records
  blobs: Blobs
}): Handlers<DocumentApi> {
  return {
    documents: async ({ filter, ...span }) =>
      listPage(records, { kind: 'doc', stages: [filter], order: orders[filter], ...span }, documentView),
    document: async ({ id }) => existingDocument(records, id),
    acceptDocument: async ({ id, values, seen }) => {
      const document = existingDocument(records, id)
      assertDocumentOpen(records, document)
      assertSeen(document, values, seen ?? {})
      await records.append(acceptance(id, document, values), { undo: 'accept-document' })
      return null
    },
    fileDocument: async ({ id, caseFile }) => {
      const document = existingDocument(records, id)
      assertDocumentOpen(records, document)
      const edits = caseFile === null ? [takenOut(document)] : filing(records, document, { caseFile }).edits
      await records.append(edits, { undo: 'file-document' })
      return null
    },
    correctWord: async ({ id, page, place, text }) => {
      const document = existingDocument(records, id)
      assertDocumentOpen(records, document)
      if (!document.pages.some((own) => own.id === page))
        throw new Fault('not-found', `${page} is no page of ${id}`)
      await records.append([correctionEdit(id, { page, place }, text)], { undo: 'correct-word' })
      return null
    },
    pageText: async ({ text }) => {
      if (isIsolatedBlob(records, text)) throw new Fault('isolated', 'a state secret is not shown')
      const layer = await getTextLayer(blobs, text)
      return { text: layerText(layer), layer }
    },
  }
}

const orders = { 'to-review': 'doubt', 'to-file': 'position' } as const

/** @throws Fault 'case-closed' where the document lies in a case file that is not open. */
export function assertDocumentOpen(records: Pick<Records, 'record'>, document: Document): void {
  // Only a record id is ever written into the cell.
  if (document.caseFile !== null) assertOpen(caseFileView(records.record(document.caseFile as RecordId)))
}

type Values = Partial<Record<FieldName, string>>

/** Nothing is written over what somebody has not seen. @throws Fault 'conflict' */
export function assertSeen(document: Pick<Document, 'id' | 'values'>, values: Values, seen: Values): void {
  const clash = FieldName.options.find((name) => {
    const said = document.values[name] ?? ''
    return seen[name] !== undefined && seen[name] !== said && values[name]?.normalize('NFC').trim() !== said
  })
  if (clash === undefined) return
  const detail = { reason: 'saved-meanwhile', field: clash }
  throw new Fault('conflict', `${clash} of ${document.id} was saved meanwhile`, { detail })
}

function acceptance(id: RecordId, document: Document, values: Partial<Record<FieldName, string>>): Edit[] {
  const changed = FieldName.options.flatMap((name) => {
    const value = values[name]?.normalize('NFC').trim()
    if (value === undefined || value === document.values[name]) return []
    return [{ record: id, path: `/field/${name}`, value }]
  })
  return [...changed, { record: id, path: '/isAccepted', value: true }]
}

function takenOut(document: Document): Edit {
  // A view's id came from a record, so it is a record id.
  return { record: document.id as RecordId, path: '/caseFile', value: null }
}

interface FilingPlace {
  readonly caseFile: RecordId
  /** Is opened in the same step. */
  readonly isNew?: boolean
  /** The place of the document before, where several go in one step. */
  readonly after?: number | undefined
}

/** Puts a document at the end of a case file. @throws Fault 'not-found', 'case-closed' */
export function filing(
  records: Records,
  document: Document,
  { caseFile, isNew = false, after }: FilingPlace,
): { readonly edits: readonly Edit[]; readonly position: number } {
  // A view's id came from a record, so it is a record id.
  const record = document.id as RecordId
  if (!isNew) assertOpen(existingCaseFile(records, caseFile))
  const position = (after ?? lastPosition(records, caseFile)) + 1
  return {
    position,
    edits: [
      { record, path: '/caseFile', value: caseFile },
      { record, path: '/position', value: position },
    ],
  }
}

function lastPosition({ catalogue, record }: Records, caseFile: RecordId): number {
  const [last] = catalogue.ids({ kind: 'doc', parent: caseFile, order: 'newest', limit: 1 })
  return last === undefined ? 0 : Math.max(0, documentView(record(last)).position)
}
