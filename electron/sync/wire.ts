import { gzipSync } from 'node:zlib'
import type * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import { Problem } from '../../domain/sync/protocol.ts'
import { answerFault, isProtocolAnswer, lineFault } from './answer-fault.ts'
import { ANSWER_MS, readAnswer } from './capped-answer.ts'
import { firstAnswer } from './first-answer.ts'
import { type LinePace, lateMs, noteExchange, noteLoss, patienceMs, unknownPace } from './line-pace.ts'
import { armed, type Patience } from './patience.ts'
import type { Lane, Line, Trust } from './ports.ts'

/** Below this packing costs more bytes than it saves. */
const SMALLEST_PACKED_BYTES = 1024
/** Headers of a request and its answer, as they travel. */
const HEADER_BYTES = 500

export interface Call<T> {
  readonly path: string
  readonly body?: unknown
  readonly token?: string
  readonly answer: z.ZodType<T>
  /** The same again does no harm: it may be sent twice at a time where the answer is late. */
  readonly isRepeatable?: boolean
  readonly signal: AbortSignal
}

/** Small requests to one server, one after another, over a connection that is made anew when it broke. */
export interface Wire {
  /**
   * Sends one request and gives its parsed answer; anything else is a fault that changes nothing (SY6).
   * @throws Fault 'offline' | 'server-suspect' | 'server-refused' | 'unauthorised' | 'hash-mismatch' | 'too-many-requests'
   */
  call<T>(call: Call<T>): Promise<T>
  /** The pin of the certificate that answered last; null over plain http. */
  presentedPin(): string | null
  /** How fast the line was lately. */
  pace(): LinePace
  /** Bytes of the last request that was answered, as they travelled. */
  lastSentBytes(): number
  /** The connection itself, for what else goes over it while no call is under way. */
  lane(): Lane
  /** One more connection beside it, which whoever asked closes or hands over. */
  spareLane(): Lane
  /** Goes on over a spare one, and destroys the one before. */
  goOnOver(lane: Lane): void
  /** Destroys the connection; the next call makes another. */
  close(): void
}

interface WireOptions {
  readonly url: string
  readonly line: Line
  readonly trust: Trust
}

export function createWire({ url, line, trust }: WireOptions): Wire {
  const state = { lane: null as Lane | null, pin: null as string | null, pace: unknownPace, sentBytes: 0 }
  const drop = (): void => {
    state.lane?.close()
    state.lane = null
  }

  const openLane = (): Lane => {
    state.lane ??= line.openLane(trust)
    return state.lane
  }
  const exchangeOnce = async (asked: Omit<Call<unknown>, 'answer'>) => {
    const request = await requestOf(asked)
    const target = new URL(asked.path, url)
    const sentBytes = request.body.length + HEADER_BYTES
    const patience = armed(line, asked.signal)
    const answerMs = patienceMs(state.pace, sentBytes)
    const late = asked.isRepeatable === true ? lateMs(state.pace, sentBytes) : null
    try {
      const asking = { target, init: request.init, patience, answerMs, lateMs: late }
      const { lane, response, text, tookMs } = await askLanes({ line, trust }, openLane(), asking)
      Object.assign(state, { lane, pin: lane.presentedPin() })
      state.pace = noteExchange(state.pace, { bytes: sentBytes + Math.ceil(text.length / 4), tookMs })
      state.sentBytes = sentBytes
      return { response, text }
    } catch (error) {
      // Whatever a modem has forgotten stays forgotten: the next request gets a connection of its own.
      drop()
      if (asked.signal.aborted) throw new Fault('cancelled', 'the exchange was cancelled', { cause: error })
      if (patience.isOver()) state.pace = noteLoss(state.pace)
      throw error instanceof Fault ? error : lineFault(error, target.host)
    } finally {
      patience.end()
    }
  }

  return {
    presentedPin: () => state.pin,
    pace: () => state.pace,
    lastSentBytes: () => state.sentBytes,
    lane: openLane,
    spareLane: () => line.openLane(trust),
    goOnOver: (lane) => {
      drop()
      state.lane = lane
    },
    close: drop,
    call: async (asked) => {
      const { response, text } = await exchangeOnce(asked)
      if (!isProtocolAnswer(response)) throw new Fault('server-suspect', `${asked.path} answered no JSON`)
      const value = parseJson(text, asked.path)
      if (!response.ok) throw answerFault(response, Problem.safeParse(value).data ?? null, line.nowMs())
      const parsed = asked.answer.safeParse(value)
      if (parsed.success) return parsed.data
      throw new Fault('server-suspect', `${asked.path}: ${parsed.error.message}`, {
        detail: { path: asked.path },
      })
    },
  }
}

async function requestOf({ body, token }: Pick<Call<unknown>, 'body' | 'token'>) {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-encoding': 'gzip' }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  // Captive portals answer with a redirection: it is followed nowhere.
  const init = { headers, redirect: 'manual' } satisfies RequestInit
  if (body === undefined) return { init: { ...init, method: 'GET' }, body: Buffer.alloc(0) }
  headers['content-type'] = 'application/json'
  const plain = Buffer.from(JSON.stringify(body))
  if (plain.length < SMALLEST_PACKED_BYTES)
    return { init: { ...init, method: 'POST', body: plain }, body: plain }
  headers['content-encoding'] = 'gzip'
  // Some kilobytes: done before a thread of the pool would have begun.
  const packed = gzipSync(plain, { level: 9 })
  return { init: { ...init, method: 'POST', body: packed }, body: packed }
}

interface Asking {
  readonly target: URL
  readonly init: RequestInit
  readonly patience: Pick<Patience, 'signal' | 'wait'>
  /** How long the answer to one asking is waited for. */
  readonly answerMs: number
  /** After how long it is asked for again; null where it must not be. */
  readonly lateMs: number | null
}

/** Asks over the lane that is there, and over one more where that is late; the one that did not answer is closed. */
async function askLanes({ line, trust }: Pick<WireOptions, 'line' | 'trust'>, first: Lane, asking: Asking) {
  const spare = { lane: null as Lane | null }
  try {
    const answer = await firstAnswer(line, asking.lateMs, (isAgain) => {
      asking.patience.wait(asking.answerMs)
      if (!isAgain) return askOnce(line, first, asking)
      spare.lane = line.openLane(trust)
      return askOnce(line, spare.lane, asking)
    })
    if (answer.lane !== spare.lane) return answer
    spare.lane = first
    return answer
  } finally {
    spare.lane?.close()
  }
}

async function askOnce(line: Line, lane: Lane, { target, init, patience }: Asking) {
  const began = line.nowMs()
  const response = await lane.fetch(target, { ...init, signal: patience.signal })
  // The answer has begun: from here on it may take its time, but not for ever.
  patience.wait(ANSWER_MS)
  const text = await readAnswer(response, target.pathname)
  return { lane, response, text, tookMs: line.nowMs() - began }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Fault('server-suspect', `${path} answered no JSON`, { cause: error, detail: { path } })
  }
}
