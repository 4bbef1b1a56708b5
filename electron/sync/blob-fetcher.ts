import { Fault, type FaultReport } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import { limits } from '../../domain/sync/protocol.ts'
import { lineFault } from './answer-fault.ts'
import type { Lane, Line, SyncStore, Trust } from './ports.ts'

/** Without a byte in this time the connection is dead, whatever the socket says. */
const SILENCE_MS = 15_000
/** Times one blob is taken up again where it was in one exchange. */
const MAX_ATTEMPTS = 5
/** Blobs fetched side by side, as many as are sent. */
const PARALLEL_BLOBS = 4
/** Blobs of one exchange: ops never wait long behind them. */
const MOST_FETCHED = 50
/** What the server does not have, or not whole, is not asked for again before. */
const ASK_AGAIN_MS = 3_600_000

/** Blobs that could not be had, and from when on they may be asked for again; in memory only. */
export type Refusals = Map<Sha256, number>

export interface BlobFetching {
  readonly url: string
  readonly token: string
  readonly store: SyncStore
  readonly line: Line
  readonly trust: Trust
  readonly signal: AbortSignal
  readonly refusals: Refusals
  /** Do scans travel now? Data files of the law always do. */
  readonly isOpen: () => boolean
  readonly onFetched: () => void
}

/**
 * Fetches blobs that this station's records name and that it has no longer, or not yet. What is missing is looked up anew
 * each time, never remembered; each is checked against its hash before it counts.
 */
export async function fetchMissing(fetching: BlobFetching): Promise<void> {
  const { store, line, refusals, trust, isOpen } = fetching
  const missing = await store.missingBlobs()
  const due = missing
    .filter((sha) => isDue(refusals.get(sha), line.nowMs()) && (isOpen() || store.placeOf(sha).isData))
    .slice(0, MOST_FETCHED)
  const work = async (): Promise<void> => {
    if (due.length === 0) return
    const lane = line.openLane(trust)
    try {
      for (let sha = due.shift(); sha !== undefined; sha = due.shift())
        await fetchOne(sha, { ...fetching, lane })
    } finally {
      lane.close()
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: PARALLEL_BLOBS }, work))
  const broken = ends.find((end) => end.status === 'rejected')
  if (broken !== undefined) throw broken.reason
}

/** A clock that was set back by years makes nothing wait for years. */
function isDue(askAgainAtMs: number | undefined, nowMs: number): boolean {
  return askAgainAtMs === undefined || nowMs >= askAgainAtMs || nowMs < askAgainAtMs - ASK_AGAIN_MS
}

interface LaneFetching extends BlobFetching {
  readonly lane: Lane
}

/** One bad blob never blocks the others (I20), a broken line stops them all. */
async function fetchOne(sha: Sha256, fetching: LaneFetching): Promise<void> {
  try {
    await fetching.store.storeBlob(sha, bytesOf(sha, fetching))
    fetching.onFetched()
  } catch (error) {
    const ofBlob: readonly FaultReport['code'][] = [
      'hash-mismatch',
      'not-found',
      'server-refused',
      'server-suspect',
    ]
    if (!(error instanceof Fault) || !ofBlob.includes(error.code)) throw error
    fetching.refusals.set(sha, fetching.line.nowMs() + ASK_AGAIN_MS)
  }
}

/** The bytes of a blob in order, going on where a broken connection left off. */
async function* bytesOf(sha: Sha256, fetching: LaneFetching): AsyncGenerator<Uint8Array> {
  let at = 0
  for (let attempt = 1; ; attempt += 1) {
    const watch = watchSilence(fetching)
    try {
      const response = await ask(sha, at, { ...fetching, signal: watch.signal })
      // The Fetch standard gives bytes; Node's type leaves it open.
      const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader()
      for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
        watch.hear()
        at += part.value.byteLength
        if (at > limits.blobBytes) throw new Fault('server-suspect', 'a blob is longer than any may be')
        yield part.value
      }
      return
    } catch (error) {
      const fault = faultOf(error, fetching)
      if (attempt === MAX_ATTEMPTS || fault.code !== 'offline') throw fault
    } finally {
      watch.end()
    }
  }
}

function faultOf(error: unknown, { signal, url }: BlobFetching): Fault {
  if (error instanceof Fault) return error
  if (signal.aborted) return new Fault('cancelled', 'the exchange was cancelled', { cause: error })
  return lineFault(error, new URL(url).host)
}

async function ask(
  sha: Sha256,
  at: number,
  { lane, url, token, signal }: Pick<LaneFetching, 'lane' | 'url' | 'token' | 'signal'>,
): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, range: `bytes=${at}-`, 'accept-encoding': 'identity' }
  const response = await lane.fetch(new URL(`/v1/blobs/${sha}`, url), { headers, redirect: 'manual', signal })
  if (response.ok && (at === 0 || response.status === 206)) return response
  // An empty blob has no range at all, and one that was whole when the line broke has no more.
  if (response.status === 416) return new Response(null)
  await response.body?.cancel()
  if (response.status === 401) throw new Fault('unauthorised', 'the token expired')
  if (response.status === 404) throw new Fault('not-found', `the server has no blob ${sha}`)
  throw new Fault('server-refused', `blob ${sha}: status ${response.status}`, {
    detail: { reason: response.status },
  })
}

function watchSilence({ line, signal }: Pick<BlobFetching, 'line' | 'signal'>) {
  const silence = new AbortController()
  const arm = (): (() => void) => line.after(SILENCE_MS, () => silence.abort())
  let disarm = arm()
  return {
    signal: AbortSignal.any([signal, silence.signal]),
    hear: () => {
      disarm()
      disarm = arm()
    },
    end: () => disarm(),
  }
}
