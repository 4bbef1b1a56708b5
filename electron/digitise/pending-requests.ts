import type * as z from 'zod'
import { Fault } from '../../domain/fault.ts'

export interface RequestOptions {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

interface PendingPorts {
  /** Tells the other side that an answer is no longer wanted. */
  readonly cancel: (id: number) => void
  /** Hears of an answer that did not come in time, or of one that has the wrong shape. */
  readonly onBroken: (reason: Fault) => void
}

/** Requests that wait for an answer from another process; each is settled exactly once. */
export interface PendingRequests {
  wait<T>(send: (id: number) => void, answer: z.ZodType<T>, options: RequestOptions): Promise<T>
  settle(id: number, value: unknown): void
  fail(id: number, error: Error): void
  failAll(error: Error): void
}

interface Pending {
  readonly settle: (value: unknown) => void
  readonly fail: (error: Error) => void
}

export function createPendingRequests({ cancel, onBroken }: PendingPorts): PendingRequests {
  const pending = new Map<number, Pending>()
  const counter = { last: 0 }

  const wait = <T>(send: (id: number) => void, answer: z.ZodType<T>, options: RequestOptions): Promise<T> => {
    const { timeoutMs, signal } = options
    counter.last += 1
    const id = counter.last
    return new Promise<T>((resolve, reject) => {
      if (signal?.aborted === true) return reject(new Fault('cancelled', 'no longer wanted'))
      const late = (): void =>
        onBroken(new Fault('reader-died', `no answer in ${timeoutMs} ms`, { detail: { timeoutMs } }))
      const timer = setTimeout(late, timeoutMs)
      const leave = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', giveUp)
        pending.delete(id)
      }
      const giveUp = (): void => {
        cancel(id)
        leave()
        reject(new Fault('cancelled', 'no longer wanted'))
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      pending.set(id, {
        fail: (error) => {
          leave()
          reject(error)
        },
        settle: (value) => {
          const parsed = answer.safeParse(value)
          if (!parsed.success)
            return onBroken(new Fault('reader-died', 'a reader gave an answer of the wrong shape'))
          leave()
          resolve(parsed.data)
        },
      })
      send(id)
    })
  }
  return {
    wait,
    settle: (id, value) => pending.get(id)?.settle(value),
    fail: (id, error) => pending.get(id)?.fail(error),
    failAll: (error) => {
      for (const waiting of pending.values()) waiting.fail(error)
    },
  }
}
