import { blobItems, opsItem } from '../../domain/bag/bag-content.ts'
import { bagLimits } from '../../domain/bag/bag-format.ts'
import { type BagItem, mostTextBytes } from '../../domain/bag/bag-plan.ts'
import { type WriteProgress, type WrittenBags, writeBags } from '../../domain/bag/write-bags.ts'
import { Fault } from '../../domain/fault.ts'
import { originOf, type Sha256, type Vector } from '../../domain/op.ts'
import { batchText, limits, type OpBatch } from '../../domain/sync/protocol.ts'
import type { Asked, BagPorts } from './ports.ts'

/** Bytes of a blob that are in memory at once. */
const CHUNK_BYTES = 262_144
/** Sets that are remembered, so that their answer is known as one. */
const MOST_WRITTEN = 50

export interface ExportedBags extends Omit<WrittenBags, 'set'> {
  readonly ops: number
  readonly blobs: number
  /** Blobs that should be handed over and are not here, or not whole. */
  readonly absentBlobs: number
}

export interface ExportRequest {
  /** The stick, or a folder on it. */
  readonly folder: string
  readonly onProgress: (progress: WriteProgress) => void
  readonly signal: { readonly aborted: boolean }
}

/**
 * Writes for the province what it lacks as far as is known here: ops above the vector that it told last, and the blobs
 * that it may lack. Nothing counts as sent by this; only what comes back says so (I16, SY33).
 * @throws Fault 'not-connected' where the station was never enrolled, and as `writeBags`
 */
export async function exportBags(ports: BagPorts, request: ExportRequest): Promise<ExportedBags> {
  const { store, server, memory } = ports
  const province = ports.province()
  if (province === null) {
    throw new Fault('not-connected', 'bags are sealed to a province; none is known', {
      detail: { reason: 'bag' },
    })
  }
  const known = server.known()
  const ops = await planOps(ports, known.vector, province.commune)
  const skipped = new Set<Sha256>()
  const blobs = await planBlobs(ports, skipped)
  const missing = await store.missingBlobs()
  const written = await writeBags({
    ...request,
    disk: ports.disk,
    crypto: ports.crypto([province.serverKey]),
    hello: {
      direction: 'up',
      commune: province.commune,
      epoch: known.epoch,
      time: ports.now(),
      vector: { ...store.vector() },
      receiptSeq: lastSeq(known),
      wanted: missing.slice(0, limits.wantedBlobs),
      answers: null,
      refused: [],
    },
    receiver: province.serverKey,
    receivers: 1,
    items: [...ops.items, ...blobs.items],
    ...(ports.limits === undefined ? {} : { limits: ports.limits }),
  })
  const { set, ...told } = written
  const sets = [...memory.value.written, { set, epoch: known.epoch }].slice(-MOST_WRITTEN)
  await memory.save({ ...memory.value, written: sets })
  const lost = skipped.size
  return { ...told, ops: ops.count, blobs: blobs.count - lost, absentBlobs: blobs.absent + lost }
}

/** What the server asked for: as the line told it in this run, else as it was told before. */
function askedOf({ server, memory }: BagPorts): Asked | null {
  return server.asked() ?? memory.value.asked
}

function lastSeq({ epoch, receipts }: ReturnType<BagPorts['server']['known']>): number {
  return receipts.findLast(({ body }) => body.epoch === epoch)?.body.seq ?? 0
}

/** The batches are read twice, once for their size and once to be written, so that none waits in memory. */
async function planOps(
  { store }: BagPorts,
  theirs: Vector,
  commune: string,
): Promise<{ readonly items: readonly BagItem[]; readonly count: number }> {
  const items: BagItem[] = []
  const reached: Record<string, number> = { ...theirs }
  let count = 0
  for (;;) {
    const at = { ...reached }
    const read = async (): Promise<OpBatch | null> => {
      const unsent = await store.unsent(at, { ops: bagLimits.batchOps, bytes: bagLimits.batchBytes })
      return unsent === null ? null : signed(store, unsent, commune)
    }
    const batch = await read()
    if (batch === null) return { items, count }
    const { from, to, head, signature } = batch
    const again = async (): Promise<OpBatch> => {
      const known = await read()
      // More may have been written since; the head and signature of what was planned hold for ever (I3).
      return { ...batchOf(known), to, head, signature, ops: batchOf(known).ops.slice(0, to - from + 1) }
    }
    items.push(opsItem(batch, mostTextBytes(JSON.stringify(batch)), again))
    count += batch.ops.length
    reached[originOf(batch)] = batch.to
  }
}

type Unsent = NonNullable<Awaited<ReturnType<BagPorts['store']['unsent']>>>

function signed(store: BagPorts['store'], unsent: Unsent, commune: string): OpBatch {
  const { id: s, publicKey: key } = store.station
  const { incarnation: i, from, to, head } = unsent
  const signature = store.sign(batchText({ s, i, from, to, head }, commune))
  return { s, i, from, to, head, key, signature, ops: [...unsent.ops] }
}

function batchOf(batch: OpBatch | null): OpBatch {
  if (batch === null) throw new RangeError('ops that were there are gone')
  return batch
}

async function planBlobs(
  ports: BagPorts,
  skipped: Set<Sha256>,
): Promise<{ readonly items: readonly BagItem[]; readonly count: number; readonly absent: number }> {
  const { store, limits: { pieceBytes } = {} } = ports
  const crypto = ports.crypto([])
  const items: BagItem[] = []
  let count = 0
  let absent = 0
  for (const sha of ports.dueBlobs(askedOf(ports))) {
    const sizeBytes = (await store.hasBlob(sha)) ? await sizeOf(store, sha) : null
    if (sizeBytes === null) absent += 1
    else {
      const read = (offset: number, length: number) => bytesOf(store, sha, { offset, length })
      const isSkipped = (error: unknown): boolean => {
        if (isOfBlob(error)) skipped.add(sha)
        return isOfBlob(error)
      }
      const files = blobItems({ sha, sizeBytes, read }, crypto.randomHex(16), pieceBytes)
      items.push(...files.map((file) => ({ ...file, isSkipped })))
      count += 1
    }
  }
  return { items, count, absent }
}

/** A blob that was damaged here is no reason to hand over none of the others (I20). */
function isOfBlob(error: unknown): boolean {
  return error instanceof Fault && (error.code === 'damaged' || error.code === 'not-found')
}

async function sizeOf(store: BagPorts['store'], sha: Sha256): Promise<number | null> {
  try {
    const blob = await store.openBlob(sha)
    await blob.close()
    return blob.sizeBytes
  } catch (error) {
    if (isOfBlob(error)) return null
    throw error
  }
}

async function* bytesOf(
  store: BagPorts['store'],
  sha: Sha256,
  { offset, length }: { readonly offset: number; readonly length: number },
): AsyncGenerator<Uint8Array> {
  const blob = await store.openBlob(sha)
  try {
    for (let at = offset; at < offset + length; at += CHUNK_BYTES) {
      yield await blob.read(at, Math.min(CHUNK_BYTES, offset + length - at))
    }
  } finally {
    await blob.close()
  }
}
