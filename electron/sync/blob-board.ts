import { Fault, type FaultReport, reportOf } from '../../domain/fault.ts'
import type { RecordId, Sha256 } from '../../domain/op.ts'
import { byTurn } from './blob-order.ts'
import type { BlobPlace, SyncStore } from './ports.ts'

/** What was refused is not tried again by itself before. */
const TRY_AGAIN_MS = 3_600_000

/** One blob that this station has and the server asked for. */
export interface BoardItem {
  readonly sha: Sha256
  readonly sizeBytes: number
  /** Acknowledged by the server. */
  readonly sentBytes: number
  readonly state: 'sending' | 'waiting' | 'refused'
  readonly isUrgent: boolean
  readonly reason: FaultReport | null
  readonly place: BlobPlace
}

interface Entry extends BoardItem {
  sentBytes: number
  state: BoardItem['state']
  reason: FaultReport | null
  isStopped: boolean
  isNew: boolean
  refusedAtMs: number
  readonly age: number
  cancel: AbortController | null
}

/** One that is to be sent now. */
export interface Taken {
  readonly sha: Sha256
  /** Not begun since the program started. */
  readonly isNew: boolean
  readonly signal: AbortSignal
}

/** What is to be sent and what became of it: made anew from the server's answers, kept only in memory (I16). */
export interface BlobBoard {
  /** A moment to which `setWanted` can refer. */
  moment(): number
  /** Takes what an answer asked for. @param asked the moment at which the request went out */
  setWanted(wanted: readonly Sha256[], asked: number): Promise<void>
  /** What goes next, taken as being sent until it is given back; null where nothing is due. */
  take(): Taken | null
  hasDue(): boolean
  noteSent(sha: Sha256, sentBytes: number): void
  done(sha: Sha256): void
  /** Back into the row: with a fault of this blob alone it is refused, stopped by a person it goes last. */
  giveBack(sha: Sha256, error: unknown): void
  retry(sha: Sha256): void
  stop(sha: Sha256): void
  /** What is being sent, what was refused, then what waits in its order. */
  items(): readonly BoardItem[]
  totals(): { readonly waiting: number; readonly refused: number; readonly bytesLeft: number }
}

interface BoardPorts {
  readonly store: Pick<SyncStore, 'hasBlob' | 'openBlob' | 'checkBlob' | 'placeOf'>
  readonly nowMs: () => number
  readonly isUrgent: (caseFile: RecordId) => boolean
  readonly isOfBlob: (error: unknown) => boolean
}

export function createBlobBoard(ports: BoardPorts): BlobBoard {
  const { nowMs } = ports
  const entries = new Map<Sha256, Entry>()
  /** What the server took, until an answer to a later request does not ask for it any more. */
  const taken = new Map<Sha256, number>()
  const clock = { moment: 0 }
  const { isDue, inTurn, items, totals } = createTurns(ports, entries)
  const waiting = (sha: Sha256, change: Partial<Entry>): void => {
    const entry = entries.get(sha)
    if (entry !== undefined) Object.assign(entry, { state: 'waiting', cancel: null }, change)
  }
  return {
    moment: () => (clock.moment += 1),
    setWanted: async (wanted, asked) => {
      const named = new Set(wanted)
      for (const [sha, at] of taken) if (at < asked) taken.delete(sha)
      for (const [sha, { state }] of entries) if (!named.has(sha) && state !== 'sending') entries.delete(sha)
      for (const [age, sha] of wanted.entries()) {
        if (entries.has(sha) || taken.has(sha)) continue
        const entry = await entryOf(ports, sha, age)
        if (entry !== null) entries.set(sha, entry)
      }
    },
    take: () => {
      const entry = inTurn()[0]
      if (entry === undefined) return null
      const cancel = new AbortController()
      const { sha, isNew } = entry
      Object.assign(entry, { state: 'sending', reason: null, isNew: false, cancel })
      return { sha, isNew, signal: cancel.signal }
    },
    hasDue: () => [...entries.values()].some(isDue),
    noteSent: (sha, sentBytes) => {
      const entry = entries.get(sha)
      if (entry !== undefined) entry.sentBytes = sentBytes
    },
    done: (sha) => {
      entries.delete(sha)
      taken.set(sha, (clock.moment += 1))
    },
    giveBack: (sha, error) => {
      const isStopped = entries.get(sha)?.cancel?.signal.aborted === true
      if (isStopped) waiting(sha, { isStopped, reason: { code: 'cancelled', detail: {} } })
      else if (ports.isOfBlob(error)) {
        waiting(sha, { state: 'refused', reason: reportOf(error), refusedAtMs: nowMs() })
      } else waiting(sha, { reason: null })
    },
    retry: (sha) => {
      if (entries.get(sha)?.state !== 'sending') waiting(sha, { reason: null, isStopped: false })
    },
    stop: (sha) => {
      const entry = entries.get(sha)
      if (entry?.state === 'sending') entry.cancel?.abort()
      else waiting(sha, { isStopped: true, reason: { code: 'cancelled', detail: {} } })
    },
    items,
    totals,
  }
}

