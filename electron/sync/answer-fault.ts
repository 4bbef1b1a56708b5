import { Fault } from '../../domain/fault.ts'
import type { Problem } from '../../domain/sync/protocol.ts'
import { retryAfterMs } from './back-off.ts'
import { NOT_PINNED } from './pinned-line.ts'

/** Of a server that is busy and does not say for how long. */
const BUSY_SECONDS = 30

/** Anything else stands for a captive portal or a server that is none of ours, and changes nothing. */
export function isProtocolAnswer(response: Response): boolean {
  return /^application\/(problem\+)?json\b/.test(response.headers.get('content-type') ?? '')
}

/** What an answer that is no success says. */
export function answerFault(response: Response, problem: Problem | null, nowMs: number): Fault {
  const { status } = response
  if (status === 429 || status === 503) {
    const ordered = retryAfterMs(response.headers.get('retry-after'), nowMs)
    const seconds = ordered === null ? BUSY_SECONDS : Math.ceil(ordered / 1000)
    return new Fault('too-many-requests', `status ${status}`, { detail: { seconds } })
  }
  if (problem === null) return new Fault('server-suspect', `status ${status} without a problem`)
  const { code, title } = problem
  if (code === 'token') return new Fault('unauthorised', title)
  if (code === 'hash') return new Fault('hash-mismatch', title)
  return new Fault('server-refused', title, { detail: { reason: code } })
}

/** What of the ways to fail of TLS and HTTP says that somebody else answers. */
const suspectCodes: Readonly<Record<string, string>> = {
  [NOT_PINNED]: 'pin',
  UND_ERR_HEADERS_OVERFLOW: 'headers',
  HPE_HEADER_OVERFLOW: 'headers',
  CERT_HAS_EXPIRED: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
}

/** Why no answer came: somebody else's certificate is told, and all else is a line that is down. */
export function lineFault(error: unknown, host: string): Fault {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : ''
    const reason =
      suspectCodes[code] ?? (code.startsWith('Z_') || code.startsWith('HPE_') ? 'form' : undefined)
    if (reason !== undefined) {
      return new Fault('server-suspect', `${host}: ${code}`, { cause: error, detail: { reason, host } })
    }
  }
  return new Fault('offline', `no answer from ${host}`, { cause: error, detail: { host } })
}
