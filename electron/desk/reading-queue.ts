import type { DocumentType } from '../../domain/authority.ts'
import { type FaultReport, reportOf } from '../../domain/fault.ts'
import type { RecordId } from '../../domain/op.ts'
import { type Document, documentView, type Page } from '../../domain/records/document.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import type { PageImages } from './page-images.ts'
import type { Blobs, Records, Surroundings } from './ports.ts'
import type { ExtractFields, OpenSource, Reader } from './reader.ts'
import { getTextLayer, putTextLayer } from './text-blobs.ts'

/** Reads what has not been read: derived from the records, so it goes on by itself after any end (I16). */
export interface ReadingQueue {
  /** Something may have come to read. */
  wake(): void
  /** Why reading stopped with pages still to read, such as a full disk; null while it goes on. */
  problem(): FaultReport | null
  close(): Promise<void>
  settled(): Promise<void>
}

interface ReadingPorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly reader: Reader
  readonly images: PageImages
  readonly extract: ExtractFields
  readonly types: readonly DocumentType[]
  readonly surroundings: Surroundings
  /** Documents read side by side. */
  readonly lanes: number
}

export function createReadingQueue(ports: ReadingPorts): ReadingQueue {
  const stop = new AbortController()
  const inHand = new Set<string>()
  const lanes: Promise<void>[] = []
  const state = { problem: null as FaultReport | null }

  const next = (): Document | undefined => {
    const { catalogue, record } = ports.records
    const ids = catalogue.ids({ kind: 'doc', isDue: true, order: 'arrival', limit: inHand.size + 1 })
    const id = ids.find((due) => !inHand.has(due))
    return id === undefined ? undefined : documentView(record(id))
  }
  const tell = (problem: FaultReport | null): void => {
    if (problem?.code === state.problem?.code) return
    state.problem = problem
    ports.surroundings.emit({ name: 'vaultChanged', payload: {} })
  }
  const fail = (error: unknown): void => {
    if (stop.signal.aborted) return
    const report = reportOf(error)
    if (report.code === 'internal') ports.surroundings.onBug('reading', error)
    tell(report)
  }
  const runLane = async (): Promise<void> => {
    for (let document = next(); document !== undefined && !stop.signal.aborted; document = next()) {
      inHand.add(document.id)
      await readDocument(ports, document, stop.signal).finally(() => inHand.delete(document?.id ?? ''))
      tell(null)
    }
  }
  const wake = (): void => {
    if (stop.signal.aborted) return
    while (lanes.length < ports.lanes && next() !== undefined) {
      const lane: Promise<void> = runLane()
        .catch(fail)
        .finally(() => lanes.splice(lanes.indexOf(lane), 1))
      lanes.push(lane)
    }
  }
  const settled = async (): Promise<void> => {
    while (lanes.length > 0) await Promise.all(lanes)
  }
  return {
    wake,
    problem: () => state.problem,
    settled,
    close: () => {
      stop.abort()
      return settled()
    },
  }
}

/** Stands for a page that could not be read, so that the others keep their numbers. */
const UNREAD: TextLayer = { version: 1, widthPx: 1, heightPx: 1, engine: 'none', lines: [] }

const isUnseen = (document: Document, page: Page): boolean =>
  !(page.id in document.texts || page.id in document.unread)

async function readDocument(ports: ReadingPorts, document: Document, signal: AbortSignal): Promise<void> {
  // A view's id came from a record, so it is a record id.
  const id = document.id as RecordId
  const due = document.pages.filter((page) => isUnseen(document, page))
  for (const source of new Set(due.map((page) => page.source))) {
    const pages = due.filter((page) => page.source === source)
    await readSource(ports, { id, batch: document.batch, pages }, signal)
  }
  if (signal.aborted) return
  const read = documentView(ports.records.record(id))
  const layers: TextLayer[] = []
  for (const page of read.pages) {
    const text = read.texts[page.id]
    layers.push(text === undefined ? UNREAD : await getTextLayer(ports.blobs, text))
  }
  const { proposals, findings } = ports.extract(layers, ports.types)
  await ports.records.append([
    { record: id, path: '/proposals', value: { ...proposals } },
    { record: id, path: '/findings', value: findings },
  ])
}

interface PagesOfSource {
  readonly id: RecordId
  readonly batch: string
  readonly pages: readonly Page[]
}

async function readSource(ports: ReadingPorts, task: PagesOfSource, signal: AbortSignal): Promise<void> {
  const source = task.pages[0]?.source
  if (source === undefined) return
  const blob = await ports.blobs.open(source)
  let open: OpenSource | null = null
  try {
    for (const page of task.pages) {
      if (signal.aborted) return
      try {
        open ??= await ports.reader.openSource({ ...blob, name: source }, signal)
        await readPage(ports, { ...task, page, open }, signal)
      } catch (error) {
        if (signal.aborted) return
        // The reader may be gone with this page; the next page gets a new one.
        await open?.close()
        open = null
        await giveUp(ports, { id: task.id, page }, error)
      }
    }
  } finally {
    await open?.close()
    await blob.close()
  }
}

type PageTask = PagesOfSource & { readonly page: Page; readonly open: OpenSource }

async function readPage(ports: ReadingPorts, task: PageTask, signal: AbortSignal): Promise<void> {
  const { page, open, id, batch } = task
  await ports.images.prepare(page.source, page.index, open)
  ports.surroundings.emit({ name: 'pageArrived', payload: { batch, document: id, page: page.id } })
  const layer = await open.readPage(page.index, signal)
  const text = await putTextLayer(ports.blobs, layer)
  await ports.records.append([{ record: id, path: `/text/${page.id}`, value: text }])
}

async function giveUp(
  ports: ReadingPorts,
  { id, page }: { readonly id: RecordId; readonly page: Page },
  error: unknown,
): Promise<void> {
  const { code } = reportOf(error)
  if (code === 'internal') ports.surroundings.onBug('reading', error)
  // A full disk is no fault of the page: the lane ends and the next wake tries it again.
  if (code === 'disk-full' || code === 'read-only') throw error
  await ports.records.append([{ record: id, path: `/unread/${page.id}`, value: code }])
}
