import { setImmediate as nextTurn } from 'node:timers/promises'
import { Fault } from '../../domain/fault.ts'
import type { IsolatedRow, RemovalReport } from '../../domain/intake-api.ts'
import type { Edit, RecordId, Sha256 } from '../../domain/op.ts'
import { binnedPages } from '../../domain/page-layout.ts'
import type { Page, Span } from '../../domain/paging.ts'
import { batchSources, setBatchSource, withheldSource } from '../../domain/records/batch.ts'
import { blobsOf, type Document, documentView, setIsolation } from '../../domain/records/document.ts'
import type { PageImages } from './page-images.ts'
import { type Blobs, isoNow, listPage, type Records, type Surroundings } from './ports.ts'
import { notSecretPath } from './secret-gate.ts'

/** Documents that turned out to be state secrets after they were stored. */
export interface Isolation {
  /** @throws Fault 'isolated' for a page of an isolated document */
  assertShown(page: { readonly source: Sha256; readonly index: number }): void
  /** Those that still lie in the vault, the newest first. */
  list(span: Span): Page<IsolatedRow>
  /** Deletes what the vault holds of it but the gap. @throws Fault 'not-found' unless it is isolated */
  remove(id: RecordId): Promise<RemovalReport>
  /** It is none: it goes back to where it was. @throws Fault 'not-found' unless it is isolated */
  release(id: RecordId): Promise<void>
}

interface IsolationPorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly images: Pick<PageImages, 'remove'>
  readonly surroundings: Pick<Surroundings, 'clock'>
  /** Hears that there is something to read again. */
  readonly onReleased: () => void
}

/** More documents than are ever isolated at once, or lie in a vault. */
const ALL = 1_000_000
/** So many documents are looked through before other work has its turn. */
const STEP = 200

export function createIsolation(ports: IsolationPorts): Isolation {
  const { records } = ports
  const refuse = (key: string): void => {
    if (isolatedDocuments(records).some((document) => keysOf(document).includes(key)))
      throw new Fault('isolated', 'a state secret is not shown')
  }
  return {
    assertShown: ({ source, index }) => refuse(`${source}/${index}`),
    list: (span) =>
      listPage(records, { kind: 'doc', stages: ['isolated'], order: 'newest', ...span }, (record) => {
        const { isolated, pages } = documentView(record)
        const by = record.cells['/isolated']?.heads[0]?.by ?? ''
        return { id: record.id, at: isolated?.at ?? '', by, pages: pages.length }
      }),
    remove: (id) => remove(ports, isolatedDocument(records, id)),
    release: async (id) => {
      const { pages } = isolatedDocument(records, id)
      const at = isoNow(ports.surroundings.clock)
      // Each page is taken for looked at: which of them said it is not known any more.
      const seen = pages.map((page): Edit => ({ record: id, path: notSecretPath(page.id), value: { at } }))
      await records.append([{ record: id, path: '/isolated', remove: true }, ...seen])
      ports.onReleased()
    },
  }
}

/** What is in the vault and may not leave it. */
export function isIsolatedBlob(records: Known, sha: Sha256): boolean {
  return isolatedDocuments(records).some((document) => keysOf(document).includes(sha))
}

type Known = Pick<Records, 'catalogue' | 'record'>

/** There are hardly ever any. */
function isolatedDocuments({ catalogue, record }: Known): readonly Document[] {
  return catalogue
    .ids({ kind: 'doc', stages: ['isolated'], limit: ALL })
    .map((id) => documentView(record(id)))
}

function keysOf(document: Document): readonly string[] {
  const { texts } = document
  const pages = [...document.pages, ...binnedPages(document)]
  return [...pages.flatMap(({ source, index }) => [source, `${source}/${index}`]), ...Object.values(texts)]
}

function isolatedDocument({ record }: Pick<Records, 'record'>, id: RecordId): Document {
  const document = documentView(record(id))
  if (document.isolated === undefined || document.isolated.removedAt !== undefined)
    throw new Fault('not-found', `${id} is not isolated`)
  return document
}

/** Bytes first, the record after: a crash between leaves it isolated, to be removed again. */
async function remove(ports: IsolationPorts, document: Document): Promise<RemovalReport> {
  const { records, blobs, images, surroundings } = ports
  // A view's id came from a record, so it is a record id.
  const id = document.id as RecordId
  const pages = [...document.pages, ...binnedPages(document)]
  const own = new Set([...pages.map(({ source }) => source), ...Object.values(document.texts)])
  const shared = await usedElsewhere(records, id, own)
  const removedBlobs = [...own].filter((sha) => !shared.has(sha))
  for (const page of pages) await images.remove(page)
  for (const sha of removedBlobs) await blobs.remove(sha)
  const removedAt = isoNow(surroundings.clock)
  const at = document.isolated?.at ?? removedAt
  await records.append([
    ...[id, ...mergedInto(records, document)].flatMap((each) => describingCells(records, each)),
    ...gapsInBatch(records, document, { removedBlobs, at: removedAt }),
    setIsolation(id, { at, removedAt, removedBlobs }),
  ])
  return { isolatedAt: at, keptFiles: shared.size }
}

/** Those of the blobs that a document which is no state secret names as well. */
async function usedElsewhere(
  { catalogue, record }: Records,
  id: RecordId,
  own: ReadonlySet<Sha256>,
): Promise<ReadonlySet<Sha256>> {
  const shared = new Set<Sha256>()
  for (let offset = 0; ; offset += STEP) {
    const ids = catalogue.ids({ kind: 'doc', limit: STEP, offset })
    for (const other of ids) {
      const view = documentView(record(other))
      if (other === id || view.isolated !== undefined) continue
      for (const sha of blobsOf(view)) if (own.has(sha)) shared.add(sha)
    }
    if (ids.length < STEP) return shared
    await nextTurn()
  }
}

/** The documents whose pages it took whole: what they said of them is said of it. */
function mergedInto({ record }: Pick<Records, 'record'>, { id, layout }: Document): readonly RecordId[] {
  const sources = new Set((layout?.inserted ?? []).map(({ from }) => from))
  return [...sources].filter((from) => documentView(record(from)).layout?.mergedInto === id)
}

/** What says anything of the content is taken back; that it once stood there stays in the log. */
function describingCells({ record }: Pick<Records, 'record'>, id: RecordId): readonly Edit[] {
  return Object.keys(record(id).cells)
    .filter((path) =>
      /^\/(field|text|unread|turn|turned|word|inserted|aside)\/|^\/(proposals|findings|pages|order)$/.test(
        path,
      ),
    )
    .map((path) => ({ record: id, path, remove: true }))
}

function gapsInBatch(
  { record }: Pick<Records, 'record'>,
  { batch }: Document,
  { removedBlobs, at }: { readonly removedBlobs: readonly Sha256[]; readonly at: string },
): readonly Edit[] {
  // Only a batch id is ever written into the cell.
  const id = batch as RecordId
  return batchSources(record(id)).flatMap(({ index, source: { outcome } }) =>
    outcome.kind === 'taken' && removedBlobs.includes(outcome.source)
      ? [setBatchSource(id, index, withheldSource(at))]
      : [],
  )
}
