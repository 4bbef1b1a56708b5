import type { SyncProgress } from '../../../domain/sync-api.ts'

/** The files that the province wants; null while nobody knows: of edits that were not sent it could ask for none so far. */
export function knownBlobs({ unsentOps, blobs }: SyncProgress): SyncProgress['blobs'] {
  return unsentOps > 0 && blobs !== null && blobs.waiting + blobs.refused === 0 ? null : blobs
}
