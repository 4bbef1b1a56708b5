import { Fault } from '../../../domain/fault.ts'

/** Somebody's wish for a piece of work. */
export interface Wish {
  /** The same work is done once for all who want it at the same time. */
  readonly key: string
  /** What has the lowest is begun first; among equals what was asked for first. */
  readonly rank: number
  readonly signal?: AbortSignal | undefined
}

/** Does work while somebody wants it, a few pieces at a time. */
export interface WantedWork<T> {
  /** The work is dropped, or told to stop, when nobody wants it any more. @throws Fault 'cancelled', or what the work throws */
  want(wish: Wish, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Pieces that wait for their turn. */
  waiting(): number
}

interface Job<T> {
  readonly key: string
  readonly stop: AbortController
  readonly work: (signal: AbortSignal) => Promise<T>
  readonly wishes: Set<Waiter<T>>
}

interface Waiter<T> {
  readonly rank: number
  readonly resolve: (value: T) => void
  readonly reject: (error: Error) => void
}

/** @param atOnce pieces of work side by side */
export function createWantedWork<T>(atOnce: number): WantedWork<T> {
  const waiting: Job<T>[] = []
  const running = new Set<Job<T>>()

  const begin = (): void => {
    while (running.size < atOnce) {
      const job = takeFirst(waiting)
      if (job === null) return
      running.add(job)
      void finish(job).finally(() => {
        running.delete(job)
        begin()
      })
    }
  }
  const leave = (job: Job<T>, wish: Waiter<T>): void => {
    job.wishes.delete(wish)
    wish.reject(new Fault('cancelled', 'no longer wanted'))
    if (job.wishes.size > 0) return
    job.stop.abort()
    const at = waiting.indexOf(job)
    if (at >= 0) waiting.splice(at, 1)
    // What is asked for from now on is begun anew.
    running.delete(job)
    begin()
  }
  const jobOf = (key: string, work: Job<T>['work']): Job<T> => {
    const known = [...running, ...waiting].find((job) => job.key === key)
    if (known !== undefined) return known
    const job = { key, work, stop: new AbortController(), wishes: new Set<Waiter<T>>() }
    waiting.push(job)
    return job
  }
  return {
    waiting: () => waiting.length,
    want: ({ key, rank, signal }, work) =>
      new Promise<T>((resolve, reject) => {
        if (signal?.aborted === true) return reject(new Fault('cancelled', 'no longer wanted'))
        const job = jobOf(key, work)
        const giveUp = (): void => leave(job, wish)
        const settled = (): void => signal?.removeEventListener('abort', giveUp)
        const wish: Waiter<T> = {
          rank,
          resolve: (value) => {
            settled()
            resolve(value)
          },
          reject: (error) => {
            settled()
            reject(error)
          },
        }
        job.wishes.add(wish)
        signal?.addEventListener('abort', giveUp, { once: true })
        begin()
      }),
  }
}

async function finish<T>({ work, stop, wishes }: Job<T>): Promise<void> {
  try {
    const value = await work(stop.signal)
    for (const wish of wishes) wish.resolve(value)
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    for (const wish of wishes) wish.reject(error)
  }
}

function takeFirst<T>(waiting: Job<T>[]): Job<T> | null {
  const rankOf = ({ wishes }: Job<T>): number => Math.min(...[...wishes].map(({ rank }) => rank))
  let first = 0
  for (const [at, job] of waiting.entries()) {
    const best = waiting[first]
    if (best !== undefined && rankOf(job) < rankOf(best)) first = at
  }
  return waiting.splice(first, 1)[0] ?? null
}
