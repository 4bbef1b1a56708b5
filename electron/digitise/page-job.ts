import { Fault, reportOf } from '../../domain/fault.ts'
import { type SecretMark, secretLineIn } from '../../domain/secret-mark.ts'
import type { OpenSource, SourceHandle } from './reader-pool.ts'
import type { KeptPages, ReadPage } from './run-state.ts'

/** The pages of one file that are still to be read, by however many readers have it open. */
export interface PageJob {
  readonly source: SourceHandle
  /** Pages that nobody has in hand. */
  waiting(): number
  /** Reads a page. @returns false when there is none left to be read, or the run was told to stop. Fails never. */
  readNext(opened: OpenSource): Promise<boolean>
  /** Resolves when no page is in hand. @throws what ended the reading of the file */
  settled(): Promise<void>
  isWhole(): boolean
}

interface PageJobOptions {
  readonly source: SourceHandle
  readonly pageCount: number
  readonly kept: KeptPages
  /** Is no further page to be begun? */
  readonly isHalted: () => boolean
  /** Hears of each page when it is safe, pages counted from 0. */
  readonly onPage: (index: number, pagesDone: number) => void
  readonly signal: AbortSignal | undefined
}

export function createPageJob(options: PageJobOptions): PageJob {
  const { source, pageCount, kept, isHalted, onPage, signal } = options
  const waiting = Array.from({ length: pageCount }, (_, index) => index).filter(
    (index) => !kept.indexes.has(index),
  )
  const inHand = new Set<Promise<void>>()
  const state = { failure: null as { readonly error: unknown } | null }

  const read = async (opened: OpenSource, index: number): Promise<void> => {
    try {
      const page = await readPage(opened, index, signal)
      await kept.put(index, page)
      onPage(index, kept.indexes.size)
    } catch (error) {
      state.failure ??= { error }
    }
  }
  return {
    source,
    waiting: () => (state.failure === null ? waiting.length : 0),
    isWhole: () => kept.indexes.size === pageCount,
    readNext: async (opened) => {
      if (isHalted() || signal?.aborted === true || state.failure !== null) return false
      const index = waiting.shift()
      if (index === undefined) return false
      const reading = read(opened, index)
      inHand.add(reading)
      await reading
      inHand.delete(reading)
      return true
    },
    settled: async () => {
      await Promise.all(inHand)
      if (state.failure !== null) throw state.failure.error
    },
  }
}

/**
 * A page that kills its reader or is damaged costs itself; faults of the source cost the file, and so does a page that is
 * marked as a state secret.
 */
async function readPage(
  opened: OpenSource,
  index: number,
  signal: AbortSignal | undefined,
): Promise<ReadPage> {
  try {
    const mark = await opened.lookForSecret(index, signal)
    if (mark !== null) throw stateSecret(index, mark)
    const layer = await opened.readPage(index, signal)
    const line = secretLineIn(layer)
    if (line !== null) throw stateSecret(index, line)
    return { layer, fault: null }
  } catch (error) {
    const isOfPage = error instanceof Fault && (error.code === 'reader-died' || error.code === 'file-corrupt')
    // When the run is stopped its readers may die before it hears of it.
    if (!isOfPage || opened.pageCount === 1 || signal?.aborted === true) throw error
    const { code, detail } = reportOf(error)
    return { layer: null, fault: { code, detail: { ...detail } } }
  }
}

function stateSecret(index: number, { level }: Pick<SecretMark, 'level'>): Fault {
  const detail = { page: index + 1, level }
  return new Fault('state-secret', `page ${index + 1} is marked as a state secret`, { detail })
}
