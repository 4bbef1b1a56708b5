import type { z } from 'zod'
import { Fault } from '../../domain/fault.ts'
import type { ReaderChannel, SourceHandle } from './reader-pool.ts'
import { FromReader, type ToReader } from './reader-protocol.ts'

// The id is given by the client.
type Unnumbered<T> = T extends { id: number } ? Omit<T, 'id'> : never
export type ReaderRequest = Unnumbered<Exclude<ToReader, { kind: 'cancel' | 'range' }>>

/** One reader process, seen from the parent. */
export interface ReaderClient {
  readonly isAlive: () => boolean
  /** Whose bytes the process may ask for from now on. */
  serve(source: SourceHandle | null): void
  /** @throws Fault of the file, 'reader-died', 'cancelled'; whatever reading the source throws */
  request<T>(request: ReaderRequest, answer: z.ZodType<T>, options: RequestOptions): Promise<T>
  /** Ends the process; what it was asked for fails with `reason`. */
  end(reason: Error): void
}

export interface RequestOptions {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

interface Pending {
  settle(value: unknown): void
  fail(error: Error): void
}

export function createReaderClient(channel: ReaderChannel): ReaderClient {
  const pending = new Map<number, Pending>()
  const state = { isAlive: true, lastId: 0, source: null as SourceHandle | null }

  const end = (reason: Error): void => {
    if (!state.isAlive) return
    state.isAlive = false
    channel.kill()
    for (const waiting of [...pending.values()]) waiting.fail(reason)
  }
  const post = (message: ToReader): void => {
    if (state.isAlive) channel.post(message)
  }
  const answerRange = async (id: number, offset: number, length: number): Promise<void> => {
    const { source } = state
    if (source === null || offset > source.sizeBytes) return
    try {
      const bytes = await source.read(offset, Math.min(length, source.sizeBytes - offset))
      post({ kind: 'range', id, bytes })
    } catch (error) {
      end(error instanceof Error ? error : new Error(String(error)))
    }
  }
  channel.onExit((code) => end(new Fault('reader-died', `a reader process ended with ${code}`)))
  channel.onMessage((message) => {
    const parsed = FromReader.safeParse(message)
    if (!parsed.success) return end(new Fault('reader-died', 'a reader process said what none says'))
    const said = parsed.data
    if (said.kind === 'range') void answerRange(said.id, said.offset, said.length)
    else if (said.kind === 'done') pending.get(said.id)?.settle(said.value)
    else pending.get(said.id)?.fail(failureOf(said))
  })

  const request = <T>(asked: ReaderRequest, answer: z.ZodType<T>, options: RequestOptions): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const { timeoutMs, signal } = options
      if (!state.isAlive) return reject(new Fault('reader-died', 'the reader process is gone'))
      if (signal?.aborted === true) return reject(new Fault('cancelled', 'no longer wanted'))
      state.lastId += 1
      const id = state.lastId
      const late = (): void =>
        end(new Fault('reader-died', `no answer in ${timeoutMs} ms`, { detail: { timeoutMs } }))
      const timer = setTimeout(late, timeoutMs)
      const cancel = (): void => {
        post({ kind: 'cancel', id })
        finish(() => reject(new Fault('cancelled', 'no longer wanted')))
      }
      const finish = (settle: () => void): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', cancel)
        pending.delete(id)
        settle()
      }
      signal?.addEventListener('abort', cancel, { once: true })
      pending.set(id, {
        fail: (error) => finish(() => reject(error)),
        settle: (value) => {
          const parsed = answer.safeParse(value)
          if (parsed.success) finish(() => resolve(parsed.data))
          else end(new Fault('reader-died', 'a reader process gave an answer of the wrong shape'))
        },
      })
      // `asked` lacks only the id that is added here.
      post({ ...asked, id } as ToReader)
    })
  return {
    isAlive: () => state.isAlive,
    serve: (source) => {
      state.source = source
    },
    request,
    end,
  }
}

/** A fault of the file stays one; what the reader did not foresee is a bug and keeps its stack. */
function failureOf({ code, detail, message }: Extract<FromReader, { kind: 'failed' }>): Error {
  return code === 'internal'
    ? new Error(`in a reader process: ${message}`)
    : new Fault(code, message, { detail })
}
