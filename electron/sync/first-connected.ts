import type { buildConnector } from 'undici'

/**
 * The system asks again after 1, 3, 7 s and so on: on a line that comes back in between, or loses three packets in ten, another
 * try is up sooner.
 */
const AGAIN_MS = 2000
/** The last of them goes on alone; who asked loses patience about then. */
const MOST_TRIES = 5

/** Tries to connect, and destroys its socket when told so. */
type Connect = (signal: AbortSignal, callback: buildConnector.Callback) => void

/**
 * Connects, and tries again beside it where that takes long. What one of them ends with first counts, good or bad, and ends
 * the others. @param closing nobody wants a connection any more
 */
export function firstConnected(
  connect: Connect,
  closing: AbortSignal,
  callback: buildConnector.Callback,
): void {
  const tries: AbortController[] = []
  let timer: NodeJS.Timeout | undefined
  const end = (winner: AbortController | null): void => {
    clearTimeout(timer)
    closing.removeEventListener('abort', giveUp)
    for (const each of tries) if (each !== winner) each.abort()
  }
  const giveUp = (): void => {
    end(null)
    callback(new Error('the connection is wanted no more'), null)
  }
  const run = (): void => {
    const own = new AbortController()
    tries.push(own)
    if (tries.length < MOST_TRIES) timer = setTimeout(run, AGAIN_MS)
    connect(own.signal, (...outcome) => {
      if (own.signal.aborted) return
      end(own)
      callback(...outcome)
    })
  }
  closing.addEventListener('abort', giveUp)
  run()
}
