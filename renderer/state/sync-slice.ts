import type { FaultReport } from '../../domain/fault.ts'
import type { Page } from '../../domain/paging.ts'
import type { SyncItem, SyncProgress, SyncSetting } from '../../domain/sync-api.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import { firstRows } from './paged.ts'
import type { Ports } from './ports.ts'
import type { DoneKind } from './view.ts'

export interface SyncSlice {
  readonly syncProgress: Remote<SyncProgress>
  /** What is being sent, then what was refused, then what waits; as many as are shown. */
  readonly syncItems: Remote<Page<SyncItem>>
  readonly syncSetting: Remote<SyncSetting>
  /** Fetches all that the screen of the sending shows. */
  loadSending(): Promise<void>
  moreSyncItems(): Promise<void>
  retrySyncItem(item: SyncItem, name: string): Promise<void>
  stopSyncItem(item: SyncItem, name: string): Promise<void>
  setSyncUrgent(caseFile: string, isUrgent: boolean): Promise<void>
  setSyncPaused(isPaused: boolean): Promise<void>
  /** @returns why it failed, null when it is saved */
  saveSyncSetting(setting: SyncSetting): Promise<FaultReport | null>
}

const ITEMS_AT_ONCE = 20

export function createSyncSlice(ports: Ports): Slice<SyncSlice> {
  const { client } = ports
  return (set, get) => {
    const loadItems = async (count: number): Promise<void> =>
      set({ syncItems: await fetchRemote(ports, () => firstRows((span) => client.syncItems(span), count)) })
    const shown = (): number => readyValue(get().syncItems)?.rows.length ?? 0
    const act = async (
      call: () => Promise<null>,
      done?: { readonly kind: DoneKind; readonly name: string },
    ): Promise<void> => {
      const result = await attempt(ports, call)
      if (!result.ok) get().tell(result.fault)
      else if (done !== undefined) get().confirm(done.kind, done.name)
      await get().loadSending()
    }
    return {
      syncProgress: loading,
      syncItems: loading,
      syncSetting: loading,
      loadSending: async () => {
        const [syncProgress, syncSetting] = await Promise.all([
          fetchRemote(ports, () => client.syncProgress({})),
          fetchRemote(ports, () => client.syncSetting({})),
          loadItems(Math.max(ITEMS_AT_ONCE, shown())),
        ])
        set({ syncProgress, syncSetting })
      },
      moreSyncItems: () => loadItems(shown() + ITEMS_AT_ONCE),
      retrySyncItem: ({ sha }, name) =>
        act(() => client.retrySyncItem({ sha }), { kind: 'sync-item-retried', name }),
      stopSyncItem: ({ sha }, name) =>
        act(() => client.stopSyncItem({ sha }), { kind: 'sync-item-stopped', name }),
      setSyncUrgent: (caseFile, isUrgent) => act(() => client.setSyncUrgent({ caseFile, isUrgent })),
      setSyncPaused: async (isPaused) => {
        const setting = readyValue(get().syncSetting)
        if (setting !== null) await act(() => client.setSyncSetting({ ...setting, isPaused }))
      },
      saveSyncSetting: async (setting) => {
        const result = await attempt(ports, () => client.setSyncSetting(setting))
        if (!result.ok) return result.fault
        get().closeDialog()
        get().confirm('sync-setting-saved', '')
        await get().loadSending()
        return null
      },
    }
  }
}
