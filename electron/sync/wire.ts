import type { z } from 'zod'
import { Fault } from '../../domain/fault.ts'
import { limits, Problem } from '../../domain/sync/protocol.ts'
import type { Line } from './ports.ts'

/** Longest silence while an answer is awaited or read: more on the worst line means a connection that a modem has forgotten. */
const SILENCE_MS = 15_000

export interface Call<T> {
  readonly path: string
  readonly body?: unknown
  readonly token?: string
  readonly answer: z.ZodType<T>
  readonly signal: AbortSignal
}

/** Sends one request and gives its parsed answer; anything else is a fault that changes nothing (SY6). */
export type Wire = <T>(call: Call<T>) => Promise<T>

/** @throws Fault 'offline' | 'server-suspect' | 'server-refused' | 'unauthorised' | 'hash-mismatch' | 'too-many-requests' */
export function createWire(baseUrl: string, line: Line): Wire {
  return async ({ path, body, token, answer, signal }) => {
    const { response, text } = await exchangeOnce(line, new URL(path, baseUrl), { body, token, signal })
    const type = response.headers.get('content-type') ?? ''
    if (!/^application\/(problem\+)?json\b/.test(type)) {
      throw new Fault('server-suspect', `${path} answered ${type || 'no type'}`, { detail: { path } })
    }
    const value = parseJson(text, path)
    if (!response.ok) throw problemFault(value, response.status)
    const parsed = answer.safeParse(value)
    if (!parsed.success)
      throw new Fault('server-suspect', `${path}: ${parsed.error.message}`, { detail: { path } })
    return parsed.data
  }
}

interface Sent {
  readonly body: unknown
  readonly token: string | undefined
  readonly signal: AbortSignal
}

/** Request and whole answer, given up after a silence: every call of the protocol may be repeated. */
async function exchangeOnce(line: Line, url: URL, sent: Sent): Promise<{ response: Response; text: string }> {
  const silence = new AbortController()
  let disarm = (): void => {}
  const hear = (): void => {
    disarm()
    disarm = line.after(SILENCE_MS, () => silence.abort())
  }
  hear()
  try {
    const signal = AbortSignal.any([sent.signal, silence.signal])
    const response = await line.fetch(url, requestOf({ ...sent, signal }))
    return { response, text: await readCapped(response, hear) }
  } catch (error) {
    if (error instanceof Fault) throw error
    if (sent.signal.aborted) throw new Fault('cancelled', 'the exchange was cancelled', { cause: error })
    throw new Fault('offline', `no answer from ${url.host}`, { cause: error, detail: { host: url.host } })
  } finally {
    disarm()
  }
}

function requestOf({ body, token, signal }: Sent): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  if (body === undefined) return { method: 'GET', headers, redirect: 'error', signal }
  headers['content-type'] = 'application/json'
  return { method: 'POST', headers, redirect: 'error', signal, body: JSON.stringify(body) }
}

/** Reads a body no further than any honest answer goes, so a hostile one cannot fill the memory. */
async function readCapped(response: Response, onChunk: () => void): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  // The Fetch standard gives bytes; Node's type leaves it open.
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader()
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    onChunk()
    size += part.value.byteLength
    if (size > limits.requestBytes) throw new Fault('server-suspect', 'the answer is too long')
    chunks.push(part.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Fault('server-suspect', `${path} answered no JSON`, { cause: error, detail: { path } })
  }
}

function problemFault(value: unknown, status: number): Fault {
  const parsed = Problem.safeParse(value)
  if (!parsed.success) return new Fault('server-suspect', `status ${status} without a problem`)
  const { code, title } = parsed.data
  if (code === 'token') return new Fault('unauthorised', title)
  if (code === 'hash') return new Fault('hash-mismatch', title)
  if (code === 'rate') return new Fault('too-many-requests', title)
  return new Fault('server-refused', title, { detail: { reason: code } })
}
