import type { Sha256 } from '../../../domain/op.ts'
import type { BlobReader, Blobs } from '../ports.ts'
import type { OpenSource, Reader } from '../reader.ts'

/** The file that was looked at last, kept open: the next page of it is wanted next. */
export interface HeldSource {
  /** Opens the file unless it is open; only one is at a time. @throws as `Reader.openSource` */
  use<T>(source: Sha256, work: (open: OpenSource) => Promise<T>): Promise<T>
  /** Closes the file; the next use opens it anew. @param only closes it if it is this one */
  release(only?: Sha256): Promise<void>
}

interface Held {
  readonly source: Sha256
  readonly blob: BlobReader
  readonly open: OpenSource
}

/** A file of which nothing was wanted for so long gives its reader back. */
const IDLE_MS = 10_000

export function createHeldSource({
  blobs,
  reader,
}: {
  readonly blobs: Blobs
  readonly reader: Pick<Reader, 'openSource'>
}): HeldSource {
  const state = { held: null as Held | null, idle: null as NodeJS.Timeout | null, turn: Promise.resolve() }

  const close = async (): Promise<void> => {
    if (state.idle !== null) clearTimeout(state.idle)
    const { held } = state
    state.held = null
    await held?.open.close()
    await held?.blob.close()
  }
  const opened = async (source: Sha256): Promise<OpenSource> => {
    if (state.held?.source === source) return state.held.open
    await close()
    const blob = await blobs.open(source)
    try {
      const open = await reader.openSource({ ...blob, name: source })
      state.held = { source, blob, open }
      return open
    } catch (error) {
      await blob.close()
      throw error
    }
  }
  /** One after the other: a file is never closed below somebody's work. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = state.turn.then(work)
    state.turn = done.then(
      () => undefined,
      () => undefined,
    )
    return done
  }
  return {
    use: (source, work) =>
      inTurn(async () => {
        if (state.idle !== null) clearTimeout(state.idle)
        try {
          return await work(await opened(source))
        } finally {
          state.idle = setTimeout(() => void inTurn(close), IDLE_MS).unref()
        }
      }),
    release: (only) =>
      inTurn(async () => {
        if (only === undefined || state.held?.source === only) await close()
      }),
  }
}
