import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type HelloAnswer, limits, PROTOCOL, pinsText, SyncRequest } from '../../domain/sync/protocol.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { ServerIdentity } from '../identity/server-identity.ts'
import { ServerProblem } from '../problem.ts'
import type { SyncCommune } from '../receive/sync-commune.ts'
import type { Registry } from '../store/registry.ts'
import { parseBody } from './parse-body.ts'
import type { StationAuth } from './station-auth.ts'
import { createStationEntry } from './station-entry.ts'

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
  /** Of the certificates that the server answers with, the one in use and the next; none without TLS of its own. */
  readonly pins: readonly string[]
  readonly audit: AuditLog
}

/** The calls that carry JSON: hello, enrolment, session, sync. */
export function addStationRoutes(http: FastifyInstance, ports: StationPorts): void {
  const { identity, registry, auth, sync, clock, pins, audit } = ports
  const { challenge, enrol, openSession } = createStationEntry({ identity, registry, clock, audit })
  const signedPins =
    pins.length === 0
      ? {}
      : { pins: [...pins], pinsSignature: identity.key.sign(pinsText(pins, identity.epoch)) }

  http.get('/v1/hello', { config: { rateLimit: helloRate } }, async (): Promise<HelloAnswer> => {
    return {
      protocol: { min: PROTOCOL, max: PROTOCOL },
      serverKey: identity.key.publicKey,
      epoch: identity.epoch,
      time: new Date(clock()).toISOString(),
      challenge: challenge(),
      ...signedPins,
      limits: { requestBytes: limits.requestBytes, batchOps: limits.batchOps, blobBytes: limits.blobBytes },
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
