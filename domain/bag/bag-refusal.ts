import { Fault, type FaultCode } from '../fault.ts'

/** Why a bag is not taken; each has its own words and its own next step. */
const refusals = {
  /** Pulled while it was written or copied: files lack or are short. */
  incomplete: ['incomplete', 'bag'],
  /** Something in it is not as its sender wrote it. */
  altered: ['damaged', 'bag'],
  /** Of a commune that is not ours. */
  commune: ['forbidden', 'bag-commune'],
  /** Written for another server, or by a station that is none of ours. */
  receiver: ['forbidden', 'bag-receiver'],
  station: ['forbidden', 'bag-station'],
  /** Of the other direction: brought back to where it was written. */
  direction: ['invalid-input', 'bag-direction'],
  /** Answered by another server than the one this station was enrolled at. */
  server: ['server-suspect', 'bag-server'],
  newer: ['newer-version', 'bag'],
  none: ['not-found', 'bag'],
} as const satisfies Readonly<Record<string, readonly [FaultCode, string]>>

export type BagRefusal = keyof typeof refusals

export function bagFault(refusal: BagRefusal, message: string, cause?: unknown): Fault {
  const [code, reason] = refusals[refusal]
  return new Fault(code, `a bag: ${message}`, {
    detail: { reason },
    ...(cause === undefined ? {} : { cause }),
  })
}
