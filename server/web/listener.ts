import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { TlsIdentity } from '../tls/tls-identity.ts'

/** A modem that redials keeps its connection for a while. */
const KEEP_ALIVE_MS = 75_000
/** A connection without a byte for so long is dead. */
const IDLE_MS = 120_000
/** Node's own five minutes would cut a slow but living upload. */
const REQUEST_MS = 3_600_000
/** Headers are one or two packets, on any line. */
const HEADERS_MS = 30_000
const MOST_HEADER_BYTES = 16_384
const MOST_HEADERS = 64

export interface ListenerOptions {
  readonly tls: TlsIdentity | null
  /** Open at once in the whole server; one more is closed at once. */
  readonly mostConnections: number
  /** Of one address that is not this machine: a proxy here stands for everybody. */
  readonly mostConnectionsOfAddress: number
}

/** What listens: plain or with TLS, with the limits that hold before there is a request. */
export function createListener(options: ListenerOptions, handler: RequestListener): Server {
  const { tls } = options
  const settings = {
    maxHeaderSize: MOST_HEADER_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    headersTimeout: HEADERS_MS,
  }
  const server =
    tls === null
      ? createPlainServer(settings, handler)
      : createTlsServer(
          {
            ...settings,
            key: tls.key,
            cert: tls.certificate,
            minVersion: 'TLSv1.3',
            ALPNProtocols: ['http/1.1'],
          },
          handler,
        )
  server.setTimeout(IDLE_MS)
  server.maxHeadersCount = MOST_HEADERS
  server.maxConnections = options.mostConnections
  limitConnections(server, options.mostConnectionsOfAddress)
  // An HTTPS server has all that is asked of an HTTP one here.
  return server as Server
}

function limitConnections(
  server: { on(event: 'connection', told: (socket: Socket) => void): unknown },
  most: number,
): void {
  const open = new Map<string, number>()
  server.on('connection', (socket) => {
    const { remoteAddress = '' } = socket
    if (isLoopback(remoteAddress)) return
    const count = (open.get(remoteAddress) ?? 0) + 1
    open.set(remoteAddress, count)
    socket.once('close', () => {
      const left = (open.get(remoteAddress) ?? 1) - 1
      if (left > 0) open.set(remoteAddress, left)
      else open.delete(remoteAddress)
    })
    if (count > most) socket.destroy()
  })
}

/** Is this an address of the machine itself? */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
