import { readPiece } from '../../domain/bag/bag-content.ts'
import { assertNotStopped } from '../../domain/bag/bag-ports.ts'
import type { OpenBag } from '../../domain/bag/open-bag.ts'
import { Fault } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import type { BagStore } from './ports.ts'

interface PlacedPiece {
  readonly bag: OpenBag
  readonly name: string
  readonly offset: number
  readonly lengthBytes: number
}

/** Gathers the pieces of blobs, which may lie in several bags of a set, and stores those that are whole. */
export interface BlobTaker {
  /** Only blobs that are missing here are noted: a bag cannot fill the disk with what nobody asked for. */
  note(bag: OpenBag): Promise<void>
  /** @returns how many were stored */
  store(signal: { readonly aborted: boolean }): Promise<number>
}

export function createBlobTaker(store: BagStore): BlobTaker {
  const pieces = new Map<Sha256, { readonly sizeBytes: number; readonly placed: PlacedPiece[] }>()
  return {
    note: async (bag) => {
      const names = bag.files('blob')
      const missing = names.length === 0 ? new Set<Sha256>() : new Set(await store.missingBlobs())
      for (const name of names) {
        const { header, close } = await readPiece(bag, name)
        await close()
        const { sha, sizeBytes, offset, lengthBytes } = header
        if (!missing.has(sha)) continue
        const known = pieces.get(sha) ?? { sizeBytes, placed: [] }
        known.placed.push({ bag, name, offset, lengthBytes })
        pieces.set(sha, known)
      }
    },
    store: async (signal) => {
      let stored = 0
      for (const [sha, { sizeBytes, placed }] of pieces) {
        assertNotStopped(signal)
        const run = inOrder(placed, sizeBytes)
        if (run !== null && (await storeOne(store, sha, run))) stored += 1
      }
      return stored
    },
  }
}

/** The pieces from the first byte to the last, or null where one lacks; a piece that came twice counts once. */
function inOrder(placed: readonly PlacedPiece[], sizeBytes: number): readonly PlacedPiece[] | null {
  const run: PlacedPiece[] = []
  let at = 0
  while (at < sizeBytes || run.length === 0) {
    const next = placed.find(
      ({ offset, lengthBytes }) => offset === at && (lengthBytes > 0 || sizeBytes === 0),
    )
    if (next === undefined) return null
    run.push(next)
    at += next.lengthBytes
  }
  return run
}

async function storeOne(store: BagStore, sha: Sha256, run: readonly PlacedPiece[]): Promise<boolean> {
  try {
    await store.storeBlob(sha, bytesOf(run))
    return true
  } catch (error) {
    // The bytes are not those of this blob: nothing was stored, and it stays missing.
    if (error instanceof Fault && (error.code === 'hash-mismatch' || error.code === 'damaged')) return false
    throw error
  }
}

async function* bytesOf(run: readonly PlacedPiece[]): AsyncGenerator<Uint8Array> {
  for (const { bag, name } of run) yield* (await readPiece(bag, name)).bytes
}
