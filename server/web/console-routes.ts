import { existsSync } from 'node:fs'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { Fault, type FaultCode } from '../../domain/fault.ts'
import type { Reply } from '../../domain/rpc.ts'
import { callConsole } from '../desk/console-handlers.ts'
import type { ConsolePorts, Visit } from '../desk/console-ports.ts'
import { findShownBlob } from '../desk/shown-blob.ts'
import type { Log } from '../log.ts'
import { ServerProblem } from '../problem.ts'
import { BlobPath } from './blob-route.ts'
import { parseBody } from './parse-body.ts'
import { sendBlob } from './send-blob.ts'

const COOKIE = 'hoso_session'
const COOKIE_PATH = '/console'
/** A form of another site cannot send this header, so the cookie alone moves nothing. */
const REQUESTED_WITH = 'hoso-console'
/** Most bytes of a call, and of one that brings a file. */
const CALL_BYTES = 65_536
const FILE_BYTES = 4_194_304
/** Per address and minute. */
const callRate = { max: 1200, timeWindow: 60_000 }
const ApiPath = z.object({ name: z.string() })
const ShownBlobPath = BlobPath.extend({ commune: z.string().max(35) })

/** A folder on the disk and where the browser finds it. */
export interface ServedFolder {
  readonly root: string
  readonly prefix: string
}

interface ConsoleRoutesPorts extends ConsolePorts {
  readonly log: Log
  readonly folders: readonly ServedFolder[]
}

/** The province's console: its calls, the blobs it shows, its page. */
export async function addConsoleRoutes(http: FastifyInstance, ports: ConsoleRoutesPorts): Promise<void> {
  const { accounts, log } = ports
  const onBug = (name: string, error: unknown): void => {
    log.failure('console call failed', error, { name })
  }
  const userOf = (request: FastifyRequest) => accounts.userOfSession(request.cookies[COOKIE] ?? '')

  async function call(request: FastifyRequest, reply: FastifyReply): Promise<Reply> {
    if (request.headers['x-requested-with'] !== REQUESTED_WITH) {
      return { ok: false, code: 'forbidden', detail: {} }
    }
    const { name } = ApiPath.parse(request.params)
    const visit = await visitOf(request, reply)
    return callConsole({ ports, visit, onBug }, name, request.body)
  }

  async function visitOf(request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
    return {
      user: await userOf(request),
      begin: ({ token, maxAgeSeconds }) => {
        void reply.setCookie(COOKIE, token, {
          path: COOKIE_PATH,
          httpOnly: true,
          sameSite: 'strict',
          secure: request.protocol === 'https',
          maxAge: maxAgeSeconds,
        })
      },
      end: async () => {
        await accounts.endSession(request.cookies[COOKIE] ?? '')
        void reply.clearCookie(COOKIE, { path: COOKIE_PATH })
      },
    }
  }

  /** Only who is signed in sends files. */
  const refuseLarge = async (request: FastifyRequest): Promise<void> => {
    const length = Number(request.headers['content-length'] ?? CALL_BYTES + 1)
    if (length > CALL_BYTES && (await userOf(request)) === null) throw new ServerProblem('token')
  }
  const limited = { config: { rateLimit: callRate }, bodyLimit: FILE_BYTES, onRequest: refuseLarge }
  http.post('/console/api/:name', limited, async (request, reply) => {
    const answer = await call(request, reply)
    return reply.status(answer.ok ? 200 : statusOf(answer.code)).send(answer)
  })
  http.get('/console/blobs/:commune/:sha', async (request, reply) => {
    const visit = await visitOf(request, reply)
    if (visit.user === null) throw new ServerProblem('token')
    const name = parseBody(ShownBlobPath, request.params)
    // A state secret is not shown; that it is here is nobody's business either.
    const found = await findShownBlob(ports, visit, name).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'isolated') return null
      throw error
    })
    if (found === null) throw new ServerProblem('not-found')
    // Bytes from outside: whatever they are, they run nothing.
    void reply.header('content-security-policy', "default-src 'none'; sandbox")
    return sendBlob(ports.blobs, { ...found, ...name }, { request, reply })
  })
  http.get('/', async (_request, reply) => reply.redirect('/console/'))
  http.get('/console', async (_request, reply) => reply.redirect('/console/'))
  await http.register((scope) => addPage(scope, ports.folders))
}

async function addPage(scope: FastifyInstance, folders: readonly ServedFolder[]): Promise<void> {
  await scope.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // pdf.js unpacks JPEG 2000 and JBIG2 scans with WebAssembly.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'", 'data:'],
        imgSrc: ["'self'", 'blob:', 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // The proxy in front, where there is one, knows whether the line is encrypted.
    strictTransportSecurity: false,
  })
  for (const [place, { root, prefix }] of folders.filter(({ root }) => existsSync(root)).entries()) {
    await scope.register(fastifyStatic, { root, prefix, decorateReply: place === 0 })
  }
}

const statuses: Readonly<Partial<Record<FaultCode, number>>> = {
  'invalid-input': 400,
  unauthorised: 401,
  'wrong-passphrase': 401,
  forbidden: 403,
  'not-found': 404,
  'too-many-requests': 429,
  internal: 500,
}

function statusOf(code: FaultCode): number {
  return statuses[code] ?? 409
}
