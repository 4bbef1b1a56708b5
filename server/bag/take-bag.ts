import { opsFiles, readBatch } from '../../domain/bag/bag-content.ts'
import { bagLimits } from '../../domain/bag/bag-format.ts'
import { assertNotStopped, type BagDisk } from '../../domain/bag/bag-ports.ts'
import { bagFault } from '../../domain/bag/bag-refusal.ts'
import type { FoundBag } from '../../domain/bag/find-bags.ts'
import { type OpenBag, openBag } from '../../domain/bag/open-bag.ts'
import { Fault } from '../../domain/fault.ts'
import { type OpBatch, PROTOCOL, type SyncAnswer } from '../../domain/sync/protocol.ts'
import { stationIdOf } from '../identity/keys.ts'
import type { ServerIdentity } from '../identity/server-identity.ts'
import type { SyncCommune } from '../receive/sync-commune.ts'
import type { Registry, Station } from '../store/registry.ts'
import { createBagCrypto } from './bag-crypto.ts'
import type { TakeBlobs } from './take-blobs.ts'

export interface TakeBagPorts {
  readonly identity: ServerIdentity
  readonly registry: Pick<Registry, 'station'>
  /** What the line's requests go through as well: the same ops, the same refusals (I27). */
  readonly sync: SyncCommune
  readonly takeBlobs: TakeBlobs
  readonly disk: BagDisk
}

/** What became of a bag of a station. */
export interface TakenBag {
  readonly bag: OpenBag
  readonly station: Station
  readonly batches: number
  readonly refused: SyncAnswer['refused']
  readonly blobs: Awaited<ReturnType<TakeBlobs>>
}

export interface TakeOptions {
  readonly onBytes?: (bytes: number) => void
  readonly signal: { readonly aborted: boolean }
}

/**
 * Takes a bag as if its station had sent everything in it over the line. A bag that is not sound changes nothing.
 * @throws Fault as `bagFault` tells, 'medium-lost', 'cancelled'
 */
export type TakeBag = (found: FoundBag, options: TakeOptions) => Promise<TakenBag>

export function createTakeBag(ports: TakeBagPorts): TakeBag {
  const { identity, registry, disk, takeBlobs } = ports
  const crypto = createBagCrypto(identity.key, [])

  async function stationOf(key: string): Promise<Station> {
    const station = await registry.station(stationIdOf(key))
    if (station === null || station.key !== key) throw bagFault('station', 'no station of ours made it')
    if (station.revokedAt !== null) {
      throw new Fault('forbidden', 'a bag: its station was revoked', { detail: { reason: 'bag-revoked' } })
    }
    return station
  }

  return async ({ folder }, { onBytes = () => {}, signal }) => {
    const bag = await openBag({
      disk,
      crypto,
      folder,
      direction: 'up',
      commune: null,
      sender: stationOf,
      onBytes,
      signal,
    })
    const station = await stationOf(bag.sender)
    const ops = await takeOps(ports, { bag, station, signal })
    const blobs = await takeBlobs(station, bag, signal)
    return { bag, station, ...ops, blobs }
  }
}

interface Taking {
  readonly bag: OpenBag
  readonly station: Station
  readonly signal: { readonly aborted: boolean }
}

/** Some batches at a time, no more of them in memory than one request over the line may hold. */
async function takeOps(ports: TakeBagPorts, taking: Taking): Promise<Pick<TakenBag, 'batches' | 'refused'>> {
  const { bag, signal } = taking
  const refused: SyncAnswer['refused'] = []
  let push: OpBatch[] = []
  let size = 0
  let batches = 0
  const flush = async (): Promise<void> => {
    if (push.length > 0) refused.push(...(await pushAll(ports, taking, push)))
    push = []
    size = 0
  }
  for (const name of opsFiles(bag)) {
    assertNotStopped(signal)
    const batch = await readBatch(bag, name)
    const length = batch.ops.reduce((sum, body) => sum + body.length, 0)
    if (size + length > bagLimits.batchBytes) await flush()
    push.push(batch)
    size += length
    batches += 1
  }
  await flush()
  return { batches, refused }
}

async function pushAll(
  { sync }: TakeBagPorts,
  { bag, station }: Taking,
  push: OpBatch[],
): Promise<SyncAnswer['refused']> {
  const { epoch, vector, receiptSeq } = bag.hello
  // What this answers is passed over: the answer is a bag of its own.
  const answer = await sync(station, { protocol: PROTOCOL, epoch, vector, push, receiptSeq })
  return answer.refused
}
