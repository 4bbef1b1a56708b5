import { originOf, type RecordId } from '../../domain/op.ts'
import type { OpBatch, SyncAnswer } from '../../domain/sync/protocol.ts'
import type { ServerIdentity } from '../identity/server-identity.ts'
import type { CommuneRecords, RecordCache } from '../state/commune-records.ts'
import { viewDeposit } from '../state/views.ts'
import type { CheckedBatch, OpStore } from '../store/op-store.ts'
import type { Registry, Station } from '../store/registry.ts'
import { type BatchContext, checkBatch } from './check-batch.ts'
import type { EarlyBatches } from './early-batches.ts'

/** What became of a batch that a station sent. */
export interface TakenBatch {
  readonly commune: string
  /** Whose request brought it. */
  readonly sender: string
  readonly batch: OpBatch
  /** New ops of it. */
  readonly ops: number
  /** Why it was refused; null where it was taken. */
  readonly code: string | null
}

export type Refusals = SyncAnswer['refused']

export interface TakePorts {
  readonly identity: ServerIdentity
  readonly store: OpStore
  readonly cache: RecordCache
  readonly registry: Registry
  readonly early: EarlyBatches
  /** Told of each batch in the order in which they were looked at. */
  readonly onBatch: (taken: TakenBatch) => Promise<void>
}

/** Takes what a station pushed; one bad batch never blocks the others (I20). @returns what was refused and why */
export type TakeBatches = (station: Station, push: readonly OpBatch[]) => Promise<Refusals>

export function createTakeBatches(ports: TakePorts): TakeBatches {
  const { identity, store, cache, registry, early, onBatch } = ports
  const ownId = identity.key.stationId

  /** Appends what is sound, and after it what came too early before. */
  async function append({ id: sender, commune }: Station, sound: readonly CheckedBatch[]): Promise<Refusals> {
    const refused: Refusals = []
    let next = sound
    while (next.length > 0) {
      const outcomes = await store.append(commune, next)
      const followers: CheckedBatch[] = []
      for (const [index, outcome] of outcomes.entries()) {
        const checked = next[index]
        if (checked === undefined) continue
        const { batch } = checked
        if (outcome.kind === 'taken') {
          await cache.add(commune, outcome.added)
          await onBatch({ commune, sender, batch, ops: outcome.added.length, code: null })
          const follower = early.take(commune, originOf(batch), batch.to)
          if (follower !== null) followers.push(follower)
        } else {
          if (outcome.code === 'gap') early.keep(commune, checked)
          refused.push(refusalOf(batch, outcome.code))
          await onBatch({ commune, sender, batch, ops: 0, code: outcome.code })
        }
      }
      next = followers
    }
    return refused
  }

  async function take(station: Station, push: readonly OpBatch[]): Promise<Refusals> {
    const { commune, id: sender } = station
    const refused: Refusals = []
    // What the archive wrote comes back after a restore; it tells what stations may repeat, so it goes first.
    const ofArchive = push.filter(({ s }) => s === ownId)
    const ofStations = push.filter(({ s }) => s !== ownId)
    for (const batches of [ofArchive, ofStations]) {
      if (batches.length === 0) continue
      const context = await contextOf({ registry, cache, ownId }, commune)
      const sound: CheckedBatch[] = []
      for (const batch of batches) {
        const check = checkBatch(batch, context)
        if (check.kind === 'sound') {
          sound.push(check.checked)
          continue
        }
        refused.push(refusalOf(batch, check.code))
        await onBatch({ commune, sender, batch, ops: 0, code: check.code })
      }
      refused.push(...(await append(station, sound)))
    }
    return refused
  }

  return take
}

async function contextOf(
  { registry, cache, ownId }: Pick<TakePorts, 'registry' | 'cache'> & { readonly ownId: string },
  commune: string,
): Promise<BatchContext> {
  const stations = new Map((await registry.stations(commune)).map((station) => [station.id, station]))
  const records = await cache.of(commune)
  return {
    commune,
    station: (id) => stations.get(id) ?? null,
    ownId,
    record: (id) => records.record(id),
    decisionOn: (caseFile) => decisionsOn(records, caseFile),
  }
}

function refusalOf({ s, i, from }: OpBatch, code: string): Refusals[number] {
  return { s, i, from, code }
}

function decisionsOn(records: CommuneRecords, caseFile: RecordId): readonly ('accepted' | 'returned')[] {
  return records
    .ofKind('deposit')
    .map(viewDeposit)
    .filter(({ caseFiles }) => caseFiles.includes(caseFile))
    .flatMap(({ outcome }) => (outcome === null ? [] : [outcome.isAccepted ? 'accepted' : 'returned']))
}
