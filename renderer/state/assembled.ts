import type { FaultReport } from '../../domain/fault.ts'
import type { AppState } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { Ports } from './ports.ts'
import type { DoneKind } from './view.ts'

interface At {
  readonly ports: Ports
  readonly get: () => AppState
  readonly set: (part: Partial<AppState>) => void
}

/** One step of assembly at a time; tells of its end and fetches what it changed. */
export async function assembled(
  { ports, get, set }: At,
  call: () => Promise<unknown>,
  done: { readonly kind: DoneKind; readonly name: string } | null,
): Promise<FaultReport | null> {
  if (get().isAssembling) return null
  set({ isAssembling: true })
  const result = await attempt(ports, call)
  set({ isAssembling: false })
  if (!result.ok) return result.fault
  if (done !== null) get().confirm(done.kind, done.name)
  await get().refresh()
  return null
}
