/** Every failure somebody can act on; the screen has one Vietnamese sentence and one next step for each. */
export const faultCodes = [
  'invalid-input',
  'not-found',
  'conflict',
  'forbidden',
  'unauthorised',
  'locked',
  'in-use',
  'wrong-passphrase',
  'no-rights',
  'disk-full',
  'read-only',
  'damaged',
  'medium-lost',
  'newer-version',
  'file-missing',
  'file-empty',
  'file-unsupported',
  'file-corrupt',
  'file-encrypted',
  'file-too-large',
  'file-changed',
  'file-busy',
  'language-missing',
  'state-secret',
  'reader-died',
  'case-closed',
  'isolated',
  'incomplete',
  'not-connected',
  'offline',
  'server-refused',
  'server-suspect',
  'gap',
  'fork',
  'hash-mismatch',
  'too-many-requests',
  'scanner',
  'cancelled',
  'internal',
] as const

export type FaultCode = (typeof faultCodes)[number]

/** Named values that the screen puts into the sentence of a fault: counts, limits, names. */
export type FaultDetail = Readonly<Record<string, string | number>>

/** An expected failure. `message` is English and for the log; `detail` feeds the sentence on the screen. */
export class Fault extends Error {
  readonly code: FaultCode
  readonly detail: FaultDetail

  constructor(code: FaultCode, message: string, options: { detail?: FaultDetail; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'Fault'
    this.code = code
    this.detail = options.detail ?? {}
  }
}

/** A fault as it crosses a process boundary or is kept as data. */
export interface FaultReport {
  readonly code: FaultCode
  readonly detail: FaultDetail
}

/** What a boundary may tell of a failure: a fault whole, a bug only as `internal`. */
export function reportOf(error: unknown): FaultReport {
  return error instanceof Fault
    ? { code: error.code, detail: error.detail }
    : { code: 'internal', detail: {} }
}

/** Makes a switch over a union exhaustive at compile time. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}
