import type { EventPayload } from '../../domain/api.ts'
import type { CareState, SpaceState } from '../../domain/care-api.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote } from './attempt.ts'
import type { Ports } from './ports.ts'

/** How restoring from a backup ended: `refused` counts what is damaged in it. */
export type RestoreResult =
  | { readonly kind: 'restored' }
  | { readonly kind: 'refused'; readonly faults: number }
  | { readonly kind: 'failed'; readonly fault: FaultReport }

export interface CareSlice {
  readonly care: Remote<CareState>
  readonly space: Remote<SpaceState>
  /** How far a restore is; null while there is none. */
  readonly restoring: EventPayload<'vaultRestoring'> | null
  loadCare(): Promise<void>
  /** Asks for a folder and begins a backup into it. */
  backUp(): Promise<void>
  checkVault(isFast: boolean): Promise<void>
  cancelCare(): Promise<void>
  /** The folder somebody chose, null when the dialog was left. */
  chooseFolder(): Promise<string | null>
  restoreVault(folder: string, secret: string): Promise<RestoreResult>
}

export function createCareSlice(ports: Ports): Slice<CareSlice> {
  const { client, desktop } = ports
  return (set, get) => {
    const run = async (call: () => Promise<unknown>): Promise<void> => {
      const result = await attempt(ports, call)
      if (!result.ok) get().tell(result.fault)
      await get().loadCare()
    }
    return {
      care: loading,
      restoring: null,
      space: loading,
      loadCare: async () => {
        const [care, space] = await Promise.all([
          fetchRemote(ports, () => client.backupState({})),
          fetchRemote(ports, () => client.spaceState({})),
        ])
        set({ care, space })
      },
      backUp: async () => {
        const folder = await desktop.chooseFolder()
        if (folder !== null) await run(() => client.startBackup({ folder }))
      },
      checkVault: (isFast) => run(() => client.checkVault({ isFast })),
      cancelCare: () => run(() => client.cancelBackup({})),
      chooseFolder: () => desktop.chooseFolder(),
      restoreVault: async (folder, secret) => {
        const result = await attempt(ports, () => client.restoreVault({ folder, secret }))
        set({ restoring: null })
        if (!result.ok) return { kind: 'failed', fault: result.fault }
        if (result.value.kind === 'refused') return result.value
        await get().loadSession()
        return { kind: 'restored' }
      },
    }
  }
}
