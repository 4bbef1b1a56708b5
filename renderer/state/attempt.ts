import { Fault, type FaultReport, reportOf } from '../../domain/fault.ts'
import type { Ports } from './ports.ts'

/** How a call ended, with a failure as data. */
export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: FaultReport }

/** Something that is fetched from the engine. */
export type Remote<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly fault: FaultReport }

export const loading: Remote<never> = { kind: 'loading' }

/** Runs a call; a bug is told to whom it concerns and shown as the fault `internal`. */
export async function attempt<T>(ports: Ports, call: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await call() }
  } catch (error) {
    if (!(error instanceof Fault)) ports.onBug(error)
    return { ok: false, fault: reportOf(error) }
  }
}

/** Fetches a value as remote data. */
export async function fetchRemote<T>(ports: Ports, call: () => Promise<T>): Promise<Remote<T>> {
  const result = await attempt(ports, call)
  return result.ok ? { kind: 'ready', value: result.value } : { kind: 'failed', fault: result.fault }
}

/** The value if it is there. */
export function readyValue<T>(remote: Remote<T> | null): T | null {
  return remote?.kind === 'ready' ? remote.value : null
}
