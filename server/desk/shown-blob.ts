import { isInScope } from '../../domain/console/console-user.ts'
import { Fault } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import { isIsolatedBlob } from '../archive/isolated.ts'
import type { StoredBlob } from '../store/blob-index.ts'
import { type ConsolePorts, userOf, type Visit } from './console-ports.ts'

/** The bytes of a hash are the same everywhere; what they are said to be, each commune says of its own. */
export interface BlobName {
  readonly commune: string
  readonly sha: Sha256
}

/**
 * A stored blob of a commune that the visitor sees; null where there is none.
 * @throws Fault 'isolated' for what belongs to a state secret of the commune
 */
export async function findShownBlob(
  { index, cache }: Pick<ConsolePorts, 'index' | 'cache'>,
  visit: Visit,
  { commune, sha }: BlobName,
): Promise<StoredBlob | null> {
  if (!isInScope(userOf(visit), commune)) return null
  const stored = await index.find(commune, sha)
  if (stored === null) return null
  if (isIsolatedBlob(await cache.of(commune), sha)) throw new Fault('isolated', 'a state secret is not shown')
  return stored
}
