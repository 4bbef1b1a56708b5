import type { Vector } from '../../domain/op.ts'
import { limits, type SyncAnswer, type SyncRequest } from '../../domain/sync/protocol.ts'
import { blobsByUrgency, importedFiles } from '../archive/deposit-contents.ts'
import type { ServerIdentity } from '../identity/server-identity.ts'
import type { Serial } from '../serial.ts'
import type { RecordCache } from '../state/commune-records.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { CheckedBatch, OpStore } from '../store/op-store.ts'
import type { Registry, Station } from '../store/registry.ts'
import { checkBatch } from './check-batch.ts'

/** Bodies in one answer: some seconds of a slow line, after which the station asks for more. */
const PULL_BUDGET_BYTES = 262_144

/** One exchange with a station: takes what it pushes, answers what it lacks. Durable before it is acknowledged. */
export type SyncCommune = (station: Station, request: SyncRequest) => Promise<SyncAnswer>

interface SyncPorts {
  readonly identity: ServerIdentity
  readonly store: OpStore
  readonly cache: RecordCache
  readonly blobs: BlobIndex
  readonly registry: Registry
  readonly clock: () => number
  /** Shared with whatever else writes to a commune. */
  readonly serial: Serial
}

type Refusals = SyncAnswer['refused']

export function createSyncCommune(ports: SyncPorts): SyncCommune {
  const { identity, store, cache, blobs, registry, clock, serial } = ports

  /** One bad batch never blocks the others (I20). */
  async function take(commune: string, push: SyncRequest['push']): Promise<Refusals> {
    const stations = new Set((await registry.stations(commune)).map((station) => station.id))
    const context = { commune, isStation: (id: string) => stations.has(id), ownId: identity.key.stationId }
    const refused: Refusals = []
    const sound: CheckedBatch[] = []
    for (const batch of push) {
      const check = checkBatch(batch, context)
      if (check.kind === 'sound') sound.push(check.checked)
      else refused.push({ s: batch.s, i: batch.i, from: batch.from, code: check.code })
    }
    if (sound.length === 0) return refused
    const outcomes = await store.append(commune, sound)
    for (const [index, outcome] of outcomes.entries()) {
      const batch = sound[index]?.batch
      if (outcome.kind === 'taken') await cache.add(commune, outcome.added)
      else if (batch) refused.push({ s: batch.s, i: batch.i, from: batch.from, code: outcome.code })
    }
    return refused
  }

  async function wanted(commune: string): Promise<SyncAnswer['wanted']> {
    const records = await cache.of(commune)
    // The law's data are small, and the other stations of the commune wait for them.
    const named = [...new Set([...importedFiles(records), ...blobsByUrgency(records)])]
    const stored = await blobs.stored(commune, named)
    return named.filter((sha) => !stored.has(sha)).slice(0, limits.wantedBlobs)
  }

  async function answer(commune: string, request: SyncRequest, refused: Refusals): Promise<SyncAnswer> {
    const vector: Vector = await store.vector(commune)
    const { batches, hasMore } = await store.batchesAbove(commune, request.vector, PULL_BUDGET_BYTES)
    const receiptSeq = request.epoch === identity.epoch ? request.receiptSeq : 0
    return {
      epoch: identity.epoch,
      time: new Date(clock()).toISOString(),
      vector: { ...vector },
      refused,
      pull: [...batches],
      hasMore,
      wanted: await wanted(commune),
      receipts: [...(await store.receiptsAbove(commune, identity.epoch, receiptSeq))],
    }
  }

  return async (station, request) => {
    await registry.markSeen(station)
    return serial(station.commune, async () => {
      const refused = await take(station.commune, request.push)
      return answer(station.commune, request, refused)
    })
  }
}
