import type { Vector } from '../../domain/op.ts'
import { limits, type SyncAnswer, type SyncRequest } from '../../domain/sync/protocol.ts'
import type { Serial } from '../serial.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { Station } from '../store/registry.ts'
import { createTakeBatches, type Refusals, type TakePorts } from './take-batches.ts'
import { createWantedBlobs } from './wanted-blobs.ts'

/** Bodies in one answer: some seconds of a slow line, after which the station asks for more. */
const PULL_BUDGET_BYTES = 262_144

/** One exchange with a station: takes what it pushes, answers what it lacks. Durable before it is acknowledged. */
export type SyncCommune = (station: Station, request: SyncRequest) => Promise<SyncAnswer>

interface SyncPorts extends TakePorts {
  readonly blobs: BlobIndex
  readonly clock: () => number
  /** Shared with whatever else writes to a commune. */
  readonly serial: Serial
}

export function createSyncCommune(ports: SyncPorts): SyncCommune {
  const { identity, store, cache, blobs, registry, clock, serial } = ports
  const take = createTakeBatches(ports)
  const wanted = createWantedBlobs(blobs)

  async function answer(commune: string, request: SyncRequest, refused: Refusals): Promise<SyncAnswer> {
    const vector: Vector = await store.vector(commune)
    const budgetBytes = Math.min(PULL_BUDGET_BYTES, request.pullBytes ?? PULL_BUDGET_BYTES)
    const { batches, hasMore } = await store.batchesAbove(commune, request.vector, budgetBytes)
    // A station that asks for no names is in the middle of its ops; looking them up is most of the work of an answer.
    const lacking =
      request.wantedMost === 0 ? null : await wanted(commune, { records: await cache.of(commune), vector })
    const receiptSeq = request.epoch === identity.epoch ? request.receiptSeq : 0
    return {
      epoch: identity.epoch,
      time: new Date(clock()).toISOString(),
      vector: { ...vector },
      refused,
      pull: [...batches],
      hasMore,
      wanted: (lacking ?? []).slice(0, request.wantedMost ?? limits.wantedBlobs),
      ...(lacking === null ? {} : { wantedTotal: lacking.length }),
      receipts: [...(await store.receiptsAbove(commune, identity.epoch, receiptSeq))],
    }
  }

  return async (station, request) => {
    await registry.markSeen(station)
    return serial(station.commune, async () => {
      const refused = await take(station, request.push)
      return answer(station.commune, request, refused)
    })
  }
}
