import type { Surroundings } from '../desk/ports.ts'
import type { Vault } from '../store/vault.ts'
import type { Line } from '../sync/ports.ts'

/** A disk of 2 cores and one spindle reads so much in a moment, and nobody notices. */
const PIECE_BYTES = 8_388_608
const BETWEEN_PIECES_MS = 20_000
/** When this night's share is done, or something else is going on. */
const REST_MS = 600_000

interface ScrubberPorts {
  readonly vault: Vault
  readonly surroundings: Surroundings
  readonly after: Line['after']
  /** False while something else works on the whole vault. */
  readonly isFree: () => boolean
  readonly onDamage: () => void
}

/** Re-reads the blobs of an open vault in the background, piece by piece; gives way to whatever else is done. */
export function createScrubber(ports: ScrubberPorts): { close(): Promise<void> } {
  const { vault, surroundings, after, isFree, onDamage } = ports
  const stop = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let disarm = (): void => {}
  const schedule = (delayMs: number): void => {
    if (stop.signal.aborted) return
    disarm = after(delayMs, () => {
      running = work().catch((error: unknown) => surroundings.onBug('scrub', error))
    })
  }
  const work = async (): Promise<void> => {
    let delayMs = REST_MS
    try {
      if (!isFree()) return
      const scrub = await vault.care.openScrub(() => {
        onDamage()
        // The notices of the vault are part of its status.
        surroundings.emit({ name: 'vaultChanged', payload: {} })
      })
      if ((await scrub.piece(PIECE_BYTES, stop.signal)) === 'goes-on') delayMs = BETWEEN_PIECES_MS
      await vault.care.space.keepBallast()
    } finally {
      schedule(delayMs)
    }
  }
  schedule(BETWEEN_PIECES_MS)
  return {
    close: async () => {
      stop.abort()
      disarm()
      await running
    },
  }
}
