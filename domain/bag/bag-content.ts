import type * as z from 'zod'
import { type Receipt, Receipt as ReceiptSchema } from '../receipt.ts'
import { OpBatch } from '../sync/protocol.ts'
import { bagLimits, blobFile, opsFile, PieceHeader, receiptsFile } from './bag-format.ts'
import { type BagItem, mostTextBytes } from './bag-plan.ts'
import { bagFault } from './bag-refusal.ts'
import type { OpenBag } from './open-bag.ts'
import { jsonOf, readHeader } from './read-file.ts'

/** A signed batch as a file of a bag. @param textBytes at most, of its JSON */
export function opsItem(
  batch: Pick<OpBatch, 's' | 'i' | 'from' | 'to'>,
  textBytes: number,
  read: () => Promise<OpBatch>,
): BagItem {
  return {
    name: opsFile(batch),
    plainBytes: textBytes,
    content: async function* () {
      yield JSON.stringify(await read())
    },
  }
}

export function receiptsItems(receipts: readonly Receipt[]): readonly BagItem[] {
  const items: BagItem[] = []
  for (let at = 0; at < receipts.length; at += bagLimits.receiptsAFile) {
    const part = receipts.slice(at, at + bagLimits.receiptsAFile)
    const text = JSON.stringify(part)
    const [first, last] = [part.at(0)?.body.seq ?? 0, part.at(-1)?.body.seq ?? 0]
    items.push({
      name: receiptsFile(first, last),
      plainBytes: mostTextBytes(text),
      content: async function* () {
        yield text
      },
    })
  }
  return items
}

interface BlobSource {
  readonly sha: string
  readonly sizeBytes: number
  /** Bytes of a part of the blob. */
  readonly read: (offset: number, lengthBytes: number) => AsyncIterable<Uint8Array>
}

/** A blob as one file, or as numbered pieces where it is long. @param id 32 random hexadecimal digits */
export function blobItems(
  { sha, sizeBytes, read }: BlobSource,
  id: string,
  pieceBytes: number = bagLimits.pieceBytes,
): readonly BagItem[] {
  const count = Math.max(1, Math.ceil(sizeBytes / pieceBytes))
  return Array.from({ length: count }, (_, index) => {
    const offset = index * pieceBytes
    const lengthBytes = Math.min(pieceBytes, sizeBytes - offset)
    const header = `${JSON.stringify({ sha, sizeBytes, offset, lengthBytes } satisfies PieceHeader)}\n`
    return {
      name: blobFile(id, count === 1 ? null : index + 1),
      plainBytes: header.length + lengthBytes,
      content: async function* () {
        yield header
        yield* read(offset, lengthBytes)
      },
    }
  })
}

/** The batch in a file of a bag. @throws Fault 'damaged' */
export async function readBatch(bag: OpenBag, name: string): Promise<OpBatch> {
  const batch = await readJson(bag, name, OpBatch)
  if (opsFile(batch) !== name) throw bagFault('altered', 'a batch under the name of another')
  return batch
}

/** Every receipt of a bag in its order. @throws Fault 'damaged' */
export async function readReceipts(bag: OpenBag): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = []
  for (const name of bag.files('receipts')) {
    receipts.push(...(await readJson(bag, name, ReceiptSchema.array().max(bagLimits.receiptsAFile))))
  }
  return receipts.sort((a, b) => a.body.seq - b.body.seq)
}

/** The batches of a bag, each origin in the order of its ops, read one after the other. */
export function opsFiles(bag: OpenBag): readonly string[] {
  const places = bag.files('ops').map((name) => {
    const [, origin = '', from = '0'] = /ops\/([^/]+)\.(\d+)-\d+\.age$/.exec(name) ?? []
    return { name, origin, from: Number(from) }
  })
  return places
    .sort((a, b) => (a.origin === b.origin ? a.from - b.from : a.origin < b.origin ? -1 : 1))
    .map(({ name }) => name)
}

export interface OpenPiece {
  readonly header: PieceHeader
  /** Exactly `lengthBytes` of it. @throws Fault 'damaged' where there are more or fewer */
  readonly bytes: AsyncIterable<Uint8Array>
  /** For who does not read to the end. */
  close(): Promise<void>
}

/** A piece of a blob, its bytes read as they are asked for. @throws Fault 'damaged' */
export async function readPiece(bag: OpenBag, name: string): Promise<OpenPiece> {
  const { line, rest, close } = await readHeader(bag.open(name), bagLimits.headerBytes)
  try {
    const header = pieceHeader(line)
    return { header, bytes: exactly(rest, header.lengthBytes), close }
  } catch (error) {
    await close()
    throw error
  }
}

function pieceHeader(line: string): PieceHeader {
  const parsed = PieceHeader.safeParse(jsonOf(line))
  if (!parsed.success) throw bagFault('altered', 'a piece has another shape')
  const { sizeBytes, offset, lengthBytes } = parsed.data
  if (offset + lengthBytes > sizeBytes) throw bagFault('altered', 'a piece beyond its blob')
  return parsed.data
}

async function* exactly(bytes: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let left = length
  for await (const chunk of bytes) {
    left -= chunk.length
    if (left < 0) throw bagFault('altered', 'a piece is longer than it says')
    yield chunk
  }
  if (left > 0) throw bagFault('altered', 'a piece is shorter than it says')
}

async function readJson<T>(bag: OpenBag, name: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(jsonOf(await bag.text(name)))
  if (!parsed.success) throw bagFault('altered', 'a file has another shape')
  return parsed.data
}
