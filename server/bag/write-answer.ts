import { blobItems, opsItem, receiptsItems } from '../../domain/bag/bag-content.ts'
import type { BagHello } from '../../domain/bag/bag-format.ts'
import { type BagItem, mostTextBytes, type PlanLimits } from '../../domain/bag/bag-plan.ts'
import type { BagDisk } from '../../domain/bag/bag-ports.ts'
import { type WrittenBags, writeBags } from '../../domain/bag/write-bags.ts'
import { Fault } from '../../domain/fault.ts'
import { originOf, type Sha256, type Vector } from '../../domain/op.ts'
import { importedFileView } from '../../domain/records/authority-file.ts'
import { limits, type OpBatch, PROTOCOL, type SyncAnswer } from '../../domain/sync/protocol.ts'
import type { ServerIdentity } from '../identity/server-identity.ts'
import type { SyncCommune } from '../receive/sync-commune.ts'
import type { RecordCache } from '../state/commune-records.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { OpStore } from '../store/op-store.ts'
import type { Registry, Station } from '../store/registry.ts'
import { createBagCrypto } from './bag-crypto.ts'

/** Bodies that are looked at together. */
const PAGE_BYTES = 1_048_576

export interface AnswerPorts {
  readonly identity: ServerIdentity
  readonly registry: Pick<Registry, 'stations'>
  readonly store: OpStore
  readonly cache: RecordCache
  readonly blobs: BlobStore
  readonly index: BlobIndex
  readonly sync: SyncCommune
  readonly disk: BagDisk
  readonly clock: () => number
  readonly limits?: PlanLimits
}

/** To whom, and what is known of what they hold. */
export interface AnswerWish {
  readonly commune: string
  /** Whose bags are answered; null for an answer to all of the commune. */
  readonly station: Station | null
  /** What they said last; null of whom nothing is known. */
  readonly hello: BagHello | null
  readonly refused: BagHello['refused']
  readonly folder: string
  readonly signal: { readonly aborted: boolean }
}

/**
 * Writes what the line would have answered: the batches and receipts that a station lacks, what the server lacks, and the
 * blobs that the station asked for; sealed to every station of the commune.
 * @throws Fault 'not-found' for a commune without stations, and as `writeBags`
 */
export type WriteAnswer = (wish: AnswerWish) => Promise<WrittenBags>

export function createWriteAnswer(ports: AnswerPorts): WriteAnswer {
  const { identity, registry, store, disk, clock } = ports
  return async ({ commune, station, hello, refused, folder, signal }) => {
    const stations = (await registry.stations(commune)).filter(({ revokedAt }) => revokedAt === null)
    if (stations.length === 0) throw new Fault('not-found', `${commune} has no station`)
    const theirs = hello?.vector ?? {}
    const { epoch, vector, wanted, receipts } = await stateOf(ports, { commune, station, hello })
    return writeBags({
      disk,
      folder,
      signal,
      crypto: createBagCrypto(
        identity.key,
        stations.map(({ key }) => key),
      ),
      hello: {
        direction: 'down',
        commune,
        epoch,
        time: new Date(clock()).toISOString(),
        vector,
        receiptSeq: 0,
        wanted,
        answers: station === null || hello === null ? null : { station: station.id, set: hello.set },
        refused: refused.slice(0, limits.wantedBlobs),
      },
      receiver: commune,
      receivers: stations.length,
      items: [
        ...receiptsItems(receipts),
        ...(await opsItems(store, commune, theirs)),
        ...(await blobItemsFor(ports, commune, { theirs, wanted: hello?.wanted ?? [] })),
      ],
      onProgress: () => {},
      ...(ports.limits === undefined ? {} : { limits: ports.limits }),
    })
  }
}

/** What the line would tell: to the station that asks, else what can be told to all. */
async function stateOf(
  { identity, store, sync }: AnswerPorts,
  { commune, station, hello }: Pick<AnswerWish, 'commune' | 'station' | 'hello'>,
): Promise<Pick<SyncAnswer, 'epoch' | 'vector' | 'receipts'> & { readonly wanted: Sha256[] | null }> {
  if (station !== null && hello !== null) {
    const { epoch, vector, receiptSeq } = hello
    return sync(station, { protocol: PROTOCOL, epoch, vector, push: [], receiptSeq })
  }
  const { epoch } = identity
  const vector = { ...(await store.vector(commune)) }
  return { epoch, vector, receipts: [...(await store.receiptsAbove(commune, epoch, 0))], wanted: null }
}

/** Batches are read page by page for their size, and page by page again when they are written. */
async function opsItems(store: OpStore, commune: string, theirs: Vector): Promise<readonly BagItem[]> {
  const items: BagItem[] = []
  const reached: Record<string, number> = { ...theirs }
  for (;;) {
    const before = { ...reached }
    const { batches, hasMore } = await store.batchesAbove(commune, before, PAGE_BYTES)
    for (const batch of batches) {
      const { s, i, from, to } = batch
      const read = () => batchAgain(store, { commune, before, named: { s, i, from, to } })
      items.push(opsItem({ s, i, from, to }, mostTextBytes(JSON.stringify(batch)), read))
      reached[originOf(batch)] = Math.max(reached[originOf(batch)] ?? 0, to)
    }
    if (!hasMore || batches.length === 0) return items
  }
}

async function batchAgain(
  store: OpStore,
  {
    commune,
    before,
    named,
  }: {
    readonly commune: string
    readonly before: Vector
    readonly named: Pick<OpBatch, 's' | 'i' | 'from' | 'to'>
  },
): Promise<OpBatch> {
  const { batches } = await store.batchesAbove(commune, before, PAGE_BYTES)
  const found = batches.find(
    ({ s, i, from, to }) => s === named.s && i === named.i && from === named.from && to === named.to,
  )
  if (found === undefined) throw new RangeError('a batch that was there is gone')
  return found
}

async function blobItemsFor(
  { cache, blobs, index, identity }: AnswerPorts,
  commune: string,
  { theirs, wanted }: { readonly theirs: Vector; readonly wanted: readonly Sha256[] },
): Promise<readonly BagItem[]> {
  const records = await cache.of(commune)
  // Lists of the law that the station hears of by this bag come with it.
  const lists = records.ofKind('authority').flatMap((record) => {
    const isNew = Object.entries(record.at).some(([origin, n]) => n > (theirs[origin] ?? 0))
    const imported = isNew ? importedFileView(record) : null
    return imported === null ? [] : [imported.blob]
  })
  const crypto = createBagCrypto(identity.key, [])
  const held = await index.stored(commune, [...new Set([...wanted, ...lists])])
  return [...held].flatMap(([sha, { sizeBytes }]) =>
    blobItems(
      { sha, sizeBytes, read: (offset, length) => bytesOf(blobs, { commune, sha, offset, length }) },
      crypto.randomHex(16),
    ),
  )
}

async function* bytesOf(
  blobs: BlobStore,
  {
    commune,
    sha,
    offset,
    length,
  }: { readonly commune: string; readonly sha: Sha256; readonly offset: number; readonly length: number },
): AsyncGenerator<Uint8Array> {
  if (length === 0) return
  for await (const chunk of await blobs.read(commune, sha, { start: offset, end: offset + length - 1 })) {
    // A stream of bytes without an encoding gives buffers.
    yield chunk as Buffer
  }
}
