import type { Line } from './ports.ts'

/** A patience that can be given again, beside the signal of whoever asks. */
export interface Patience {
  readonly signal: AbortSignal
  isOver(): boolean
  wait(delayMs: number): void
  end(): void
}

export function armed(line: Pick<Line, 'after'>, signal: AbortSignal): Patience {
  const lost = new AbortController()
  let disarm = (): void => {}
  return {
    signal: AbortSignal.any([signal, lost.signal]),
    isOver: () => lost.signal.aborted,
    wait: (delayMs) => {
      disarm()
      disarm = line.after(delayMs, () => lost.abort())
    },
    end: () => disarm(),
  }
}
