import { fittingSetting } from '../../domain/scan-api.ts'
import type { AppState } from './app-state.ts'
import { readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'
import type { ScanForm, ScanSlice } from './scan-state.ts'

type Profiles = Pick<
  ScanSlice,
  'keepScanProfile' | 'useScanProfile' | 'forgetScanProfile' | 'addNetworkScanner' | 'forgetNetworkScanner'
>

/** What the actions of the dialogue have in common. */
export interface Hands {
  readonly get: () => AppState
  readonly change: (part: Partial<ScanForm>) => void
  /** Null where it failed, which stands in the dialogue then. */
  readonly ask: <T>(call: () => Promise<T>) => Promise<T | null>
}

/** What the dialogue remembers: settings by name, and scanners by address. */
export function profileActions({ client }: Ports, { get, change, ask }: Hands): Profiles {
  return {
    keepScanProfile: async (name) => {
      const { setting } = get().scanForm
      await ask(() => client.keepScanProfile({ profile: { id: crypto.randomUUID(), name, setting } }))
    },
    useScanProfile: (id) => {
      const profile = readyValue(get().scan)?.profiles.find((each) => each.id === id)
      const ability = readyValue(get().scanForm.ability)
      if (profile === undefined) return
      change({ setting: ability === null ? profile.setting : fittingSetting(profile.setting, ability) })
    },
    forgetScanProfile: async (id) => {
      await ask(() => client.forgetScanProfile({ id }))
    },
    addNetworkScanner: async (address) => {
      const row = await ask(() => client.addNetworkScanner({ address }))
      if (row === null) return
      change({ scanner: row.id })
      await get().findScanners(false)
    },
    forgetNetworkScanner: async (id) => {
      await ask(() => client.forgetNetworkScanner({ id }))
      await get().findScanners(false)
    },
  }
}
