import { type FaultReport, reportOf } from '../../../domain/fault.ts'
import type { ConsoleState } from './console-state.ts'
import type { Remote } from './remote.ts'

/** What came of a call: its value, or the failure to be shown. */
export type Attempt<T> =
  | { readonly isDone: true; readonly value: T }
  | { readonly isDone: false; readonly fault: FaultReport }

/** Runs a call. A session that has ended leads back to the sign-in from wherever it is noticed. */
export async function attempt<T>(
  set: (change: Partial<ConsoleState>) => void,
  call: () => Promise<T>,
): Promise<Attempt<T>> {
  try {
    return { isDone: true, value: await call() }
  } catch (error) {
    const fault = reportOf(error)
    if (fault.code === 'unauthorised') set({ session: { kind: 'out', isExpired: true } })
    return { isDone: false, fault }
  }
}

export function faultOf(tried: Attempt<unknown>): FaultReport | null {
  return tried.isDone ? null : tried.fault
}

/** What to show after a fetch: a failure hides nothing that was shown before. */
export function settled<T>(before: Remote<T>, fetched: Attempt<T>): Remote<T> {
  if (fetched.isDone) return { kind: 'ready', value: fetched.value }
  return before.kind === 'ready' ? before : { kind: 'failed', fault: fetched.fault }
}
