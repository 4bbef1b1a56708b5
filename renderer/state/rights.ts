import type { EngineApi } from '../../domain/api.ts'
import { mayCall } from '../../domain/permission.ts'
import type { SessionSlice } from './app-state.ts'
import { openVault } from './session-slice.ts'

/** May the signed-in user call this? Only so that nothing is offered in vain: the engine judges. */
export function isAllowed(state: SessionSlice, procedure: keyof EngineApi): boolean {
  const vault = openVault(state)
  return vault !== null && mayCall(vault.user.role, procedure)
}
