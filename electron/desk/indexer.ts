import { kindOf, type RecordId, type Vector } from '../../domain/op.ts'
import {
  type Document,
  documentCode,
  documentView,
  fieldNames,
  fieldValue,
} from '../../domain/records/document.ts'
import { layerText } from '../../domain/text-layer.ts'
import type { Blobs, Records, Surroundings } from './ports.ts'
import { getTextLayer } from './text-blobs.ts'

/** What of a document can be found. */
export interface IndexEntry {
  readonly document: RecordId
  readonly caseFile: RecordId | null
  readonly code: string
  readonly fields: string
  readonly pages: readonly string[]
}

export interface IndexWriter {
  readonly isStale: boolean
  readonly covered: Vector
  put(entry: IndexEntry): Promise<void>
  setCovered(vector: Vector): void | Promise<void>
}

interface IndexerPorts {
  readonly records: Records & { vector(): Vector }
  readonly blobs: Blobs
  readonly index: IndexWriter
  readonly surroundings: Pick<Surroundings, 'onBug'>
}

/** Keeps the search index at the height of the records, one document after another. */
export interface Indexer {
  changed(ids: readonly RecordId[]): void
  /** Resolves when everything that is known to have changed is in the index. */
  settled(): Promise<void>
}

export function createIndexer({ records, blobs, index, surroundings }: IndexerPorts): Indexer {
  const waiting = new Set<RecordId>()
  let work: Promise<void> = Promise.resolve()
  let isScheduled = false

  const drain = async (): Promise<void> => {
    isScheduled = false
    const vector = records.vector()
    for (const id of waiting) {
      waiting.delete(id)
      const document = documentView(records.record(id))
      if (document.pages.length > 0) await index.put(await entryOf(document, blobs))
    }
    await index.setCovered(vector)
  }
  const changed = (ids: readonly RecordId[]): void => {
    for (const id of ids) if (kindOf(id) === 'doc') waiting.add(id)
    if (isScheduled) return
    isScheduled = true
    work = work.then(drain).catch((error: unknown) => surroundings.onBug('indexer', error))
  }
  if (index.isStale || !isCovered(index.covered, records.vector())) {
    changed(records.records('doc').map((record) => record.id))
  }
  return { changed, settled: () => work }
}

function isCovered(covered: Vector, vector: Vector): boolean {
  return Object.entries(vector).every(([origin, n]) => (covered[origin] ?? 0) >= n)
}

async function entryOf(document: Document, blobs: Blobs): Promise<IndexEntry> {
  const pages: string[] = []
  for (const page of document.pages) {
    const text = document.texts[page.id]
    pages.push(text === undefined ? '' : layerText(await getTextLayer(blobs, text)))
  }
  return {
    // Ids of views came from records.
    document: document.id as RecordId,
    caseFile: document.caseFile as RecordId | null,
    code: documentCode(document),
    fields: fieldNames.map((name) => fieldValue(document, name)).join('\n'),
    pages,
  }
}
