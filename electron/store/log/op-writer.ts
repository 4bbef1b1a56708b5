import { assertEditsAllowed } from '../../../domain/edit-rules.ts'
import { Fault } from '../../../domain/fault.ts'
import { type Hlc, witness } from '../../../domain/hlc.ts'
import type { Edit, Op, OpId } from '../../../domain/op.ts'
import type { OpBatch } from '../../../domain/sync/protocol.ts'
import { type ForkTail, originOfStation, type Station } from '../keys/station.ts'
import { createOpBuilder, type EditGroup, type SeenEdit, seeEdits } from './edit-ops.ts'
import { type ForkCure, isWithin } from './fork-cure.ts'
import { ingestBatch, partsAt } from './ingest-batch.ts'
import { createLane } from './lane.ts'
import type { OpLog } from './op-log.ts'
import type { RecordLookup } from './record-lookup.ts'
import type { OpText } from './segment.ts'

/** The only way into the log. Ops are in the records once they are durable, never before. */
export interface OpWriter {
  readonly clock: Hlc
  append(edits: readonly Edit[], by: string): Promise<void>
  /** What a copy of this PC wrote is taken as well, and what was written here under the same names gets others. */
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
  /** Null where a fork of the own origin is only told. */
  readonly cure: ForkCure | null
}

interface WaitingGroup extends EditGroup {
  edits: readonly SeenEdit[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

interface WriterState {
  clock: Hlc
  readonly waiting: WaitingGroup[]
}

export function createOpWriter(options: OpWriterOptions): OpWriter {
  const { book, onWritten } = options
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
        await mend(options, state)
        const ops = await takeBatch(options, state, { batch, commune })
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

/** A batch that this station signed is of a copy of it where it holds other ops: then ours make way for them. */
async function takeBatch(
  options: OpWriterOptions,
  state: WriterState,
  { batch, commune }: { readonly batch: OpBatch; readonly commune: string },
): Promise<readonly Op[]> {
  const { log, station, cure } = options
  try {
    return await ingestBatch(log, batch, commune)
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'fork' || batch.s !== station.id || cure === null)
      throw error
    const from = Number(error.detail['n'])
    if (!(await partsAt(log, batch, from))) {
      throw new Fault('hash-mismatch', 'the histories part before this batch', { cause: error })
    }
    forget(options, state, await cure.begin({ incarnation: batch.i, from }))
  }
  return ingestBatch(log, batch, commune)
}

/** Ends the mending of a fork that was interrupted. */
async function mend(options: OpWriterOptions, state: WriterState): Promise<void> {
  if (options.cure !== null) forget(options, state, await options.cure.finish())
}

/** Who waits saw our ops under names that are the copy's now, and has not seen hers. Ours are replaced all the same. */
function forget({ station }: OpWriterOptions, state: WriterState, tails: readonly ForkTail[]): void {
  if (tails.length === 0) return
  const stillSeen = (id: OpId): boolean => !isWithin(tails, station.id, id)
  for (const group of state.waiting) {
    group.edits = group.edits.map(({ edit, seen }) => ({ edit, seen: new Set([...seen].filter(stillSeen)) }))
  }
}

async function writeWaiting(options: OpWriterOptions, state: WriterState) {
  const { station, log, book, nowMs, onWritten } = options
  const due = takeDue(state.waiting)
  if (due.length === 0) return
  try {
    await mend(options, state)
  } catch (error) {
    for (const group of due) group.reject(error)
    return
  }
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
