import type { EngineApi } from '../../domain/api.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { MemoryParts } from './memory-case-files.ts'

export function preferencesHandlers({
  vault,
  emit,
}: MemoryParts): Handlers<Pick<EngineApi, 'preferences' | 'setPreferences'>> {
  return {
    preferences: async () => vault.preferences,
    setPreferences: async (patch) => {
      const said = Object.entries(patch).filter(([, value]) => value !== undefined)
      vault.preferences = { ...vault.preferences, ...Object.fromEntries(said) }
      emit({ name: 'preferencesChanged', payload: vault.preferences })
      return vault.preferences
    },
  }
}