/** Who goes when, and how all of them are shown. */
function createTurns(ports: BoardPorts, entries: ReadonlyMap<Sha256, Entry>) {
  const isUrgent = ({ place: { caseFile } }: BoardItem): boolean =>
    caseFile !== null && ports.isUrgent(caseFile)
  const isDue = (entry: Entry): boolean => {
    if (entry.state === 'waiting') return true
    const passedMs = ports.nowMs() - entry.refusedAtMs
    return entry.state === 'refused' && (passedMs >= TRY_AGAIN_MS || passedMs < 0)
  }
  const inTurn = (): readonly Entry[] =>
    [...entries.values()]
      .filter(isDue)
      .map((entry) => ({
        entry,
        turn: { ...entry, ...entry.place, isUrgent: isUrgent(entry), bytesLeft: left(entry) },
      }))
      .sort((a, b) => byTurn(a.turn, b.turn))
      .map(({ entry }) => entry)
  const items = (): readonly BoardItem[] => {
    const inState = (state: BoardItem['state']) =>
      [...entries.values()].filter((entry) => entry.state === state)
    const waiting = inTurn().filter(({ state }) => state === 'waiting')
    return [...inState('sending'), ...inState('refused'), ...waiting].map((entry) => ({
      ...shown(entry),
      isUrgent: isUrgent(entry),
    }))
  }
  const totals: BlobBoard['totals'] = () => {
    const open = [...entries.values()].filter(({ state }) => state !== 'refused')
    const bytesLeft = open.reduce((sum, entry) => sum + left(entry), 0)
    return { waiting: open.length, refused: entries.size - open.length, bytesLeft }
  }
  return { isDue, inTurn, items, totals }
}

function left({ sizeBytes, sentBytes }: BoardItem): number {
  return Math.max(0, sizeBytes - sentBytes)
}

function shown({ sha, sizeBytes, sentBytes, state, reason, place, isUrgent }: Entry): BoardItem {
  return { sha, sizeBytes, sentBytes, state, reason, place, isUrgent }
}

/** Null of what this station does not have: others have it. */
async function entryOf({ store, nowMs }: BoardPorts, sha: Sha256, age: number): Promise<Entry | null> {
  if (!(await store.hasBlob(sha))) return null
  const base = {
    sha,
    place: store.placeOf(sha),
    age,
    isUrgent: false,
    isStopped: false,
    isNew: true,
    cancel: null,
    sentBytes: 0,
  }
  try {
    const blob = await store.openBlob(sha)
    await blob.close()
    return { ...base, sizeBytes: blob.sizeBytes, state: 'waiting', reason: null, refusedAtMs: 0 }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (error.code === 'damaged') await store.checkBlob(sha)
    return { ...base, sizeBytes: 0, state: 'refused', reason: reportOf(error), refusedAtMs: nowMs() }
  }
}
