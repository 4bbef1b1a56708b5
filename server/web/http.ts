import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Log } from '../log.ts'
import { PROBLEM_TYPE, problemOf, ServerProblem } from '../problem.ts'
import { isDeeperThan } from './json-levels.ts'
import { createListener, type ListenerOptions } from './listener.ts'

/** Most bytes of a body where a route says nothing else. */
const BODY_LIMIT_BYTES = 65_536
/** Ops travel as texts, so what carries them is shallow. */
const MOST_LEVELS = 32
/** Who is refused because the server stops comes back to the next one. */
const RETRY_WHEN_STOPPED_SECONDS = 10

interface HttpPorts extends ListenerOptions {
  readonly log: Log
  /** From then on new requests are refused and connections closed; those in progress end. */
  readonly isStopping: () => boolean
}

/** The web server with everything that holds for each of its routes: limits, errors, headers, log. */
export async function createHttp(ports: HttpPorts): Promise<FastifyInstance> {
  const { log, isStopping } = ports
  const http = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    exposeHeadRoutes: false,
    // A reverse proxy on the same machine may tell the real address and that the line is encrypted.
    trustProxy: 'loopback',
    serverFactory: (handler) => createListener(ports, handler),
  })
  await http.register(cookie)
  await http.register(rateLimit, { global: false })
  readShallowJson(http)

  http.setErrorHandler(async (error, request, reply) => {
    const problem = problemOf(error)
    if (problem.code === 'internal') log.failure('request failed', error, { route: routeOf(request) })
    const retryAfter = error instanceof ServerProblem ? error.retryAfterSeconds : undefined
    if (retryAfter !== undefined) void reply.header('retry-after', retryAfter)
    return reply.status(problem.status).type(PROBLEM_TYPE).send(problem)
  })
  http.setNotFoundHandler(() => {
    throw new ServerProblem('not-found')
  })
  http.addHook('onRequest', async (_request, reply) => {
    if (!isStopping()) return
    void reply.header('connection', 'close')
    throw new ServerProblem('busy', { retryAfterSeconds: RETRY_WHEN_STOPPED_SECONDS })
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
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none'
}

function readShallowJson(http: FastifyInstance): void {
  const parse = http.getDefaultJsonParser('error', 'error')
  http.removeContentTypeParser('application/json')
  http.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isDeeperThan(body, MOST_LEVELS)) done(new ServerProblem('limit'))
    else void parse(request, body, done)
  })
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
