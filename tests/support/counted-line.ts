import type { Lane, Line } from '../../electron/sync/ports.ts'

const LINE_END_BYTES = 4

/** What a client handed to its connections, whatever of it arrived. */
export interface Handed {
  /** Bytes of all requests with their headers, without what TCP and TLS add or repeat. */
  readonly bytes: number
  /** Bytes of scans alone. */
  readonly scanBytes: number
  /** Of those, what the server answered with success. */
  readonly answeredBytes: number
  /** Pieces of scans that got no answer. */
  readonly lostPieces: number
  /** The largest piece of a scan. */
  readonly largestPiece: number
  /** Connections that sent something of a scan. */
  readonly scanLanes: number
}

/** A line that counts what is sent over it. */
export function countedLine(line: Line): { readonly line: Line; handed(): Handed } {
  const handed = { bytes: 0, scanBytes: 0, answeredBytes: 0, lostPieces: 0, largestPiece: 0, scanLanes: 0 }
  const openLane = (trust: Parameters<Line['openLane']>[0]): Lane => {
    const lane = line.openLane(trust)
    const state = { hasScans: false }
    const countPiece = (bytes: number): void => {
      if (!state.hasScans) handed.scanLanes += 1
      state.hasScans = true
      handed.scanBytes += bytes
      handed.largestPiece = Math.max(handed.largestPiece, bytes)
    }
    return {
      ...lane,
      fetch: (url, init) => {
        const headers = new Headers(init.headers)
        // All that the client sends is bytes.
        const bodyBytes = init.body instanceof Uint8Array ? init.body.byteLength : 0
        for (const [name, value] of headers) handed.bytes += name.length + value.length + LINE_END_BYTES
        handed.bytes += bodyBytes
        const sent = lane.fetch(url, init)
        if (headers.get('content-type') !== 'application/offset+octet-stream') return sent
        countPiece(bodyBytes)
        return sent.then(
          (answer) => {
            handed.answeredBytes += answer.ok ? bodyBytes : 0
            return answer
          },
          (error: unknown) => {
            handed.lostPieces += 1
            throw error
          },
        )
      },
    }
  }
  return { line: { ...line, openLane }, handed: () => ({ ...handed }) }
}
