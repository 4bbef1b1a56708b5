import { headingsOf } from '../../../domain/plan-headings.ts'
import type { AppState } from '../../state/app-state.ts'
import { readyValue } from '../../state/attempt.ts'
import { openVault } from '../../state/session-slice.ts'

/** Where a case file outside the plan is opened: the fonds and year that are on the screen. */
export interface OutsidePlace {
  readonly fonds: string
  readonly name: string
  readonly year: number
  readonly headings: readonly string[]
}

/** Null until a plan is shown. */
export function outsidePlace(state: AppState): OutsidePlace | null {
  return state.screen === 'files' ? placeInTree(state) : placeOnSheet(state)
}

function placeOnSheet(state: AppState): OutsidePlace | null {
  const sheet = readyValue(state.sheet)
  if (sheet === null) return null
  const { fonds, year, entries } = sheet
  return {
    fonds: fonds.id,
    name: fonds.agencyName,
    year,
    headings: headingsOf(entries.map(({ entry }) => entry)),
  }
}

function placeInTree(state: AppState): OutsidePlace | null {
  const plan = readyValue(state.plan)
  const open = openVault(state)?.fonds
  const rows = readyValue(state.fondsRows) ?? []
  const fonds = rows.map((row) => row.fonds).find(({ id }) => id === state.fondsShown) ?? open
  if (fonds === undefined || plan === null || plan.year === null) return null
  const { id, agencyName: name } = fonds
  const entries = plan.entries.filter((entry) => entry.fonds === id)
  return { fonds: id, name, year: plan.year, headings: headingsOf(entries) }
}
