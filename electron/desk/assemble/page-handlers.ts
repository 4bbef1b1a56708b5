import type { AssembleApi } from '../../../domain/assemble-api.ts'
import type { DocumentType } from '../../../domain/authority.ts'
import { Fault } from '../../../domain/fault.ts'
import { entriesBelow } from '../../../domain/merge.ts'
import type { Edit, RecordId } from '../../../domain/op.ts'
import {
  binEdits,
  extractionEdits,
  insertEdits,
  mergeEdits,
  replaceEdits,
  restoreEdits,
} from '../../../domain/page-edits.ts'
import { personTurnEdit } from '../../../domain/page-turn.ts'
import { type Document, documentView, isRead } from '../../../domain/records/document.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import type { UndoLabel } from '../../../domain/undo.ts'
import { existingDocument } from '../contents.ts'
import { assertDocumentOpen } from '../document-handlers.ts'
import type { Blobs, Records } from '../ports.ts'
import type { ExtractFields } from '../reader.ts'
import { thinLayersOf } from '../text-blobs.ts'
import { withEdits } from './with-edits.ts'

type PageApi = Pick<
  AssembleApi,
  'mergeDocuments' | 'insertPages' | 'replacePage' | 'turnPage' | 'binPages' | 'restorePages'
>

export interface PagePorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly extract: ExtractFields
  readonly types: () => readonly DocumentType[]
}

/** Pages that are put into documents, out of them or upright; the files they came in stay as they are. */
export function pageHandlers(ports: PagePorts): Handlers<PageApi> {
  const { records } = ports
  const changed = changer(ports)
  return {
    mergeDocuments: async ({ documents: ids, values }) => {
      const documents = ids.map((id) => readWhole(records, id))
      const [first, ...others] = documents
      await changed(
        [...others.flatMap((other) => cleared(records, other, first)), ...mergeEdits(documents, values)],
        {
          of: ids.slice(0, 1),
          undo: 'merge-documents',
        },
      )
      return null
    },
    insertPages: async ({ id, source: from, pages, after }) => {
      const [target, source] = [readWhole(records, id), readWhole(records, from)]
      const edits = insertEdits({ target, source, pages, after })
      await changed([...cleared(records, source, target), ...edits], { of: [id, from], undo: 'insert-pages' })
      return null
    },
    replacePage: async ({ id, page, source: from, by }) => {
      const [target, source] = [readWhole(records, id), readWhole(records, from)]
      const edits = replaceEdits(target, page, { source, page: by })
      await changed([...cleared(records, source, target), ...edits], { of: [id, from], undo: 'replace-page' })
      return null
    },
    turnPage: async ({ id, page, by }) => {
      const document = existingDocument(records, id)
      assertDocumentOpen(records, document)
      if (!document.pages.some((own) => own.id === page))
        throw new Fault('not-found', `${page} is no page of ${id}`)
      await records.append([personTurnEdit(document, page, by)], { undo: 'turn-page' })
      return null
    },
    binPages: async ({ id, pages }) => {
      await changed(binEdits(readWhole(records, id), pages), { of: [id], undo: 'bin-pages' })
      return null
    },
    restorePages: async ({ id, pages }) => {
      await changed(restoreEdits(readWhole(records, id), pages), { of: [id], undo: 'restore-pages' })
      return null
    },
  }
}

interface Change {
  /** The documents whose fields are found anew in the pages they have then. */
  readonly of: readonly RecordId[]
  readonly undo: UndoLabel
}

/** Saves a change of pages with what the machine makes of the pages then, so that all of it is taken back in one step. */
function changer({ records, blobs, extract, types }: PagePorts) {
  return async (edits: readonly Edit[], { of, undo }: Change): Promise<void> => {
    const found: Edit[] = []
    for (const id of of) {
      const document = documentView(withEdits(records.record(id), edits))
      if (document.pages.length === 0) continue
      const layers = await thinLayersOf(blobs, document)
      found.push(...extractionEdits(id, extract(layers, types())))
    }
    await records.append([...edits, ...found], { undo })
  }
}

/** What is still read would change the fields again, and the step could not be taken back. */
function readWhole(records: Records, id: RecordId): Document {
  const document = existingDocument(records, id)
  assertDocumentOpen(records, document)
  if (!isRead(document))
    throw new Fault('conflict', `${id} is still being read`, { detail: { reason: 'being-read' } })
  return document
}

/** That a mark on a page was found to be none of a state secret goes with the page. */
function cleared({ record }: Records, source: Document, target: Document | undefined): readonly Edit[] {
  // Views' ids came from records, so they are record ids.
  const [from, to] = [source.id as RecordId, target?.id as RecordId | undefined]
  if (to === undefined) return []
  return entriesBelow(record(from), '/notSecret/').map(
    ([page, value]): Edit => ({ record: to, path: `/notSecret/${page}`, value }),
  )
}
