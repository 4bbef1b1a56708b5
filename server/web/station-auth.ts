import type { FastifyRequest } from 'fastify'
import { ServerProblem } from '../problem.ts'
import type { Registry, Station } from '../store/registry.ts'
import type { RequestLimits } from './request-limits.ts'

/** Tells which station a request comes from. Each look is at the registry as it is now: a revocation holds at once (I29). */
export interface StationAuth {
  /** For every route that is not public; runs before a body is read. @throws ServerProblem 'token', 'revoked', 'rate' */
  readonly require: (request: FastifyRequest) => Promise<void>
  /** For routes that bring bytes. @throws ServerProblem 'role' as well */
  readonly requireWriter: (request: FastifyRequest) => Promise<void>
  /** The station of a request that passed. */
  readonly stationOf: (request: FastifyRequest) => Station
}

export function createStationAuth(registry: Registry, limits: RequestLimits): StationAuth {
  const stations = new WeakMap<FastifyRequest, Station>()

  async function enter(request: FastifyRequest): Promise<Station> {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ')
    const station = scheme === 'Bearer' && token ? await registry.stationOfToken(token) : null
    if (station === null) throw new ServerProblem('token')
    if (station.revokedAt !== null) throw new ServerProblem('revoked')
    limits.admitStation(station.id, request)
    stations.set(request, station)
    return station
  }

  return {
    require: async (request) => {
      await enter(request)
    },
    requireWriter: async (request) => {
      if ((await enter(request)).role === 'reader') throw new ServerProblem('role')
    },
    stationOf: (request) => {
      const station = stations.get(request)
      if (station === undefined) throw new ServerProblem('token')
      return station
    },
  }
}
