import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sha256Hex } from '../identity/keys.ts'
import type { Log } from '../log.ts'
import { ServerProblem } from '../problem.ts'
import { routeOf } from '../web/http.ts'
import { isLoopback } from '../web/listener.ts'
import type { Metrics } from './metrics.ts'

const RETRY_SECONDS = 10

interface WatchPorts {
  readonly metrics: Metrics
  /** Lets a Prometheus elsewhere read the metrics; null: only one on this machine. */
  readonly token: string | null
  /** @throws where the stores do not answer */
  readonly ready: () => Promise<void>
  readonly log: Log
}

/** For whoever watches over the server: alive, ready, how much. None tells anything of people or documents. */
export function addWatchRoutes(http: FastifyInstance, { metrics, token, ready, log }: WatchPorts): void {
  http.addHook('onResponse', async (request, reply) => {
    metrics.answered(routeOf(request), reply.statusCode, reply.elapsedTime / 1000)
  })
  http.get('/healthz', async () => ({ isUp: true }))
  http.get('/readyz', async () => {
    try {
      await ready()
    } catch (error) {
      log.failure('not ready', error)
      throw new ServerProblem('busy', { retryAfterSeconds: RETRY_SECONDS })
    }
    return { isReady: true }
  })
  http.get(
    '/metrics',
    { onRequest: async (request) => assertWatcher(request, token) },
    async (_request, reply) => {
      void reply.type(metrics.contentType)
      return metrics.text()
    },
  )
}

/** @throws ServerProblem 'token' */
function assertWatcher({ headers, raw }: FastifyRequest, token: string | null): void {
  // A proxy on this machine passes on what comes from elsewhere.
  const isForwarded = Object.keys(headers).some(
    (name) => name.startsWith('x-forwarded-') || name === 'forwarded',
  )
  const isFromHere = isLoopback(raw.socket.remoteAddress ?? '') && !isForwarded
  const [scheme, shown = ''] = (headers.authorization ?? '').split(' ')
  if (scheme === 'Bearer' && token !== null && isSame(shown, token)) return
  if (!isFromHere) throw new ServerProblem('token')
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256Hex(a)), Buffer.from(sha256Hex(b)))
}
