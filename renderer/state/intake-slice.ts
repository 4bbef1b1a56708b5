import type { BatchProgress } from '../../domain/api.ts'
import type { IntakeSlice, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'

export function createIntakeSlice(ports: Ports): Slice<IntakeSlice> {
  const { client, desktop } = ports
  return (set, get) => {
    const start = async (paths: readonly string[]): Promise<void> => {
      if (paths.length === 0) return
      get().show('intake')
      const result = await attempt(ports, () => client.startBatch({ paths: [...paths] }))
      if (!result.ok) get().tell(result.fault)
      await get().refresh()
    }
    return {
      batches: loading,
      loadBatches: async () => set({ batches: await fetchRemote(ports, () => client.batches({})) }),
      chooseFiles: async () => {
        const result = await attempt(ports, () => desktop.chooseFiles())
        if (result.ok) await start(result.value)
        else get().tell(result.fault)
      },
      dropFiles: async (files) => {
        const paths = desktop.pathsOf(files)
        if (paths.length === 0) get().tell({ code: 'file-missing', detail: {} })
        await start(paths)
      },
      retrySource: async (batch, index) => {
        const result = await attempt(ports, () => client.retrySource({ batch, index }))
        if (!result.ok) get().tell(result.fault)
        await get().refresh()
      },
    }
  }
}

/** Pages read and pages in all of the batches that are not read to the end; null when there is none. */
export interface ReadingProgress {
  readonly pagesDone: number
  readonly pagesTotal: number
}

export function readingProgress(batches: Remote<readonly BatchProgress[]>): ReadingProgress | null {
  const unfinished = (readyValue(batches) ?? []).filter(
    (progress) => progress.pagesRead + progress.pagesUnread < progress.pagesTotal,
  )
  if (unfinished.length === 0) return null
  return unfinished.reduce(
    (sum, { pagesRead, pagesUnread, pagesTotal }) => ({
      pagesDone: sum.pagesDone + pagesRead + pagesUnread,
      pagesTotal: sum.pagesTotal + pagesTotal,
    }),
    { pagesDone: 0, pagesTotal: 0 },
  )
}
