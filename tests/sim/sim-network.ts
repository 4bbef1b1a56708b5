import { Agent, request as httpRequest } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { Line } from '../../electron/sync/ports.ts'
import type { Random } from '../fixtures/random.ts'
import type { SimClock } from './sim-clock.ts'

/** How bad the lines are. Shares are of messages, one way. */
export interface Weather {
  readonly lost: number
  readonly repeated: number
  /** Milliseconds one way; every message takes another time, so a later one may come first. */
  readonly latencyMs: readonly [least: number, most: number]
}

export interface LineOptions {
  readonly clock: SimClock
  readonly random: Random
  readonly weather: Weather
  /** What the station's own clock is wrong by. */
  readonly skewMs: number
  /** Tells the server one station from another, as an address does. */
  readonly address: string
  readonly isOnline: () => boolean
  readonly onNetworks: Line['onNetworks']
  /** Where the server listens; null while it is down. */
  readonly serverUrl: () => string | null
}

/** A station's line to the server: messages are lost, late, repeated and overtake each other; the server is real. */
export function createSimLine(options: LineOptions): Line {
  const { clock, random, skewMs, isOnline } = options
  return {
    openLane: () => {
      const closed = new AbortController()
      return {
        fetch: (url, init) => {
          const signals = [closed.signal, ...(init.signal ? [init.signal] : [])]
          return exchange(options, url, { ...init, signal: AbortSignal.any(signals) })
        },
        presentedPin: () => null,
        close: () => closed.abort(),
      }
    },
    after: (delayMs, run) => clock.after(delayMs, run),
    nowMs: () => clock.nowMs() + skewMs,
    random: () => random.next(),
    networks: () => (isOnline() ? ['mạng'] : []),
    onNetworks: options.onNetworks,
  }
}

/** What came back from the server, before it goes on the line. */
interface Answered {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Buffer
}

/** One request and its answer. Nothing tells of a lost one: whoever waits must have patience of their own. */
function exchange(options: LineOptions, url: URL, init: RequestInit): Promise<Response> {
  const { clock, random, weather, isOnline, serverUrl } = options
  const travel = (): number => random.between(...weather.latencyMs)
  return new Promise((resolve, reject) => {
    const { signal } = init
    const give = (): void => reject(new DOMException('the call was given up', 'AbortError'))
    if (signal?.aborted) return give()
    signal?.addEventListener('abort', give, { once: true })
    if (!isOnline()) return reject(new TypeError('fetch failed'))

    const arrive = async (): Promise<void> => {
      const server = serverUrl()
      if (server === null) return
      const answer = await ask(server, url, { init, address: options.address })
      if (random.chance(weather.lost)) return
      clock.after(travel(), () => {
        const body = answer.body.length === 0 ? null : new Uint8Array(answer.body)
        if (isOnline()) resolve(new Response(body, { status: answer.status, headers: answer.headers }))
      })
    }
    if (!random.chance(weather.lost)) clock.after(travel(), arrive)
    if (random.chance(weather.repeated)) clock.after(travel() * 2, arrive)
  })
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 })

/** Asks the real server over the loopback, as the station's own address. */
function ask(
  server: string,
  { pathname, search }: URL,
  { init, address }: { readonly init: RequestInit; readonly address: string },
): Promise<Answered> {
  const body = bytesOf(init.body)
  const headers = Object.fromEntries(new Headers(init.headers).entries())
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      new URL(pathname + search, server),
      {
        agent,
        method: init.method ?? 'GET',
        headers: { ...headers, 'content-length': body.length, 'x-forwarded-for': address },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const { 'content-encoding': packing, ...rest } = response.headers
          const named = Object.entries(rest).map(([name, value]) => [name, String(value)] as const)
          const received = Buffer.concat(chunks)
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(named),
            // As the fetch of a real line unpacks it.
            body: packing === 'gzip' ? gunzipSync(received) : received,
          })
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

function bytesOf(body: RequestInit['body']): Buffer {
  if (body === null || body === undefined) return Buffer.alloc(0)
  if (typeof body === 'string') return Buffer.from(body)
  if (body instanceof Uint8Array) return Buffer.from(body)
  throw new TypeError('a station sends texts and bytes')
}
