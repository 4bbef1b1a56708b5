import type { Log } from './log.ts'
import type { Staging } from './uploads/staging.ts'

const SWEEP_EVERY_MS = 86_400_000

/** Drops forgotten uploads once a day. @returns what stops it */
export function startSweeping(
  staging: Staging,
  { clock, log }: { readonly clock: () => number; readonly log: Log },
): () => void {
  const sweep = (): void => {
    staging.sweep(clock()).then(
      (dropped) => {
        if (dropped > 0) log.info('forgotten uploads dropped', { dropped })
      },
      (error: unknown) => {
        log.failure('sweep failed', error)
      },
    )
  }
  sweep()
  const timer = setInterval(sweep, SWEEP_EVERY_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
  }
}
