import { Fault } from '../../domain/fault.ts'
import type { BlobBoard } from './blob-board.ts'
import { fetchMissing, type Refusals } from './blob-fetcher.ts'
import { type BlobPump, createBlobPump, type PumpPorts } from './blob-pump.ts'
import { exchangeOps, type OpsExchange } from './exchange-ops.ts'
import type { Trust } from './ports.ts'
import type { ServerView } from './server-view.ts'

/** After so much of scans, or of time, text has its turn beside them. */
const TEXT_EVERY_BYTES = 262_144
const TEXT_EVERY_MS = 60_000
/** Text whose request was lost beside scans that go on is tried again so soon. */
const TEXT_AGAIN_MS = 2000

export interface Exchange extends OpsExchange {
  readonly trust: Trust
  readonly board: BlobBoard
  readonly scans: Pick<PumpPorts, 'pace' | 'mostPerSecond' | 'turn' | 'isOpen' | 'onSent' | 'onStored'>
  /** Blobs that the server could not give lately. */
  readonly refusals: Refusals
  readonly onFetched: () => void
  /** Tells how text is sent at once while scans travel; null when they end. */
  readonly onBeside: (wake: (() => void) | null) => void
}

/**
 * Ops both ways until nothing is left, then the blobs that are missing on either side, with ops again beside them, so that
 * text never waits behind scans.
 */
export async function exchange(ports: Exchange, start: ServerView): Promise<void> {
  const hasScans = (): boolean => ports.scans.isOpen() && ports.board.hasDue()
  let view = await talk(ports, start)
  for (let wereScans = hasScans(); ; wereScans = hasScans()) {
    view = await travel(ports, view)
    // What was only fetched changes nothing over there.
    if (!wereScans) return
    view = await talk(ports, view)
    if (!hasScans()) return
  }
}

async function talk(ports: Exchange, start: ServerView): Promise<ServerView> {
  const asked = ports.board.moment()
  const view = await exchangeOps(ports, start)
  await ports.board.setWanted(view.wanted, asked)
  return view
}

async function travel(ports: Exchange, start: ServerView): Promise<ServerView> {
  const stop = new AbortController()
  const signal = AbortSignal.any([ports.signal, stop.signal])
  const { connection, session, scans } = ports
  const far = { url: connection.url, token: session.token }
  const sending = { ...ports, ...scans, ...far, signal }
  const pump = createBlobPump({
    ...sending,
    onSent: (bytes) => {
      scans.onSent(bytes)
      beside.noteBytes(bytes)
    },
  })
  const beside = talkBeside({ ...ports, signal }, start, { pump, fail: (error) => stop.abort(error) })
  ports.onBeside(beside.wake)
  try {
    const fetching = fetchMissing({ ...sending, isOpen: scans.isOpen })
    const ends = await Promise.allSettled([pump.run(), fetching])
    const view = await beside.end()
    const broken = ends.find((end) => end.status === 'rejected')
    if (broken !== undefined) throw broken.reason
    return view
  } finally {
    ports.onBeside(null)
    await beside.end().catch(() => undefined)
  }
}

interface Beside {
  /** Something was saved. */
  wake(): void
  noteBytes(bytes: number): void
  /** Ends after what is under way. @throws the fault that ended it early */
  end(): Promise<ServerView>
}

/** Text on its own connection beside the scans: every minute, after so many bytes, and whenever something is saved. */
function talkBeside(
  ports: Exchange,
  start: ServerView,
  { pump, fail }: { readonly pump: BlobPump; readonly fail: (error: Error) => void },
): Beside {
  const state = { view: start, running: null as Promise<void> | null, bytes: 0, isDue: false, isOver: false }
  const failure = { error: null as Error | null }
  let disarm = (): void => {}
  const arm = (delayMs: number): void => {
    disarm()
    disarm = ports.line.after(delayMs, wake)
  }
  const once = async (): Promise<void> => {
    Object.assign(state, { bytes: 0, isDue: false })
    try {
      state.view = await talk(ports, state.view)
      pump.wake()
      arm(TEXT_EVERY_MS)
    } catch (error) {
      if (error instanceof Fault && error.code === 'offline' && !state.isOver) return arm(TEXT_AGAIN_MS)
      failure.error = error instanceof Error ? error : new Error(String(error))
      fail(failure.error)
    }
  }
  const wake = (): void => {
    state.isDue = true
    if (state.isOver || failure.error !== null) return
    state.running ??= once().finally(() => {
      state.running = null
      if (state.isDue) wake()
    })
  }
  arm(TEXT_EVERY_MS)
  return {
    wake,
    noteBytes: (bytes) => {
      state.bytes += bytes
      if (state.bytes >= TEXT_EVERY_BYTES) wake()
    },
    end: async () => {
      state.isOver = true
      disarm()
      await state.running
      disarm()
      if (failure.error !== null) throw failure.error
      return state.view
    },
  }
}
