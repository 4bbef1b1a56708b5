import type { IndexedCaseFile, IndexedDocument } from '../../domain/indexed.ts'
import type { RecordId, Vector } from '../../domain/op.ts'
import { type Document, documentView } from '../../domain/records/document.ts'
import { createGiveWay } from './give-way.ts'
import { indexedCaseFile, indexedDocument, stampOf } from './index-entries.ts'
import type { Blobs, Records } from './ports.ts'

/** The search index as far as it is written. */
export interface IndexWriter {
  /** The vector up to which all records are in the index; null until that is reached for the first time. */
  readonly covered: Vector | null
  /** Those documents that are not in the index as their stamps say. */
  changed(
    stamps: readonly { readonly document: RecordId; readonly stamp: string }[],
  ): Promise<readonly RecordId[]>
  put(documents: readonly IndexedDocument[]): Promise<void>
  putCaseFiles(files: readonly IndexedCaseFile[]): Promise<void>
  remove(documents: readonly RecordId[]): Promise<void>
  setCovered(vector: Vector): Promise<void>
  /** Hears that the index began anew, empty. */
  onMadeAnew(listener: () => void): void
}

/** Pages a transaction: a search waits for one of them at most, about a tenth of a second. */
const PAGES_AT_ONCE = 200

function isFindable({ pages, isolated }: Document): boolean {
  return pages.length > 0 && isolated === undefined
}

/** Puts records into the index as they stand now. */
export interface IndexFeed {
  caseFiles(ids: readonly RecordId[]): Promise<void>
  documents(ids: readonly RecordId[]): Promise<void>
  /** Those of the documents that stand in the index otherwise, or not at all. */
  changed(ids: readonly RecordId[]): Promise<readonly RecordId[]>
}

export function createIndexFeed({
  records,
  blobs,
  index,
}: {
  readonly records: Pick<Records, 'record'>
  readonly blobs: Blobs
  readonly index: IndexWriter
}): IndexFeed {
  return {
    caseFiles: async (ids) => {
      const files = await mapInTurns(ids, (id) => indexedCaseFile(records.record(id)))
      if (files.length > 0) await index.putCaseFiles(files)
    },
    changed: async (ids) =>
      index.changed(
        await mapInTurns(ids, (document) => ({
          document,
          stamp: stampOf(documentView(records.record(document)), records),
        })),
      ),
    documents: async (ids) => {
      const documents = await mapInTurns(ids, (id) => ({ id, document: documentView(records.record(id)) }))
      const gone = documents.filter(({ document }) => !isFindable(document))
      if (gone.length > 0) await index.remove(gone.map(({ id }) => id))
      let entries: IndexedDocument[] = []
      let pages = 0
      for (const { document } of documents) {
        if (isFindable(document)) entries.push(await indexedDocument(document, records, blobs))
        pages += document.pages.length
        if (pages < PAGES_AT_ONCE) continue
        await index.put(entries)
        entries = []
        pages = 0
      }
      if (entries.length > 0) await index.put(entries)
    },
  }
}

/** What the index is told of many records, while somebody may be typing. */
async function mapInTurns<T>(ids: readonly RecordId[], toldOf: (id: RecordId) => T): Promise<readonly T[]> {
  const giveWay = createGiveWay()
  const told: T[] = []
  for (const id of ids) {
    await giveWay()
    told.push(toldOf(id))
  }
  return told
}
