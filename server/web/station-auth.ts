import type { FastifyRequest } from 'fastify'
import { ServerProblem } from '../problem.ts'
import type { Registry, Station } from '../store/registry.ts'

/** Tells which station a request comes from. */
export interface StationAuth {
  /** For every route that is not public; runs before a body is read. @throws ServerProblem 'token' */
  readonly require: (request: FastifyRequest) => Promise<void>
  /** The station of a request that passed `require`. */
  readonly stationOf: (request: FastifyRequest) => Station
}

export function createStationAuth(registry: Registry): StationAuth {
  const stations = new WeakMap<FastifyRequest, Station>()
  return {
    require: async (request) => {
      const [scheme, token] = (request.headers.authorization ?? '').split(' ')
      const station = scheme === 'Bearer' && token ? await registry.stationOfToken(token) : null
      if (station === null) throw new ServerProblem('token')
      stations.set(request, station)
    },
    stationOf: (request) => {
      const station = stations.get(request)
      if (station === undefined) throw new ServerProblem('token')
      return station
    },
  }
}
