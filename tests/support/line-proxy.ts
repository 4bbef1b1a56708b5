import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A line between a station and the server that tests can cut, freeze, or put back. */
export interface LineProxy {
  readonly url: string
  /** Bytes that went up to the server so far. */
  sentBytes(): number
  /** Lets so many more bytes up, then nothing more on any connection, while all of them stay open. */
  freezeAfter(bytes: number): void
  /** Lets so many more bytes up, then breaks every connection. */
  cutAfter(bytes: number): void
  close(): Promise<void>
}

export async function openLine(serverUrl: string): Promise<LineProxy> {
  const { hostname, port } = new URL(serverUrl)
  /** Those that pass bytes, and all that are still to be closed. */
  const sockets = new Set<Socket>()
  const unclosed = new Set<Socket>()
  const state = { sentBytes: 0, limit: Number.POSITIVE_INFINITY, ending: 'freeze' as 'freeze' | 'cut' }

  const reachLimit = (): void => {
    state.limit = Number.POSITIVE_INFINITY
    // A frozen connection is forgotten, as a modem forgets it: nothing passes and nobody is told.
    for (const socket of sockets) {
      if (state.ending === 'cut') socket.destroy()
      else socket.removeAllListeners('data').pause()
    }
    sockets.clear()
  }
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      unclosed.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        unclosed.delete(socket)
      })
    }
    near.on('data', (chunk) => {
      state.sentBytes += chunk.length
      state.limit -= chunk.length
      if (state.limit <= 0) reachLimit()
      else far.write(chunk)
    })
    far.on('data', (chunk) => near.write(chunk))
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A listening TCP server has an address with a port.
  const { port: own } = server.address() as AddressInfo
  const arm = (limit: number, ending: 'freeze' | 'cut'): void => void Object.assign(state, { limit, ending })
  return {
    url: `http://127.0.0.1:${own}`,
    sentBytes: () => state.sentBytes,
    freezeAfter: (bytes) => arm(bytes, 'freeze'),
    cutAfter: (bytes) => arm(bytes, 'cut'),
    close: () =>
      new Promise((resolve) => {
        for (const socket of unclosed) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
