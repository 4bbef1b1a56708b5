import { assertEditsAllowed } from '../../../domain/edit-rules.ts'
import { Fault } from '../../../domain/fault.ts'
import { type Hlc, witness } from '../../../domain/hlc.ts'
import type { Edit, Op } from '../../../domain/op.ts'
import type { OpBatch } from '../../../domain/sync/protocol.ts'
import { originOfStation, type Station } from '../keys/station.ts'
import { createOpBuilder, type EditGroup, seeEdits } from './edit-ops.ts'
import { ingestBatch } from './ingest-batch.ts'
import { createLane } from './lane.ts'
import type { OpLog } from './op-log.ts'
import type { RecordLookup } from './record-lookup.ts'
import type { OpText } from './segment.ts'

/** The only way into the log. Ops are in the records once they are durable, never before. */
export interface OpWriter {
  readonly clock: Hlc
  append(edits: readonly Edit[], by: string): Promise<void>
  ingest(batch: OpBatch, commune: string): Promise<'taken' | 'known'>
  /** Runs work while no op is being written. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** Waits for what is under way and refuses the rest. */
  close(): Promise<void>
}

export interface OpWriterOptions {
  readonly station: Station
  readonly log: OpLog
  readonly book: RecordLookup
  /** Latest time seen so far. */
  readonly clock: Hlc
  readonly nowMs: () => number
  /** Called with ops that are durable and about to be acknowledged. */
  readonly onWritten: (ops: readonly Op[]) => void
}

interface WaitingGroup extends EditGroup {
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

interface WriterState {
  clock: Hlc
  readonly waiting: WaitingGroup[]
}

export function createOpWriter(options: OpWriterOptions): OpWriter {
  const { log, book, onWritten } = options
  const lane = createLane()
  const state: WriterState = { clock: options.clock, waiting: [] }
  let isClosed = false
  const assertOpen = (): void => {
    if (isClosed) throw new Fault('locked', 'the vault is closed')
  }
  return {
    get clock() {
      return state.clock
    },
    append: async (edits, by) => {
      assertOpen()
      if (edits.length === 0) return
      const seen = seeEdits(edits, book)
      await new Promise<void>((resolve, reject) => {
        state.waiting.push({ edits: seen, by, resolve, reject })
        // Whoever comes first writes for all who wait by then: one write and one sync.
        lane.run(() => writeWaiting(options, state)).catch(reject)
      })
    },
    ingest: async (batch, commune) => {
      assertOpen()
      return lane.run(async () => {
        const ops = await ingestBatch(log, batch, commune)
        for (const op of ops) state.clock = witness(state.clock, op.t)
        if (ops.length > 0) onWritten(ops)
        return ops.length > 0 ? 'taken' : 'known'
      })
    },
    alone: (work) => lane.run(work),
    close: async () => {
      isClosed = true
      await lane.run(async () => {})
    },
  }
}

async function writeWaiting({ station, log, book, nowMs, onWritten }: OpWriterOptions, state: WriterState) {
  const due = takeDue(state.waiting)
  if (due.length === 0) return
  const origin = originOfStation(station)
  const n = log.origin(origin)?.n ?? 0
  const builder = createOpBuilder({ station, n, clock: state.clock, book, nowMs: nowMs() })
  const built: { readonly group: WaitingGroup; readonly ops: readonly OpText[] }[] = []
  for (const group of due) {
    try {
      const edits = group.edits.map(({ edit }) => edit)
      assertEditsAllowed(edits, (id) => book.get(id))
      built.push({ group, ops: builder.build(group) })
    } catch (error) {
      group.reject(error)
    }
  }
  try {
    if (built.length > 0) {
      await (await log.ensureOrigin(origin)).append(built.map(({ ops }) => ops))
      state.clock = builder.clock
      onWritten(built.flatMap(({ ops }) => ops.map(({ op }) => op)))
    }
    for (const { group } of built) group.resolve()
  } catch (error) {
    for (const { group } of built) group.reject(error)
  }
}

/** Cells on which it depends what else may be written: nobody is let in behind such an edit before it is folded. */
const GATES = ['/state', '/caseFile']

/** Everyone who waits, up to the first whose edits open or close something. */
function takeDue(waiting: WaitingGroup[]): readonly WaitingGroup[] {
  const gate = waiting.findIndex(({ edits }) => edits.some(({ edit }) => GATES.includes(edit.path)))
  return waiting.splice(0, gate === -1 ? waiting.length : gate + 1)
}
