import type { Edit, RecordId } from '../../domain/op.ts'
import { type Document, documentView } from '../../domain/records/document.ts'
import { isUnseen } from './pick-task.ts'
import type { Records } from './ports.ts'

/** More documents than wait in any vault. */
const ALL_DOCUMENTS = 1_000_000
/** Edits that are saved at once; what is saved of a long list stays saved. */
const EDITS_AT_ONCE = 1000

/** Gives up what is not read of these documents, saying that it was cancelled. */
export async function cancelUnseen(records: Records, documents: Iterable<Document>): Promise<void> {
  await appendInPieces(
    records,
    editsOf(documents, (document) =>
      document.pages
        .filter((page) => isUnseen(document, page))
        .map((page) => ({ record: idOf(document), path: `/unread/${page.id}`, value: 'cancelled' })),
    ),
  )
}

/** Has the pages read that were given up; the fields are looked for anew after them. */
export async function forgetUnread(records: Records, documents: Iterable<Document>): Promise<void> {
  await appendInPieces(
    records,
    editsOf(documents, (document) => {
      const record = idOf(document)
      const lost = document.pages.filter((page) => page.id in document.unread && !(page.id in document.texts))
      if (lost.length === 0) return []
      const found = document.proposals === null ? [] : ['/proposals', '/findings']
      const cells = [...lost.map((page) => `/unread/${page.id}`), ...found]
      return cells.map((path) => ({ record, path, remove: true as const }))
    }),
  )
}

/** The documents of a batch. */
export function documentsOf(records: Records, batch: RecordId): Generator<Document> {
  return views(records, { batch })
}

/** The documents with something to do for the machine, of a batch or of all (null). */
export function dueDocuments(records: Records, batch: RecordId | null): Generator<Document> {
  return views(records, batch === null ? { isDue: true } : { isDue: true, batch })
}

function* views(
  { catalogue, record }: Records,
  only: { readonly isDue?: true; readonly batch?: RecordId },
): Generator<Document> {
  for (const id of catalogue.ids({ kind: 'doc', order: 'arrival', limit: ALL_DOCUMENTS, ...only })) {
    yield documentView(record(id))
  }
}

function* editsOf(
  documents: Iterable<Document>,
  edits: (document: Document) => readonly Edit[],
): Generator<readonly Edit[]> {
  for (const document of documents) yield edits(document)
}

/** The edits of one document stay together. */
async function appendInPieces(records: Records, groups: Iterable<readonly Edit[]>): Promise<void> {
  let piece: Edit[] = []
  for (const group of groups) {
    piece.push(...group)
    if (piece.length < EDITS_AT_ONCE) continue
    await records.append(piece)
    piece = []
  }
  if (piece.length > 0) await records.append(piece)
}

/** A view's id came from a record, so it is a record id. */
function idOf(document: Document): RecordId {
  return document.id as RecordId
}
