import { Fault } from '../../domain/fault.ts'

/** With three in ten packets lost one request in three gets no answer; all of four get none once in a hundred times. */
const MOST_TRIES = 4

/**
 * Asks what may be asked again until there is an answer, so that one lost packet does not undo all the steps before it.
 * @throws the fault of the last try, and whatever is no fault of the line at once
 */
export async function insist<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let left = MOST_TRIES - 1; ; left -= 1) {
    try {
      return await ask()
    } catch (error) {
      if (left === 0 || signal.aborted || !(error instanceof Fault) || error.code !== 'offline') throw error
    }
  }
}
