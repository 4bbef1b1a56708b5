import { Fault } from '../../domain/fault.ts'

/** Lets a number of holders in at a time, the others in the order they came. */
export interface Permits {
  /** @returns how to give the permit back @throws Fault 'cancelled' when the signal fires while waiting */
  take(signal?: AbortSignal): Promise<() => void>
}

export function createPermits(count: number): Permits {
  const waiting: (() => void)[] = []
  const state = { free: count }

  const giveBack = (): (() => void) => {
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      const next = waiting.shift()
      if (next === undefined) state.free += 1
      else next()
    }
  }
  return {
    take: async (signal) => {
      if (signal?.aborted === true) throw new Fault('cancelled', 'no longer wanted')
      if (state.free > 0) {
        state.free -= 1
        return giveBack()
      }
      await new Promise<void>((resolve, reject) => {
        const enter = (): void => {
          signal?.removeEventListener('abort', leave)
          resolve()
        }
        const leave = (): void => {
          waiting.splice(waiting.indexOf(enter), 1)
          reject(new Fault('cancelled', 'no longer wanted'))
        }
        signal?.addEventListener('abort', leave, { once: true })
        waiting.push(enter)
      })
      return giveBack()
    },
  }
}
