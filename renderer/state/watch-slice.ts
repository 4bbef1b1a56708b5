import type { FaultReport } from '../../domain/fault.ts'
import type { WatchState } from '../../domain/watch-api.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, type Remote } from './attempt.ts'
import type { Ports } from './ports.ts'

export interface WatchSlice {
  /** Null before it was asked for. */
  readonly watch: Remote<WatchState> | null
  loadWatch(): Promise<void>
  chooseWatched(): Promise<string | null>
  /** @returns why it failed, null when it is on */
  startWatch(folder: string, hasSubfolders: boolean): Promise<FaultReport | null>
  stopWatch(): Promise<void>
}

/** The folder whose new scans are taken by themselves. */
export function createWatchSlice(ports: Ports): Slice<WatchSlice> {
  const { client, desktop } = ports
  return (set, get) => {
    const load = async (): Promise<void> =>
      set({ watch: await fetchRemote(ports, () => client.watchState({})) })
    return {
      watch: null,
      loadWatch: load,
      chooseWatched: () => desktop.chooseFolder(),
      startWatch: async (folder, hasSubfolders) => {
        const result = await attempt(ports, () =>
          client.startWatch({ folder, hasSubfolders, isStatementMade: true }),
        )
        await load()
        if (!result.ok) return result.fault
        get().closeDialog()
        return null
      },
      stopWatch: async () => {
        const result = await attempt(ports, () => client.stopWatch({}))
        if (!result.ok) get().tell(result.fault)
        await load()
      },
    }
  }
}
