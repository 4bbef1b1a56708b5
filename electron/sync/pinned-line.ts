import { createHash } from 'node:crypto'
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { TLSSocket } from 'node:tls'
import { Agent, buildConnector, type Dispatcher, fetch } from 'undici'
import { firstConnected } from './first-connected.ts'
import type { Lane, Line, Trust } from './ports.ts'

/** Headers of an honest answer are far below. */
const MOST_HEADER_BYTES = 16_384
/** How long a connection is kept between two requests where the server says nothing. */
const KEEP_ALIVE_MS = 60_000
/** How often it is looked which networks this PC is in. */
const LOOK_MS = 2000
/** What the first contact of a TLS connection is refused with; `cause` of the rejection of `fetch`. */
export const NOT_PINNED = 'HOSO_NOT_PINNED'

/** The real network, clock and chance. A certificate is checked when a connection is made, before a byte is sent on it. */
export function createLine(clock: Pick<Line, 'nowMs' | 'random'>): Line {
  const connectors = new Map<string, Connect>()
  return {
    ...clock,
    openLane: (trust) => {
      const key = JSON.stringify(trust)
      // One per trust, since it keeps the sessions that make a reconnect one round trip shorter.
      const connect = connectors.get(key) ?? createConnect(trust)
      connectors.set(key, connect)
      return openLane(connect)
    },
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    networks: () => networkNames(networkInterfaces()),
    onNetworks: watchNetworks,
  }
}

/** The system tells nobody when a cable is put in or a telephone comes near, so it is looked at. */
function watchNetworks(run: () => void): () => void {
  let seen = networkNames(networkInterfaces()).join()
  const timer = setInterval(() => {
    const now = networkNames(networkInterfaces()).join()
    if (now === seen) return
    seen = now
    run()
  }, LOOK_MS)
  timer.unref()
  return () => clearInterval(timer)
}

type UndiciInit = NonNullable<Parameters<typeof fetch>[1]>
type Connect = (onPin: (pin: string | null) => void, closing: AbortSignal) => buildConnector.connector

function createConnect(trust: Trust): Connect {
  // Only sessions of connections that were trusted are gone on with: a resumed one shows no certificate.
  const known = { session: null as Buffer | null, pin: null as string | null }
  const connectOnce =
    (onPin: (pin: string | null) => void, signal: AbortSignal): buildConnector.connector =>
    (options, callback) => {
      const connect = buildConnector({
        // Who asks has a patience of its own, which knows how slow the line is.
        timeout: 0,
        minVersion: 'TLSv1.2',
        rejectUnauthorized: trust.kind === 'authorities',
        maxCachedSessions: 0,
        signal,
        ...(known.session === null ? {} : { session: known.session }),
      })
      connect(options, (error, socket) => {
        if (error !== null) return callback(error, null)
        if (!(socket instanceof TLSSocket)) {
          onPin(null)
          return callback(null, socket)
        }
        const pin = socket.isSessionReused() ? known.pin : pinOf(socket)
        onPin(pin)
        if (trust.kind === 'pins' && !trust.pins.includes(pin ?? '')) {
          socket.destroy()
          const refusal = new Error('the certificate is not a pinned one')
          return callback(Object.assign(refusal, { code: NOT_PINNED }), null)
        }
        socket.on('session', (session: Buffer) => Object.assign(known, { session, pin }))
        return callback(null, socket)
      })
    }
  return (onPin, closing) => (options, callback) =>
    firstConnected((signal, ended) => connectOnce(onPin, signal)(options, ended), closing, callback)
}

/** base64url SHA-256 of the SubjectPublicKeyInfo, which stays the same when a certificate is renewed for its key. */
function pinOf(socket: TLSSocket): string | null {
  const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' })
  return key === undefined ? null : createHash('sha256').update(key).digest('base64url')
}

/** undici closes after a HEAD, for servers that send a body with it; ours do not, and a new connection costs round trips. */
const keepAfterHead: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
  dispatch({ ...options, reset: false }, handler)

function openLane(connect: Connect): Lane {
  const presented = { pin: null as string | null }
  const closing = new AbortController()
  const agent = new Agent({
    connections: 1,
    pipelining: 1,
    maxHeaderSize: MOST_HEADER_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: connect((pin) => {
      presented.pin = pin
    }, closing.signal),
  })
  const dispatcher = agent.compose(keepAfterHead)
  return {
    fetch: async (url, init) => {
      // The two declarations of the Fetch standard, undici's and Node's, are of the same things.
      const asked = { ...init, dispatcher } as unknown as UndiciInit
      return (await fetch(url, asked)) as unknown as Response
    },
    presentedPin: () => presented.pin,
    close: () => {
      agent.destroy().catch(() => undefined)
      closing.abort()
    },
  }
}

/** A network is named by its adapter and its range, since an office and a telephone may stand behind the same adapter. */
function networkNames(adapters: ReturnType<typeof networkInterfaces>): readonly string[] {
  const named = Object.entries(adapters).flatMap(([adapter, addresses]) =>
    (addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map((address) => `${adapter} (${rangeOf(address)})`),
  )
  return [...new Set(named)].sort()
}

function rangeOf({ address, netmask, cidr }: NetworkInterfaceInfo): string {
  const mask = netmask.split('.').map(Number)
  const range = address.split('.').map((part, index) => Number(part) & (mask[index] ?? 0))
  return `${range.join('.')}/${cidr?.split('/')[1] ?? netmask}`
}
