/** The moments at which a test may kill the process; each has a row in `tests/crash`. */
export const failpoints = [
  'segment-created',
  'frame-written',
  'frame-synced',
  'blob-written',
  'blob-synced',
  'blob-renamed',
  'blob-stored',
  'replacement-written',
  'replacement-synced',
  'replacement-renamed',
  'key-slots-written',
  'key-slot-added',
  'key-header-written',
  'key-slot-removed',
  'vault-written',
  'ledger-written',
  'ledger-committed',
  'index-updated',
  'blob-quarantined',
  'ballast-written',
  'backup-object-written',
  'backup-object-stored',
  'backup-manifest-written',
  'backup-complete',
  'restore-copied',
  'restore-complete',
  'repair-blob-replaced',
  'repair-segment-replaced',
  'migration-backed-up',
  'migration-step-run',
  'migration-header-written',
  'migration-done',
] as const
export type Failpoint = (typeof failpoints)[number]

/** Called when a named moment is reached; does nothing outside tests. */
export type ReachFailpoint = (name: Failpoint) => void
