import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Log } from '../log.ts'
import { PROBLEM_TYPE, problemOf, ServerProblem } from '../problem.ts'

/** Most bytes of a body where a route says nothing else. */
const BODY_LIMIT_BYTES = 65_536
/** A modem that redials keeps its connection for a while. */
const KEEP_ALIVE_MS = 75_000
/** A connection without a byte for so long is dead. */
const IDLE_MS = 120_000
/** Node's own five minutes would cut a slow but living upload. */
const REQUEST_MS = 3_600_000

/** The web server with everything that holds for each of its routes: limits, errors, headers, log. */
export async function createHttp(log: Log): Promise<FastifyInstance> {
  const http = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    connectionTimeout: IDLE_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    // A reverse proxy on the same machine may tell the real address and that the line is encrypted.
    trustProxy: 'loopback',
  })
  await http.register(cookie)
  await http.register(rateLimit, { global: false })

  http.setErrorHandler(async (error, request, reply) => {
    const problem = problemOf(error)
    if (problem.code === 'internal') log.failure('request failed', error, { route: routeOf(request) })
    return reply.status(problem.status).type(PROBLEM_TYPE).send(problem)
  })
  http.setNotFoundHandler(() => {
    throw new ServerProblem('not-found')
  })
  http.addHook('preParsing', async (request, _reply, payload: Readable) =>
    isPackedJson(request) ? unpack(payload) : payload,
  )
  http.addHook('onSend', async (_request, reply, payload) => {
    void reply.header('x-content-type-options', 'nosniff')
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
    return payload
  })
  http.addHook('onResponse', async (request, reply) => {
    const tookMs = Math.round(reply.elapsedTime)
    log.info('request', { method: request.method, route: routeOf(request), status: reply.statusCode, tookMs })
  })
  return http
}

/** The pattern of a route, which names nobody; addresses hold ids. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none'
}

/** Pieces of files are never unpacked: their offsets count the bytes on the line. */
function isPackedJson({ headers }: FastifyRequest): boolean {
  return (
    headers['content-encoding'] === 'gzip' && headers['content-type']?.startsWith('application/json') === true
  )
}

/** The framework counts what comes out, so a small body that unpacks to a huge one is cut off at the same limit. */
function unpack(payload: Readable): Readable {
  let receivedBytes = 0
  payload.on('data', (chunk: Buffer) => {
    receivedBytes += chunk.length
  })
  const unpacked = createGunzip()
  payload.once('error', (error) => unpacked.destroy(error))
  // The framework compares this with the length that was announced.
  Object.defineProperty(unpacked, 'receivedEncodedLength', { get: () => receivedBytes })
  return payload.pipe(unpacked)
}
