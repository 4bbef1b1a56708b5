import type { AssembleApi, Reordering, SheetNumbers } from '../../../domain/assemble-api.ts'
import { NOTE } from '../../../domain/contents-list.ts'
import {
  droppedContents,
  positionEdits,
  sortedContents,
  steppedContents,
} from '../../../domain/contents-order.ts'
import type { CaseFileContents } from '../../../domain/deposit-manifest.ts'
import { Fault } from '../../../domain/fault.ts'
import { type Edit, kindOf, type RecordId } from '../../../domain/op.ts'
import { assertOpen } from '../../../domain/records/case-file.ts'
import { type Document, documentView } from '../../../domain/records/document.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { numberSheets } from '../../../domain/sheet-numbering.ts'
import { contentsOf, existingCaseFile, existingDocument } from '../contents.ts'
import { assertDocumentOpen } from '../document-handlers.ts'
import type { Records } from '../ports.ts'

type ContentsApi = Pick<
  AssembleApi,
  'reorderContents' | 'sheetNumbers' | 'moveDocuments' | 'setSheets' | 'setNote' | 'setPlace'
>

/** The order, the sheets, the notes and the place of what lies in case files. */
export function contentsHandlers(records: Records): Handlers<ContentsApi> {
  return {
    reorderContents: async ({ id, order }) => {
      const contents = contentsOf(records, id)
      assertOpen(contents.file)
      await records.append(positionEdits(reordered(contents, order)), { undo: 'order-contents' })
      return null
    },
    sheetNumbers: async ({ id }) => sheetNumbersOf(contentsOf(records, id)),
    moveDocuments: async ({ documents, caseFile }) => {
      await records.append(moving(records, documents, caseFile), { undo: 'move-documents' })
      return null
    },
    setSheets: async ({ id, sheets }) => {
      assertDocumentOpen(records, existingDocument(records, id))
      const edit: Edit =
        sheets === null
          ? { record: id, path: '/sheets', remove: true }
          : { record: id, path: '/sheets', value: sheets }
      await records.append([edit], { undo: 'set-sheets' })
      return null
    },
    setNote: async ({ id, note }) => {
      assertNotable(records, id)
      const path = `/extra/${NOTE}`
      const edit: Edit =
        note === '' ? { record: id, path, remove: true } : { record: id, path, value: note.normalize('NFC') }
      await records.append([edit], { undo: 'set-note' })
      return null
    },
    setPlace: async ({ caseFiles, place }) => {
      const value = place === null ? null : normalised(place)
      const edits = [...new Set(caseFiles)].map((id): Edit => {
        existingCaseFile(records, id)
        return { record: id, path: '/place', value }
      })
      await records.append(edits, { undo: 'set-place' })
      return null
    },
  }
}

/** @throws Fault 'not-found' unless a case file or a document that takes a note is there */
function assertNotable(records: Records, id: RecordId): void {
  if (kindOf(id) === 'case') assertOpen(existingCaseFile(records, id))
  else assertDocumentOpen(records, existingDocument(records, id))
}

function normalised(place: Readonly<Record<'store' | 'shelf' | 'box', string>>) {
  const [store, shelf, box] = [place.store, place.shelf, place.box].map((part) => part.normalize('NFC'))
  return { store: store ?? '', shelf: shelf ?? '', box: box ?? '' }
}

function sheetNumbersOf({ documents }: Pick<CaseFileContents, 'documents'>): SheetNumbers {
  const { spans, total, doubled, missing } = numberSheets(documents)
  const plain = Object.fromEntries([...spans].map(([id, span]) => [id, span === null ? null : { ...span }]))
  return { spans: plain, total, doubled: [...doubled], missing: [...missing] }
}

function reordered({ documents }: CaseFileContents, order: Reordering): readonly Document[] {
  if (order.kind === 'sorted') return sortedContents(documents, order.by)
  const there = new Set(documents.map(({ id }) => id))
  const named = order.kind === 'dropped' && order.before !== null ? [order.before] : []
  const strange = [...order.documents, ...named].find((id) => !there.has(id))
  if (strange !== undefined) throw new Fault('not-found', `${strange} does not lie in this case file`)
  return order.kind === 'stepped'
    ? steppedContents(documents, order.documents, order.by)
    : droppedContents(documents, order.documents, order.before)
}

function moving(records: Records, ids: readonly RecordId[], caseFile: RecordId | null): readonly Edit[] {
  const documents = [...new Set(ids)].map((id) => existingDocument(records, id))
  for (const document of documents) assertDocumentOpen(records, document)
  const moved = documents.filter((document) => document.caseFile !== caseFile)
  // A view's id came from a record, so it is a record id.
  const edits = moved.map(({ id }): Edit => ({ record: id as RecordId, path: '/caseFile', value: caseFile }))
  if (caseFile === null) return edits
  const file = existingCaseFile(records, caseFile)
  assertOpen(file)
  const [last] = records.catalogue.ids({ kind: 'doc', parent: caseFile, order: 'newest', limit: 1 })
  const highest = last === undefined ? 0 : Math.max(0, documentView(records.record(last)).position)
  const positions = moved.map(
    ({ id }, at): Edit => ({ record: id as RecordId, path: '/position', value: highest + at + 1 }),
  )
  return [...edits, ...positions]
}
