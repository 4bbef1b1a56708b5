import { setImmediate as nextTurn } from 'node:timers/promises'
import { AccessEvent } from '../../../domain/access.ts'
import { type JournalGo, journalKind } from '../../../domain/journal.ts'
import type { JournalCursor } from '../../../domain/journal-api.ts'
import type { Op, Origin, Vector } from '../../../domain/op.ts'

/** The log as it can be read back: ops of an origin, both ends included, and where one go of writing ended. */
export interface History {
  vector(): Vector
  history(
    origin: Origin,
    from: number,
    to: number,
  ): Promise<readonly { readonly op: Op; readonly n: number; readonly endsGroup: boolean }[]>
}

type Written = Awaited<ReturnType<History['history']>>[number]

/** Ops that are read at once, and after which other calls have their turn. */
const PIECE = 512
/** Ops of a go that are kept to be told of; the others are counted. */
const MOST_KEPT = 64

/** What has been gone through of all origins. */
export interface WalkBack {
  /** The next go back in time, null where none is left or `mayGoOn` said no. */
  next(mayGoOn: () => boolean): Promise<JournalGo | null>
  /** From where a further walk goes on. */
  cursor(): JournalCursor
  /** Ops that were looked at. */
  readonly looked: number
  /** Of the op that was looked at last, milliseconds since 1970. */
  readonly reachedMs: number | null
}

interface OriginWalk {
  readonly origin: Origin
  /** Counter up to which nothing was told yet. */
  n: number
  /** Counter up to which nothing was read yet. */
  read: number
  /** Read and not taken into a go yet, the newest last. */
  waiting: Written[]
  ready: JournalGo | null
}

/** Walks back over the logs of all origins together, newest first, a piece at a time. */
export function walkBack(log: History, from: JournalCursor): WalkBack {
  const walks = Object.entries(from).map(
    ([origin, n]): OriginWalk => ({ origin, n, read: n, waiting: [], ready: null }),
  )
  const state = { looked: 0, reachedMs: null as number | null }
  const readMore = async (walk: OriginWalk): Promise<boolean> => {
    if (walk.read === 0) return false
    const first = Math.max(1, walk.read - PIECE + 1)
    const ops = await log.history(walk.origin, first, walk.read)
    state.looked += ops.length
    const [oldest] = ops
    if (oldest !== undefined) state.reachedMs = oldest.op.t[0]
    walk.waiting = [...ops, ...walk.waiting]
    walk.read = first - 1
    await nextTurn()
    return ops.length > 0
  }
  const prepare = async (walk: OriginWalk): Promise<void> => {
    if (walk.ready !== null) return
    if (walk.waiting.length === 0 && !(await readMore(walk))) return
    const go = startGo(walk)
    while (takeIntoGo(walk, go) && (await readMore(walk)));
    walk.ready = goOf(walk.origin, go)
  }
  return {
    get looked() {
      return state.looked
    },
    get reachedMs() {
      return state.reachedMs
    },
    cursor: () => Object.fromEntries(walks.map(({ origin, n }) => [origin, n])),
    next: async (mayGoOn) => {
      if (!mayGoOn()) return null
      for (const walk of walks) await prepare(walk)
      const latest = walks
        .filter(({ ready }) => ready !== null)
        .toSorted((a, b) => (b.ready?.atMs ?? 0) - (a.ready?.atMs ?? 0))[0]
      if (latest === undefined) return null
      const go = latest.ready
      latest.ready = null
      latest.n = latest.waiting.at(-1)?.n ?? latest.read
      return go
    },
  }
}

interface OpenGo {
  readonly last: Written
  /** The newest first. */
  readonly kept: Op[]
  readonly records: Set<string>
  ops: number
}

function startGo(walk: OriginWalk): OpenGo {
  const last = walk.waiting.at(-1)
  if (last === undefined) throw new RangeError('nothing waits')
  return { last, kept: [], records: new Set(), ops: 0 }
}

/** Takes what was written in the same go. @returns may more of it stand before what was read? */
function takeIntoGo({ waiting }: OriginWalk, go: OpenGo): boolean {
  for (let written = waiting.at(-1); written !== undefined; written = waiting.at(-1)) {
    if (go.ops > 0 && isOfEarlierGo(written, go.last)) return false
    waiting.pop()
    go.ops += 1
    go.records.add(written.op.f)
    go.kept.push(written.op)
    // Of a very large go its beginning and its end say what it was.
    if (go.kept.length > 2 * MOST_KEPT) go.kept.splice(MOST_KEPT, MOST_KEPT)
  }
  return true
}

/** Ops of other PCs came in batches, those of one go under one time. */
function isOfEarlierGo(written: Written, last: Written): boolean {
  return written.endsGroup || written.op.t[0] !== last.op.t[0] || written.op.by !== last.op.by
}

function goOf(origin: Origin, { last, kept, records, ops }: OpenGo): JournalGo {
  const first = kept.toReversed()
  return {
    origin,
    n: last.n,
    atMs: last.op.t[0],
    by: last.op.by,
    kind: journalKind(first),
    first,
    records: withSubjects(first, records),
    ops,
  }
}

/** A record of access is about what somebody saw. */
function withSubjects(ops: readonly Op[], records: ReadonlySet<string>): ReadonlySet<string> {
  const subjects = ops.flatMap(({ f, val }) => {
    const event = f.startsWith('access_') ? AccessEvent.safeParse(val) : null
    return event?.success === true ? [event.data.subject] : []
  })
  return subjects.length === 0 ? records : new Set(subjects)
}

/** The last op of each origin that is not later than a time: by halves, since clocks of one origin only go on. */
export async function cursorAt(log: History, untilMs: number | null): Promise<JournalCursor> {
  const cursor: Record<Origin, number> = {}
  for (const [origin, n] of Object.entries(log.vector())) {
    cursor[origin] = untilMs === null ? n : await lastUntil(log, { origin, n }, untilMs)
  }
  return cursor
}

async function lastUntil(
  log: History,
  { origin, n }: { readonly origin: Origin; readonly n: number },
  untilMs: number,
): Promise<number> {
  let [low, high] = [0, n]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const [written] = await log.history(origin, middle, middle)
    if (written === undefined || written.op.t[0] > untilMs) high = middle - 1
    else low = middle
  }
  return low
}
