import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** How bad a line is. Loss of a segment is what TCP makes of it: everything behind it comes late. */
export interface Weather {
  /** 0..1 of the segments. */
  readonly loss: number
  readonly delayMs: number
  readonly bytesPerSecond: number
}

/** A bad line to the server: the same seed loses the same segments. */
export interface ChaosProxy {
  readonly url: string
  /** Bytes that arrived above and below so far. */
  bytes(): { readonly up: number; readonly down: number }
  connections(): number
  /** Breaks every connection. */
  cut(): void
  /** As a modem that redials: what is open stays open for ever and passes nothing; what is opened anew passes. */
  blackHole(): void
  /** Nothing passes on any connection, old or new, until it is set to false. */
  freeze(isFrozen: boolean): void
  setWeather(weather: Partial<Weather>): void
  close(): Promise<void>
}

const SEGMENT_BYTES = 1400
/** A modem keeps so much of a connection before it takes no more. */
const QUEUE_BYTES = 32_768
/** What a segment that was lost is late by, in delays of the line. */
const LATE_DELAYS = 4
const FAIR: Weather = { loss: 0, delayMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY }

interface Pipe {
  readonly near: Socket
  readonly far: Socket
  isDead: boolean
  /** When the last of what is on its way down arrives. */
  downUntilMs: number
}

export async function openChaos(serverUrl: string, seed: number): Promise<ChaosProxy> {
  const { hostname, port } = new URL(serverUrl)
  const random = seeded(seed)
  const pipes = new Set<Pipe>()
  const counted = { up: 0, down: 0, connections: 0 }
  const state = { weather: FAIR, isFrozen: false, freeAtMs: { up: 0, down: 0 } }

  const pass = (pipe: Pipe, way: 'up' | 'down'): void => {
    const [from, to] = way === 'up' ? [pipe.near, pipe.far] : [pipe.far, pipe.near]
    let arrivesAtMs = 0
    let queuedBytes = 0
    from.on('data', (bytes) => {
      const { loss, delayMs, bytesPerSecond } = state.weather
      const segments = Math.ceil(bytes.length / SEGMENT_BYTES)
      const lost = Array.from({ length: segments }, random).filter((chance) => chance < loss).length
      const beginsAtMs = Math.max(performance.now(), state.freeAtMs[way])
      state.freeAtMs[way] = beginsAtMs + (bytes.length * 1000) / bytesPerSecond
      arrivesAtMs = Math.max(arrivesAtMs, state.freeAtMs[way] + delayMs * (1 + lost * LATE_DELAYS))
      if (way === 'down') pipe.downUntilMs = arrivesAtMs
      queuedBytes += bytes.length
      if (queuedBytes > QUEUE_BYTES) from.pause()
      const deliver = (): void => {
        queuedBytes -= bytes.length
        if (queuedBytes <= QUEUE_BYTES) from.resume()
        if (!pipe.isDead && !state.isFrozen && to.writable) {
          counted[way] += bytes.length
          to.write(bytes)
        }
        // What was under way while nothing passes is lost with its connection.
        else pipe.isDead = true
      }
      if (arrivesAtMs - performance.now() < 1) deliver()
      else setTimeout(deliver, arrivesAtMs - performance.now())
    })
  }
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const pipe = { near, far, isDead: false, downUntilMs: 0 }
    counted.connections += 1
    pipes.add(pipe)
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      socket.on('error', () => socket.destroy())
    }
    near.on('close', () => {
      if (!pipe.isDead) far.destroy()
      pipes.delete(pipe)
    })
    // An answer that is still on its way arrives before the end of its connection does.
    far.on('close', () => {
      if (!pipe.isDead) setTimeout(() => near.end(), Math.max(0, pipe.downUntilMs - performance.now()) + 1)
    })
    pass(pipe, 'up')
    pass(pipe, 'down')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A listening TCP server has an address with a port.
  const { port: own } = server.address() as AddressInfo
  const everyPipe = (act: (pipe: Pipe) => void): void => [...pipes].forEach(act)
  return {
    url: `http://127.0.0.1:${own}`,
    bytes: () => ({ up: counted.up, down: counted.down }),
    connections: () => counted.connections,
    cut: () => everyPipe(({ near, far }) => [near, far].forEach((socket) => socket.destroy())),
    blackHole: () =>
      everyPipe((pipe) => {
        pipe.isDead = true
      }),
    freeze: (isFrozen) => {
      state.isFrozen = isFrozen
    },
    setWeather: (weather) => {
      state.weather = { ...state.weather, ...weather }
    },
    close: () =>
      new Promise((resolve) => {
        everyPipe(({ near, far }) => [near, far].forEach((socket) => socket.destroy()))
        server.close(() => resolve())
      }),
  }
}

/** mulberry32: 0..1, the same row for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
