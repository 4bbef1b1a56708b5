import * as z from 'zod'
import { type Origin, originOf, type Vector } from '../../domain/op.ts'
import { OpBatch } from '../../domain/sync/protocol.ts'
import type { SyncStore } from './ports.ts'

/** What proves the ops of another origin up to one of them; with it any station may bring them on. */
const BatchProof = OpBatch.pick({ s: true, i: true, to: true, head: true, key: true, signature: true })
type BatchProof = z.infer<typeof BatchProof>
export const BatchProofs = z.array(BatchProof)
export type BatchProofs = z.infer<typeof BatchProofs>

/** Of each origin so many of the latest are kept: what a server that was put back to an older day can lack. */
const MOST_OF_AN_ORIGIN = 64

export interface ProofBook {
  /** Keeps what proves these batches, which are held already. Losing it loses nothing but this way of bringing them back. */
  keep(batches: readonly OpBatch[]): Promise<void>
  /** Ops of another origin that are held here and not there, as their station signed them; null where there are none. */
  relay(theirs: Vector): Promise<OpBatch | null>
}

export function createProofBook(
  store: Pick<SyncStore, 'station' | 'vector' | 'opsOf'>,
  kept: { readonly value: BatchProofs; save(next: BatchProofs): Promise<void> },
): ProofBook {
  return {
    keep: async (batches) => {
      const fresh = batches.filter(({ s }) => s !== store.station.id).map((batch) => BatchProof.parse(batch))
      const known = new Set(kept.value.map(({ s, i, to }) => `${s}.${i}.${to}`))
      const added = fresh.filter(({ s, i, to }) => !known.has(`${s}.${i}.${to}`))
      if (added.length > 0) await kept.save(latest([...kept.value, ...added]))
    },
    relay: async (theirs) => {
      const mine = store.vector()
      for (const proof of kept.value) {
        const origin = originOf(proof)
        const from = (theirs[origin] ?? 0) + 1
        if (proof.to < from || proof.to > (mine[origin] ?? 0)) continue
        const ops = await store.opsOf(origin, from, proof.to)
        if (ops.length === proof.to - from + 1) return { ...proof, from, ops: [...ops] }
      }
      return null
    },
  }
}

/** In the order of their ops, so that the first that fits leads on from what the other side holds. */
function latest(proofs: readonly BatchProof[]): BatchProofs {
  const byOrigin = new Map<Origin, BatchProof[]>()
  for (const proof of proofs) byOrigin.set(originOf(proof), [...(byOrigin.get(originOf(proof)) ?? []), proof])
  return [...byOrigin.values()].flatMap((all) => all.sort((a, b) => a.to - b.to).slice(-MOST_OF_AN_ORIGIN))
}
