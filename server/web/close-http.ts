import type { FastifyInstance } from 'fastify'

/** Requests in progress get so long to end when the server is stopped. */
const CLOSE_MS = 10_000
const CLOSE_IDLE_EVERY_MS = 50

/** Lets requests in progress end, but no connection that is kept alive hold up the stop. */
export async function closeHttp(http: FastifyInstance): Promise<void> {
  const idle = setInterval(() => {
    http.server.closeIdleConnections()
  }, CLOSE_IDLE_EVERY_MS)
  const force = setTimeout(() => {
    http.server.closeAllConnections()
  }, CLOSE_MS)
  await http.close()
  clearInterval(idle)
  clearTimeout(force)
}
