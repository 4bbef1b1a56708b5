/** A service that answered. */
export interface Found {
  readonly port: number
  /** As its maker calls it. */
  readonly name: string
}

const HEAD_BYTES = 12
const PTR = 12
const SRV = 33
const INTERNET = 1
/** Asks for an answer to us alone, which needs no port of the system. @see RFC 6762, 5.4 */
const UNICAST_ANSWER = 0x8000
const MOST_RECORDS = 64
const MOST_LABELS = 40

/** One question for a service. @see RFC 6762, 18 */
export function questionFor(service: string): Uint8Array {
  const labels = service.split('.').flatMap((label) => [label.length, ...Buffer.from(label, 'utf8')])
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt16BE(1, 4)
  const tail = Buffer.alloc(4)
  tail.writeUInt16BE(PTR, 0)
  tail.writeUInt16BE(INTERNET | UNICAST_ANSWER, 2)
  return Buffer.concat([head, Buffer.from([...labels, 0]), tail])
}

/** The service that a packet tells of; null for a packet that tells of none, or is broken. Anybody may have sent it. */
export function parseAnswer(packet: Buffer, service: string): Found | null {
  try {
    return answerIn(packet, service)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function answerIn(packet: Buffer, service: string): Found | null {
  const questions = packet.readUInt16BE(4)
  const records = [6, 8, 10].reduce((sum, at) => sum + packet.readUInt16BE(at), 0)
  let at = HEAD_BYTES
  for (let count = 0; count < Math.min(questions, MOST_RECORDS); count += 1) at = readName(packet, at).end + 4
  for (let count = 0; count < Math.min(records, MOST_RECORDS); count += 1) {
    const { labels, end } = readName(packet, at)
    const type = packet.readUInt16BE(end)
    const data = end + 10
    const length = packet.readUInt16BE(end + 8)
    const isOurs = labels.slice(1).join('.').toLowerCase() === service
    if (type === SRV && isOurs && length >= 7) {
      const port = packet.readUInt16BE(data + 4)
      return port === 0 ? null : { port, name: (labels[0] ?? '').slice(0, 100) }
    }
    at = data + length
  }
  return null
}

/** A name may go on elsewhere in the packet, but only before where it stands: so it comes to an end. */
function readName(
  packet: Buffer,
  from: number,
): { readonly labels: readonly string[]; readonly end: number } {
  const labels: string[] = []
  let [at, end, limit] = [from, -1, from]
  for (let step = 0; step < MOST_LABELS; step += 1) {
    const length = packet.readUInt8(at)
    if (length === 0) return { labels, end: end === -1 ? at + 1 : end }
    if (length >= 0xc0) {
      const next = packet.readUInt16BE(at) & 0x3fff
      if (next >= limit) throw new RangeError('a name that leads in a circle')
      if (end === -1) end = at + 2
      at = next
      limit = next
    } else {
      if (at + 1 + length > packet.length) throw new RangeError('a name behind the end')
      labels.push(packet.toString('utf8', at + 1, at + 1 + length))
      at += 1 + length
    }
  }
  throw new RangeError('a name without an end')
}
