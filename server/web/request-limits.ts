import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ServerProblem } from '../problem.ts'
import { createTokenBuckets, type Rate, type TokenBuckets } from './token-buckets.ts'

/** Longest path with its query. */
const MOST_URL_CHARACTERS = 2048

/** Requests and bytes that one address and one station may send. */
export interface RequestRates {
  readonly addressRequests: Rate
  readonly addressBytes: Rate
  readonly stationRequests: Rate
  readonly stationBytes: Rate
}

const MEBIBYTE = 1_048_576

/** A whole district may stand behind one address; a station needs a hundredth of this. */
export const defaultRates: RequestRates = {
  addressRequests: { perSecond: 1000, burst: 10_000 },
  addressBytes: { perSecond: 256 * MEBIBYTE, burst: 1024 * MEBIBYTE },
  stationRequests: { perSecond: 100, burst: 1500 },
  stationBytes: { perSecond: 64 * MEBIBYTE, burst: 512 * MEBIBYTE },
}

export interface RequestLimits {
  /** @throws ServerProblem 'rate' with the time to wait */
  admitStation(station: string, request: FastifyRequest): void
}

/** Counts what comes in, by address before anything is read, by station once it is known. */
export function addRequestLimits(
  http: FastifyInstance,
  { rates, clock }: { readonly rates: RequestRates; readonly clock: () => number },
): RequestLimits {
  const addressRequests = createTokenBuckets(rates.addressRequests, clock)
  const addressBytes = createTokenBuckets(rates.addressBytes, clock)
  const stationRequests = createTokenBuckets(rates.stationRequests, clock)
  const stationBytes = createTokenBuckets(rates.stationBytes, clock)

  const stations = new WeakMap<FastifyRequest, string>()
  const readBytes = createByteCount()

  http.addHook('onRequest', async (request) => {
    if (request.url.length > MOST_URL_CHARACTERS) throw new ServerProblem('limit')
    admit(addressRequests, request.ip, 1)
    admit(addressBytes, request.ip, 0)
    request.raw.once('close', () => {
      const bytes = readBytes(request.raw.socket)
      addressBytes.take(request.ip, bytes)
      const station = stations.get(request)
      if (station !== undefined) stationBytes.take(station, bytes)
    })
  })
  return {
    admitStation: (station, request) => {
      admit(stationRequests, station, 1)
      admit(stationBytes, station, 0)
      stations.set(request, station)
    },
  }
}

/** Tells how many bytes a connection has read since it was last asked; of one that is none, as in a test, nothing. */
function createByteCount(): (socket: Socket) => number {
  const counted = new WeakMap<Socket, number>()
  return (socket) => {
    const now = Number(socket.bytesRead || 0)
    const bytes = now - (counted.get(socket) ?? 0)
    counted.set(socket, now)
    return bytes
  }
}

function admit(buckets: TokenBuckets, name: string, amount: number): void {
  const waitMs = buckets.take(name, amount)
  if (waitMs > 0) throw new ServerProblem('rate', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
}
