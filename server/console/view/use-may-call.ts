import { mayCall } from '../../../domain/console/console-permission.ts'
import type { ConsoleApi } from '../../../domain/console-api.ts'
import { useConsole } from '../console-store.ts'

/** May whoever is signed in make this call? What they may not do is not offered. */
export function useMayCall(call: keyof ConsoleApi): boolean {
  return useConsole(({ session }) => session.kind === 'in' && mayCall(call, session.user.role))
}
