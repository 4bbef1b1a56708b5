import { readyValue } from './attempt.ts'
import type { PlanSlice } from './plan-state.ts'

/** The plan that is shown, by fonds and year. */
export function planPlace(sheet: PlanSlice['sheet']): { readonly fonds: string; readonly year: number } {
  const shown = readyValue(sheet)
  // Nothing below is offered before a plan is shown.
  return { fonds: shown?.fonds.id ?? '', year: shown?.year ?? 0 }
}
