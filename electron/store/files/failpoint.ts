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
  'vault-written',
  'snapshot-written',
  'snapshots-complete',
  'index-updated',
] as const
export type Failpoint = (typeof failpoints)[number]

/** Called when a named moment is reached; does nothing outside tests. */
export type ReachFailpoint = (name: Failpoint) => void
