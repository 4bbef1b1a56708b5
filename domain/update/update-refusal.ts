import { Fault, type FaultCode, type FaultDetail } from '../fault.ts'

/** Why an update is not taken or did not come to its end; each has its own words and its own next step. */
const refusals = {
  /** No update file at all. */
  file: ['file-unsupported', 'update-file'],
  /** Pulled while it was copied: its end lacks. */
  cut: ['incomplete', 'update-cut'],
  /** Something is in it that no update file has: other names, links, compressed or encrypted parts. */
  shape: ['damaged', 'update-shape'],
  manifest: ['damaged', 'update-manifest'],
  signature: ['damaged', 'update-signature'],
  payload: ['hash-mismatch', 'update-payload'],
  /** This copy of the program trusts no key. */
  'no-keys': ['forbidden', 'update-no-keys'],
  key: ['forbidden', 'update-key'],
  /** Made for a later layout of update files. */
  newer: ['newer-version', 'update-newer'],
  older: ['conflict', 'update-older'],
  same: ['conflict', 'update-same'],
  /** Too old to go to this version in one step. */
  'too-old': ['conflict', 'update-too-old'],
  /** It writes vaults of an older format than this program does. */
  vault: ['conflict', 'update-vault'],
  platform: ['file-unsupported', 'update-platform'],
  arch: ['file-unsupported', 'update-arch'],
  room: ['disk-full', 'update'],
  lost: ['medium-lost', 'update'],
  missing: ['file-missing', 'update'],
  running: ['in-use', 'update'],
  /** Installing: the question of the system was answered with no, nobody may, another installer runs, it failed. */
  declined: ['cancelled', 'update'],
  rights: ['no-rights', 'update'],
  busy: ['file-busy', 'update'],
  install: ['conflict', 'update-install'],
} as const satisfies Readonly<Record<string, readonly [FaultCode, string]>>

export type UpdateRefusal = keyof typeof refusals

export function updateFault(
  refusal: UpdateRefusal,
  message: string,
  options: { readonly detail?: FaultDetail; readonly cause?: unknown } = {},
): Fault {
  const [code, reason] = refusals[refusal]
  return new Fault(code, `an update: ${message}`, {
    detail: { ...options.detail, reason },
    ...(options.cause === undefined ? {} : { cause: options.cause }),
  })
}
