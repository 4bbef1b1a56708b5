import { PROTOCOL, type Problem, type ProblemCode } from '../domain/sync/protocol.ts'

const statusOf: Readonly<Record<ProblemCode, number>> = {
  protocol: 426,
  token: 401,
  role: 403,
  commune: 403,
  revoked: 403,
  gap: 409,
  fork: 409,
  exists: 409,
  'staged-gone': 410,
  limit: 413,
  chain: 422,
  signature: 422,
  canonical: 422,
  hash: 422,
  code: 403,
  input: 400,
  'not-found': 404,
  rate: 429,
  quota: 507,
  busy: 503,
  internal: 500,
}

const titles: Readonly<Record<ProblemCode, string>> = {
  protocol: `This server speaks protocol ${PROTOCOL}`,
  token: 'A valid token or challenge is needed',
  role: 'Only the archive may write this',
  commune: 'Not a station of this commune',
  revoked: 'The station was revoked',
  gap: 'Ops are missing before this batch',
  fork: 'Another op of this name is held',
  exists: 'The upload has begun already',
  'staged-gone': 'The upload is not here',
  limit: 'Over a limit',
  chain: 'The chain of hashes does not fit',
  signature: 'The signature does not fit',
  canonical: 'Not the canonical text of an op',
  hash: 'The bytes do not have the hash they were sent under',
  code: 'The enrolment code is wrong, used or expired',
  input: 'The request is malformed',
  'not-found': 'Nothing is here',
  rate: 'Too many requests',
  quota: 'No room',
  busy: 'The server is stopping or not ready',
  internal: 'The server failed',
}

export const PROBLEM_TYPE = 'application/problem+json'

/** A failure that the wire has a code for. `expect` is the offset or counter that would have been right. */
export class ServerProblem extends Error {
  readonly code: ProblemCode
  readonly expect: number | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ProblemCode,
    options: { expect?: number; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(titles[code], options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'ServerProblem'
    this.code = code
    this.expect = options.expect
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** How systems and SQLite say that there is no room. */
const FULL_DISK = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])

/** The one mapping from whatever was thrown to what the wire may tell of it. */
export function problemOf(error: unknown): Problem {
  const code = codeOf(error)
  const expect = error instanceof ServerProblem ? error.expect : undefined
  return { status: statusOf[code], code, title: titles[code], ...(expect === undefined ? {} : { expect }) }
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof ServerProblem) return error.code
  if (!(error instanceof Error)) return 'internal'
  if ('code' in error && FULL_DISK.has(String(error.code))) return 'quota'
  // Errors of the web framework carry the status it would have answered.
  return 'statusCode' in error ? codeOfStatus(Number(error.statusCode)) : 'internal'
}

/** The code for a status that a library chose. */
export function codeOfStatus(status: number): ProblemCode {
  if (status === 404) return 'not-found'
  if (status === 409) return 'exists'
  if (status === 410) return 'staged-gone'
  if (status === 413) return 'limit'
  if (status === 429) return 'rate'
  if (status === 503) return 'busy'
  if (status === 507) return 'quota'
  return status >= 400 && status < 500 ? 'input' : 'internal'
}
