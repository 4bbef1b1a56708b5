import * as z from 'zod'
import type { FaultReport } from '../../../domain/fault.ts'
import { type BlobShelves, SHELVES } from '../blobs/blob-shelves.ts'
import type { Setting } from '../json/settings.ts'

/** A round over all shelves takes so many nights. */
const NIGHTS = 30
const SHELVES_A_NIGHT = Math.ceil(SHELVES / NIGHTS)
const DAY_MS = 86_400_000

/** Where the round stands; losing it costs a round that begins anew. */
export const ScrubState = z.object({
  /** The shelf in hand (0..255) and the last blob of it that was read, '' for none. */
  shelf: z
    .int()
    .min(0)
    .max(SHELVES - 1),
  name: z.string(),
  /** Shelves that were finished since the night began. */
  shelvesTonight: z.int().min(0),
  /** Milliseconds since 1970. */
  nightBegan: z.number(),
  /** Blobs found damaged so far. */
  damaged: z.int().min(0),
})
export type ScrubState = z.infer<typeof ScrubState>
export const newScrub: ScrubState = { shelf: 0, name: '', shelvesTonight: 0, nightBegan: 0, damaged: 0 }

export interface ScrubOptions {
  readonly shelves: BlobShelves
  readonly state: Setting<ScrubState>
  readonly nowMs: () => number
  /** Hears of each damaged blob once it is in the quarantine. */
  readonly onDamage: (damage: FaultReport) => void
}

/** Re-reads the blobs little by little, so that what a disk forgets is noticed while it can still be fetched again. */
export interface Scrub {
  /**
   * Reads on for about so many bytes, at least one blob, and notes how far it came.
   * @returns 'rests' where this night's share is done
   */
  piece(budgetBytes: number, signal?: AbortSignal): Promise<'goes-on' | 'rests'>
}

export function createScrub(options: ScrubOptions): Scrub {
  const { state, nowMs } = options
  return {
    piece: async (budgetBytes, signal) => {
      const begun = tonight(state.value, nowMs())
      if (begun.shelvesTonight >= SHELVES_A_NIGHT) return 'rests'
      const next = await readOn(options, begun, { budgetBytes, ...(signal === undefined ? {} : { signal }) })
      await state.save(next)
      return next.shelvesTonight >= SHELVES_A_NIGHT ? 'rests' : 'goes-on'
    },
  }
}

/** A clock that went back begins a night as well: better read too often than never. */
function tonight(state: ScrubState, nowMs: number): ScrubState {
  const isSame = nowMs >= state.nightBegan && nowMs - state.nightBegan < DAY_MS
  return isSame ? state : { ...state, shelvesTonight: 0, nightBegan: nowMs }
}

async function readOn(
  { shelves, onDamage }: ScrubOptions,
  begun: ScrubState,
  { budgetBytes, signal }: { readonly budgetBytes: number; readonly signal?: AbortSignal },
): Promise<ScrubState> {
  let { name, damaged } = begun
  let bytesLeft = budgetBytes
  for (const each of await shelves.names(begun.shelf)) {
    if (each <= name) continue
    if (bytesLeft <= 0 || signal?.aborted) return { ...begun, name, damaged }
    bytesLeft -= (await shelves.sealedBytes(each)) ?? 0
    const verdict = await shelves.verify(each)
    if (verdict.kind === 'damaged' && (await shelves.quarantine(each))) {
      damaged += 1
      onDamage({ code: 'damaged', detail: { part: 'blob', blob: each } })
    }
    name = each
  }
  const shelf = (begun.shelf + 1) % SHELVES
  return { ...begun, shelf, name: '', damaged, shelvesTonight: begun.shelvesTonight + 1 }
}
