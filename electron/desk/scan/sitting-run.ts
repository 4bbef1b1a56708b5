import { type FaultReport, reportOf } from '../../../domain/fault.ts'
import type { RecordId } from '../../../domain/op.ts'
import type { ScanPlace, ScanSession } from '../../../domain/scan-api.ts'
import type { SecretMark } from '../../../domain/secret-mark.ts'
import type { Reader } from '../reader.ts'
import { ahead } from './ahead.ts'
import { isFull, type Kept, type KeptSitting, placeBehind, withPage } from './kept-sitting.ts'
import { lookAtPage } from './look-at-page.ts'
import type { Scanners } from './scan-ports.ts'
import { type StorePorts, storePage } from './store-page.ts'

export interface SittingPorts extends StorePorts {
  readonly reader: Reader
  readonly scanners: Pick<Scanners, 'scan'>
  readonly kept: Kept<KeptSitting>
  /** Hears that a document is there to be read. */
  readonly onTaken: (batch: RecordId) => void
}

/** Of a run: what it tells beside. */
export interface RunPorts extends SittingPorts {
  readonly onStored: () => void
}

type Phase = ScanSession['phase']
type Reason = Extract<Phase, { kind: 'standing' }>['reason']

interface Stop {
  readonly mark: SecretMark
  readonly bytes: Uint8Array
}

/** Pages that lie in memory while one is looked at: A4 in colour takes up to 3 MB each. */
const AHEAD = 3

/** All that is known of a sitting while the program runs. */
export interface State {
  phase: Phase
  stop: Stop | null
  /** Left the feeder, and neither looked at nor stored. */
  held: Uint8Array[]
  /** The same while it goes on. */
  checking: number
  place: ScanPlace
  origin: 'quet' | 'dan'
  stopping: AbortController | null
  work: Promise<void> | null
}

export function standing(reason: Reason, fault: FaultReport | null = null): Phase {
  return { kind: 'standing', reason, fault: fault && { code: fault.code, detail: { ...fault.detail } } }
}

export type Source = (signal: AbortSignal) => AsyncIterable<Uint8Array>

/** Why it came to stand. */
interface End {
  readonly reason: Reason
  readonly fault: FaultReport | null
}

interface Work {
  readonly source: Source
  /** Where its pages go; those that were held before go where they were to go. */
  readonly place: ScanPlace
}

/** Looks at pages and stores them, one after the other, until there are none or something makes it stand still. */
function createTaking(ports: RunPorts, state: State, tell: () => void) {
  const { surroundings } = ports
  const takeOrHold = async (bytes: Uint8Array): Promise<End | null> => {
    try {
      const reason = await takeOne(ports, state, { bytes, isCleared: false })
      return reason === null ? null : { reason, fault: null }
    } catch (error) {
      const fault = reportOf(error)
      if (fault.code === 'internal') surroundings.onBug('scan', error)
      // A picture that is none stays none; anything else is tried again.
      if (!fault.code.startsWith('file-')) state.held.push(bytes)
      return { reason: 'fault', fault }
    }
  }
  const takeHeld = async (): Promise<End | null> => {
    const left = state.held.splice(0)
    for (let bytes = left.shift(); bytes !== undefined; bytes = left.shift()) {
      state.checking = left.length + 1
      const end = await takeOrHold(bytes)
      if (end !== null) state.held.push(...left)
      if (end !== null) return end
    }
    return null
  }
  const takeAll = async ({ source, place }: Work, signal: AbortSignal): Promise<End | null> => {
    const before = await takeHeld()
    if (before !== null) return before
    Object.assign(state, { checking: 0, place })
    const found = { end: null as End | null }
    const onFetched = (): void => {
      state.checking += 1
      tell()
    }
    const pages = ahead(source(signal), { most: AHEAD, onFetched, isWanted: () => found.end === null })
    for await (const bytes of pages) {
      // What left the feeder behind a page that makes it stand still waits in memory.
      if (found.end === null) found.end = await takeOrHold(bytes)
      else state.held.push(bytes)
      state.checking -= 1
      tell()
    }
    return found.end
  }
  return takeAll
}

/** Runs one thing after another on the sitting. */
export function createRun(ports: RunPorts, state: State) {
  const { surroundings } = ports
  const tell = (): void => surroundings.emit({ name: 'scanChanged', payload: {} })
  const takeAll = createTaking(ports, state, tell)
  const run = async (work: Work, { signal }: AbortController): Promise<Phase> => {
    try {
      const end = await takeAll(work, signal)
      return end === null ? standing('empty') : standing(end.reason, end.fault)
    } catch (error) {
      if (state.stop !== null) return standing('secret')
      if (signal.aborted) return standing('stopped')
      const report = reportOf(error)
      if (report.code === 'internal') surroundings.onBug('scan', error)
      return standing('fault', report)
    }
  }
  return {
    tell,
    settled: async (): Promise<void> => {
      while (state.work !== null) await state.work
    },
    begin: (source: Source, place: ScanPlace = state.place): void => {
      const stopping = new AbortController()
      state.phase = { kind: 'scanning' }
      state.stopping = stopping
      state.work = run({ source, place }, stopping).then((phase) => {
        Object.assign(state, { phase, stopping: null, work: null, checking: 0 })
        tell()
      })
      tell()
    },
  }
}

/** @returns why it stands still, null where the next page may come */
export async function takeOne(
  ports: RunPorts,
  state: State,
  { bytes, isCleared }: { readonly bytes: Uint8Array; readonly isCleared: boolean },
): Promise<Reason | null> {
  const sitting = ports.kept.value
  if (sitting === null) return 'stopped'
  // What is under way is brought to its end, also when somebody stops the scan: it left the feeder.
  const { signal } = new AbortController()
  const looked = await lookAtPage(ports.reader, { bytes, isCleared, signal })
  if (looked.kind === 'marked') {
    state.stop = { mark: looked.mark, bytes }
    return 'secret'
  }
  const page = await storePage(ports, sitting, { bytes, looked, isCleared, origin: state.origin })
  const next = withPage(sitting, page, state.place)
  await ports.kept.save(next)
  state.place = placeBehind(state.place, page.id)
  ports.onStored()
  return isFull(next) ? 'full' : null
}
