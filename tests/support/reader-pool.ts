import { createNodeFork } from '../../electron/compose/node-reader.ts'
import type { ReaderLimits } from '../../electron/digitise/reader-limits.ts'
import {
  createReaderPool,
  type ReaderChannel,
  type ReaderPool,
  type SourceHandle,
} from '../../electron/digitise/reader-pool.ts'
import { bundleReader } from './reader-bundle.ts'

interface PoolOptions {
  readonly readers?: number
  readonly requestTimeoutMs?: number
  readonly limits?: Partial<ReaderLimits>
}

export interface TestPool {
  readonly pool: ReaderPool
  /** The processes forked so far. */
  readonly channels: readonly ReaderChannel[]
  /** Lets no message of this kind through to any reader: to its parent a reader that hangs. */
  swallow(kind: string | null): void
}

const bundle = { entry: null as Promise<string> | null }

/** A pool of real reader processes, with a hand on the line to each. */
export async function createTestPool({
  readers = 1,
  requestTimeoutMs = 60_000,
  limits = {},
}: PoolOptions = {}): Promise<TestPool> {
  bundle.entry ??= bundleReader()
  const fork = createNodeFork(await bundle.entry)
  const channels: ReaderChannel[] = []
  const state = { swallowed: null as string | null }
  const isSwallowed = (message: unknown): boolean =>
    typeof message === 'object' && message !== null && 'kind' in message && message.kind === state.swallowed
  const pool = createReaderPool({
    readers,
    requestTimeoutMs,
    limits,
    fork: () => {
      const channel = fork()
      channels.push(channel)
      return {
        ...channel,
        post: (message) => {
          if (!isSwallowed(message)) channel.post(message)
        },
      }
    },
  })
  return {
    pool,
    channels,
    swallow: (kind) => {
      state.swallowed = kind
    },
  }
}

export interface MemorySource extends SourceHandle {
  /** How many bytes were read of it so far. */
  readBytes(): number
}

export function memorySource(bytes: Uint8Array, name = 'source'): MemorySource {
  const counter = { read: 0 }
  return {
    name,
    sizeBytes: bytes.length,
    read: async (offset, length) => {
      counter.read += length
      return bytes.slice(offset, offset + length)
    },
    readBytes: () => counter.read,
    close: async () => undefined,
  }
}
