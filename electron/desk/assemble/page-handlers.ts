import type { AssembleApi } from '../../../domain/assemble-api.ts'
import { Fault } from '../../../domain/fault.ts'
import { entriesBelow } from '../../../domain/merge.ts'
import type { Edit, RecordId } from '../../../domain/op.ts'
import { binEdits, insertEdits, mergeEdits, replaceEdits, restoreEdits } from '../../../domain/page-edits.ts'
import { personTurnEdit } from '../../../domain/page-turn.ts'
import type { Document } from '../../../domain/records/document.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { existingDocument } from '../contents.ts'
import { assertDocumentOpen } from '../document-handlers.ts'
import type { Records } from '../ports.ts'
import { createPageChanger, type PageChangePorts } from './page-change.ts'

type PageApi = Pick<
  AssembleApi,
  'mergeDocuments' | 'insertPages' | 'replacePage' | 'turnPage' | 'binPages' | 'restorePages'
>

/** Pages that are put into documents, out of them or upright; the files they came in stay as they are. */
export function pageHandlers(ports: PageChangePorts): Handlers<PageApi> {
  const { records } = ports
  const change = createPageChanger(ports)
  return {
    mergeDocuments: async ({ documents: ids, values }) => {
      await change(ids, () => {
        const documents = ids.map((id) => openDocument(records, id))
        const [first, ...others] = documents
        const cleared = others.flatMap((other) => clearedEdits(records, other, first))
        return {
          edits: [...cleared, ...mergeEdits(documents, values)],
          of: ids.slice(0, 1),
          undo: 'merge-documents',
        }
      })
      return null
    },
    insertPages: async ({ id, source: from, pages, after }) => {
      await change([id, from], () => {
        const [target, source] = [openDocument(records, id), openDocument(records, from)]
        const edits = [
          ...clearedEdits(records, source, target),
          ...insertEdits({ target, source, pages, after }),
        ]
        return { edits, of: [id, from], undo: 'insert-pages' }
      })
      return null
    },
    replacePage: async ({ id, page, source: from, by }) => {
      await change([id, from], () => {
        const [target, source] = [openDocument(records, id), openDocument(records, from)]
        const edits = [
          ...clearedEdits(records, source, target),
          ...replaceEdits(target, page, { source, page: by }),
        ]
        return { edits, of: [id, from], undo: 'replace-page' }
      })
      return null
    },
    turnPage: async ({ id, page, by }) => {
      const document = openDocument(records, id)
      await records.append([turnEdit(document, page, by)], { undo: 'turn-page' })
      return null
    },
    binPages: async ({ id, pages }) => {
      await change([id], () => {
        return { edits: binEdits(openDocument(records, id), pages), of: [id], undo: 'bin-pages' }
      })
      return null
    },
    restorePages: async ({ id, pages }) => {
      await change([id], () => {
        return { edits: restoreEdits(openDocument(records, id), pages), of: [id], undo: 'restore-pages' }
      })
      return null
    },
  }
}

/** @throws Fault 'not-found', 'isolated', 'case-closed' */
function openDocument(records: Records, id: RecordId): Document {
  const document = existingDocument(records, id)
  assertDocumentOpen(records, document)
  return document
}

/** Turns a page that a document has. @throws Fault 'not-found' */
export function turnEdit(document: Document, page: string, by: 90 | 270): Edit {
  if (!document.pages.some((own) => own.id === page))
    throw new Fault('not-found', `${page} is no page of ${document.id}`)
  return personTurnEdit(document, page, by)
}

/** That a mark on a page was found to be none of a state secret goes with the page. */
export function clearedEdits(
  { record }: Pick<Records, 'record'>,
  source: Pick<Document, 'id'>,
  target: Pick<Document, 'id'> | undefined,
): readonly Edit[] {
  // Views' ids came from records, so they are record ids.
  const [from, to] = [source.id as RecordId, target?.id as RecordId | undefined]
  if (to === undefined) return []
  return entriesBelow(record(from), '/notSecret/').map(
    ([page, value]): Edit => ({ record: to, path: `/notSecret/${page}`, value }),
  )
}
