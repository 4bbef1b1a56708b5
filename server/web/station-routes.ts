import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type EnrolAnswer,
  EnrolRequest,
  enrolText,
  type HelloAnswer,
  limits,
  PROTOCOL,
  type SessionAnswer,
  SessionRequest,
  SyncRequest,
  sessionText,
} from '../../domain/sync/protocol.ts'
import { isSignedBy, stationIdOf } from '../identity/keys.ts'
import type { ServerIdentity } from '../identity/server-identity.ts'
import { ServerProblem } from '../problem.ts'
import type { SyncCommune } from '../receive/sync-commune.ts'
import type { Registry } from '../store/registry.ts'
import { createChallenges } from './challenges.ts'
import { parseBody } from './parse-body.ts'
import type { StationAuth } from './station-auth.ts'

/** Below this packing costs more bytes than it saves. */
const SMALLEST_PACKED_BYTES = 1024
/** Per address and minute. Many stations may stand behind one address, but enrolments are rare. */
const helloRate = { max: 600, timeWindow: 60_000 }
const sessionRate = { max: 300, timeWindow: 60_000 }
const enrolRate = { max: 30, timeWindow: 60_000 }

interface StationPorts {
  readonly identity: ServerIdentity
  readonly registry: Registry
  readonly auth: StationAuth
  readonly sync: SyncCommune
  readonly clock: () => number
}

/** The calls that carry JSON: hello, enrolment, session, sync. */
export function addStationRoutes(http: FastifyInstance, ports: StationPorts): void {
  const { identity, registry, auth, sync, clock } = ports
  const challenges = createChallenges(clock)
  const isoTime = (ms: number): string => new Date(ms).toISOString()

  async function enrol(body: unknown): Promise<EnrolAnswer> {
    const request = parseBody(EnrolRequest, body)
    if (!challenges.use(request.challenge)) throw new ServerProblem('token')
    if (!isSignedBy(request.publicKey, enrolText(request), request.signature)) {
      throw new ServerProblem('signature')
    }
    const { code, agencyCode, name, publicKey: key } = request
    const commune = await registry.enrol({ id: stationIdOf(key), key, name, code, agencyCode })
    return {
      commune: commune.code,
      communeName: commune.name,
      serverKey: identity.key.publicKey,
      epoch: identity.epoch,
      stationOrdinal: commune.ordinal,
    }
  }

  async function openSession(body: unknown): Promise<SessionAnswer> {
    const request = parseBody(SessionRequest, body)
    if (!challenges.use(request.challenge)) throw new ServerProblem('token')
    const station = await registry.station(request.station)
    if (station === null) throw new ServerProblem('commune')
    if (!isSignedBy(station.key, sessionText(request), request.signature)) {
      throw new ServerProblem('signature')
    }
    await registry.markSeen(station)
    const { token, expiresAt } = await registry.createToken(station.id)
    return { token, expiresAt: isoTime(expiresAt), time: isoTime(clock()) }
  }

  http.get('/v1/hello', { config: { rateLimit: helloRate } }, async (): Promise<HelloAnswer> => {
    return {
      protocol: { min: PROTOCOL, max: PROTOCOL },
      serverKey: identity.key.publicKey,
      epoch: identity.epoch,
      time: isoTime(clock()),
      challenge: challenges.create(),
    }
  })
  http.post('/v1/enrol', { config: { rateLimit: enrolRate } }, async ({ body }) => enrol(body))
  http.post('/v1/session', { config: { rateLimit: sessionRate } }, async ({ body }) => openSession(body))
  http.post(
    '/v1/sync',
    { onRequest: auth.require, bodyLimit: limits.requestBytes },
    async (request, reply) => {
      const asked = parseBody(SyncRequest, request.body)
      if (asked.protocol !== PROTOCOL) throw new ServerProblem('protocol')
      return sendPacked(request, reply, await sync(auth.stationOf(request), asked))
    },
  )
}

const pack = promisify(gzip)

/** An answer of ops shrinks to a third on the line. */
async function sendPacked(request: FastifyRequest, reply: FastifyReply, answer: object): Promise<Buffer> {
  const bytes = Buffer.from(JSON.stringify(answer))
  void reply.type('application/json; charset=utf-8')
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (bytes.length < SMALLEST_PACKED_BYTES || !/\bgzip\b/.test(accepted)) return bytes
  void reply.header('content-encoding', 'gzip')
  return pack(bytes)
}
