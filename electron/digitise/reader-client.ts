import type * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import { createPendingRequests, type RequestOptions } from './pending-requests.ts'
import { deathOf } from './reader-death.ts'
import type { ReaderChannel, SourceHandle } from './reader-pool.ts'
import { FromReader, type ToReader } from './reader-protocol.ts'

// The id is given by the client; `Omit` must look at each kind of request by itself.
type WithoutId<T> = T extends { id: number } ? Omit<T, 'id'> : never
export type ReaderRequest = WithoutId<Exclude<ToReader, { kind: 'cancel' | 'range' }>>

/** One reader process, seen from the parent. */
export interface ReaderClient {
  isAlive(): boolean
  /** Whose bytes the process may ask for from now on. */
  serve(source: SourceHandle | null): void
  /** @throws Fault of the file, 'reader-died', 'cancelled'; whatever reading the source throws */
  request<T>(request: ReaderRequest, answer: z.ZodType<T>, options: RequestOptions): Promise<T>
  /** Ends the process; what it was asked for fails with `reason`. */
  end(reason: Error): void
}

export function createReaderClient(channel: ReaderChannel): ReaderClient {
  const state = { isAlive: true, source: null as SourceHandle | null }
  const post = (message: ToReader): void => {
    if (state.isAlive) channel.post(message)
  }
  const end = (reason: Error): void => {
    if (!state.isAlive) return
    state.isAlive = false
    channel.kill()
    pending.failAll(reason)
  }
  const pending = createPendingRequests({ cancel: (id) => post({ kind: 'cancel', id }), onBroken: end })

  const answerRange = async (id: number, offset: number, length: number): Promise<void> => {
    const { source } = state
    if (source === null) return
    if (offset > source.sizeBytes) return post({ kind: 'range', id, bytes: new Uint8Array(0) })
    try {
      const bytes = await source.read(offset, Math.min(length, source.sizeBytes - offset))
      post({ kind: 'range', id, bytes })
    } catch (error) {
      end(error instanceof Error ? error : new Error(String(error)))
    }
  }
  channel.onExit((code) => end(deathOf(code)))
  channel.onMessage((message) => {
    const parsed = FromReader.safeParse(message)
    if (!parsed.success) return end(new Fault('reader-died', 'a reader process said what none says'))
    const said = parsed.data
    if (said.kind === 'range') void answerRange(said.id, said.offset, said.length)
    else if (said.kind === 'done') pending.settle(said.id, said.value)
    else pending.fail(said.id, failureOf(said))
  })
  return {
    isAlive: () => state.isAlive,
    serve: (source) => {
      state.source = source
    },
    request: async (request, answer, options) => {
      if (!state.isAlive) throw new Fault('reader-died', 'the reader process is gone')
      // `request` lacks only the id that is added here.
      return pending.wait((id) => post({ ...request, id } as ToReader), answer, options)
    },
    end,
  }
}

/** A fault of the file stays one; what the reader did not foresee is a bug and keeps its stack. */
function failureOf({ code, detail, message }: Extract<FromReader, { kind: 'failed' }>): Error {
  return code === 'internal'
    ? new Error(`in a reader process: ${message}`)
    : new Fault(code, message, { detail })
}
