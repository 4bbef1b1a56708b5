import dgram from 'node:dgram'
import type { ScannerRow } from '../../../domain/scan-api.ts'
import { type Found, parseAnswer, questionFor } from './mdns-packet.ts'

const PORT = 5353
const GROUP = '224.0.0.251'
const SERVICE = '_uscan._tcp.local'
const LISTEN_MS = 1500
/** More scanners than any office has. */
const MOST_FOUND = 32
/** Of a UDP datagram. */
const MOST_PACKET_BYTES = 9000

interface FindOptions {
  readonly signal: AbortSignal
  /** Where the question goes; tests ask themselves. */
  readonly to?: { readonly host: string; readonly port: number }
  readonly listenMs?: number
}

/** Asks the network once which eSCL scanners there are, and listens for a moment. None where it cannot be asked. */
export async function findEsclScanners({
  signal,
  to = { host: GROUP, port: PORT },
  listenMs = LISTEN_MS,
}: FindOptions): Promise<readonly ScannerRow[]> {
  const socket = dgram.createSocket({ type: 'udp4' })
  const found = new Map<string, ScannerRow>()
  socket.on('message', (packet, { address }) => {
    if (packet.length > MOST_PACKET_BYTES || found.size >= MOST_FOUND) return
    const answer = parseAnswer(packet, SERVICE)
    if (answer !== null) note(found, answer, address)
  })
  try {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, listenMs)
      const end = (): void => {
        clearTimeout(timer)
        resolve()
      }
      // Without a network there is nobody to ask.
      socket.once('error', end)
      signal.addEventListener('abort', end, { once: true })
      socket.bind(0, () => socket.send(questionFor(SERVICE), to.port, to.host, (error) => error && end()))
    })
  } finally {
    socket.close()
  }
  return [...found.values()]
}

/** Whoever answers is the scanner: a device cannot send us to another address. */
function note(found: Map<string, ScannerRow>, { port, name }: Found, address: string): void {
  const id = new URL(`http://${address}:${port}`).origin
  found.set(id, { id, name: name === '' ? address : `${name} (${address})` })
}
