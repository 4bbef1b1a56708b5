import { defaultPreferences, type Preferences } from '../../domain/preferences-api.ts'
import type { Slice } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { Ports } from './ports.ts'

export interface PreferencesSlice {
  /** How the window is wanted; the program's own until `loadPreferences` resolves. */
  readonly preferences: Preferences
  /** Resolves in any case, so that the window opens even where they cannot be read. */
  loadPreferences(): Promise<void>
  /** Holds at once; what cannot be kept is told and taken back. */
  setPreferences(patch: Partial<Preferences>): Promise<void>
  /** Takes in what any window changed. */
  notePreferences(preferences: Preferences): void
}

export function createPreferencesSlice(ports: Ports): Slice<PreferencesSlice> {
  return (set, get) => {
    const { client } = ports
    // What comes back while more is on its way is older than what is shown.
    const sent = { waiting: 0 }
    return {
      preferences: defaultPreferences,
      loadPreferences: async () => {
        const result = await attempt(ports, () => client.preferences({}))
        if (result.ok) set({ preferences: result.value })
      },
      setPreferences: async (patch) => {
        set({ preferences: { ...get().preferences, ...patch } })
        sent.waiting += 1
        const result = await attempt(ports, () => client.setPreferences(patch))
        sent.waiting -= 1
        if (!result.ok) get().tell(result.fault)
        if (sent.waiting > 0) return
        if (result.ok) set({ preferences: result.value })
        else await get().loadPreferences()
      },
      notePreferences: (preferences) => {
        if (sent.waiting === 0) set({ preferences })
      },
    }
  }
}
