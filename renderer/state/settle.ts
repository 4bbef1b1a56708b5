import type { FaultReport } from '../../domain/fault.ts'
import type { AppState } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { Ports } from './ports.ts'
import type { DoneKind } from './view.ts'

interface Settled<T> {
  readonly call: () => Promise<T>
  /** What is told when it is done, and the name that stands in it. */
  readonly done: DoneKind
  readonly name: (value: T) => string
}

/** Does what a form asks for: closes the form and tells of it, or gives back why it failed. */
export async function settleForm<T>(
  ports: Ports,
  get: () => AppState,
  { call, done, name }: Settled<T>,
): Promise<FaultReport | null> {
  const result = await attempt(ports, call)
  if (!result.ok) return result.fault
  get().closeDialog()
  get().confirm(done, name(result.value))
  await get().refresh()
  return null
}

/** The same without a form: a failure is told as well. */
export async function settle<T>(ports: Ports, get: () => AppState, settled: Settled<T>): Promise<void> {
  const fault = await settleForm(ports, get, settled)
  if (fault !== null) {
    get().tell(fault)
    await get().refresh()
  }
}
