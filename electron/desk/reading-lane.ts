import type { DocumentType } from '../../domain/authority.ts'
import { Fault, reportOf } from '../../domain/fault.ts'
import type { RecordId } from '../../domain/op.ts'
import { turnEdits } from '../../domain/page-turn.ts'
import { documentView } from '../../domain/records/document.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import type { PageImages } from './page-images.ts'
import { isUnseen, type ReadingTask } from './pick-task.ts'
import type { BlobReader, Blobs, Records, Surroundings } from './ports.ts'
import type { ExtractFields, OpenSource, Reader } from './reader.ts'
import { putTextLayer, thinLayersOf } from './text-blobs.ts'

export interface LanePorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly reader: Reader
  readonly images: PageImages
  readonly extract: ExtractFields
  readonly types: () => readonly DocumentType[]
  readonly surroundings: Surroundings
  /** Asked before anything of a text is stored; true keeps it out, with all else of its document. */
  readonly isolateIfSecret: (read: {
    readonly document: RecordId
    readonly page: string
    readonly layer: TextLayer
  }) => Promise<boolean>
}

/** Does one task after another; the source of the last page stays open in its reader. */
export interface ReadingLane {
  /** @throws where reading cannot go on at all, such as on a full disk; a page that cannot be read says so itself */
  run(task: ReadingTask, signal: AbortSignal): Promise<void>
  /** Gives the reader back. */
  release(): Promise<void>
}

interface Held {
  readonly source: string
  readonly blob: BlobReader
  readonly open: OpenSource
}

type PageTask = Extract<ReadingTask, { kind: 'page' }>

export function createReadingLane(ports: LanePorts): ReadingLane {
  const state = { held: null as Held | null }

  const release = async (): Promise<void> => {
    const { held } = state
    state.held = null
    try {
      await held?.open.close()
    } finally {
      await held?.blob.close()
    }
  }
  const hold = async (source: string, signal: AbortSignal): Promise<OpenSource> => {
    if (state.held?.source === source) return state.held.open
    await release()
    const blob = await ports.blobs.open(source)
    try {
      const open = await ports.reader.openSource({ ...blob, name: source }, signal)
      state.held = { source, blob, open }
      return open
    } catch (error) {
      await blob.close()
      throw error
    }
  }
  const readPage = async (task: PageTask, signal: AbortSignal): Promise<void> => {
    try {
      await storePage(ports, { ...task, open: await hold(task.page.source, signal) }, signal)
    } catch (error) {
      // The reader may be gone with this page; the next page gets a new one.
      await release()
      if (!signal.aborted && !isNoLongerWanted(error)) await giveUp(ports, task, error)
    }
  }
  return {
    run: (task, signal) =>
      task.kind === 'page' ? readPage(task, signal) : findFields(ports, idOf(task), signal),
    release,
  }
}

/** A view's id came from a record, so it is a record id. */
function idOf({ document }: ReadingTask): RecordId {
  return document.id as RecordId
}

function isNoLongerWanted(error: unknown): boolean {
  return error instanceof Fault && error.code === 'isolated'
}

async function storePage(
  ports: LanePorts,
  task: PageTask & { readonly open: OpenSource },
  signal: AbortSignal,
): Promise<void> {
  const { records, surroundings } = ports
  const { page, document, open } = task
  const id = idOf(task)
  await ports.images.prepare(page.source, page.index, open)
  surroundings.emit({
    name: 'pageArrived',
    payload: { batch: document.batch, document: id, page: page.id },
  })
  const layer = await open.readPage(page.index, signal)
  if (await ports.isolateIfSecret({ document: id, page: page.id, layer })) return
  const text = await putTextLayer(ports.blobs, layer)
  // It was cancelled while its text was stored.
  if (signal.aborted || !isUnseen(documentView(records.record(id)), page)) return
  const turns = turnEdits(id, page.id, layer.recipe?.turnedDegrees ?? 0)
  await records.append([{ record: id, path: `/text/${page.id}`, value: text }, ...turns])
}

async function giveUp(ports: LanePorts, task: PageTask, error: unknown): Promise<void> {
  const { code } = reportOf(error)
  if (code === 'internal') ports.surroundings.onBug('reading', error)
  // A full disk is no fault of the page: the lane ends and the next wake tries it again.
  if (code === 'disk-full' || code === 'read-only') throw error
  await ports.records.append([{ record: idOf(task), path: `/unread/${task.page.id}`, value: code }])
}

async function findFields(ports: LanePorts, id: RecordId, signal: AbortSignal): Promise<void> {
  const layers = await thinLayersOf(ports.blobs, documentView(ports.records.record(id)), signal)
  if (signal.aborted) return
  const { proposals, findings } = ports.extract(layers, ports.types())
  await ports.records.append([
    { record: id, path: '/proposals', value: { ...proposals } },
    { record: id, path: '/findings', value: findings },
  ])
}
