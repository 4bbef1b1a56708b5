import type { CaseFileRow } from '../../../domain/api.ts'
import type { CaseState } from '../../../domain/records/case-file.ts'
import type { PlanEntry } from '../../../domain/records/plan-entry.ts'

/** An entry of the plan with the case files that were opened from it. */
export interface EntryBranch {
  readonly entry: PlanEntry
  readonly files: readonly CaseFileRow[]
}

export interface HeadingBranch {
  readonly id: string
  readonly heading: string
  readonly year: number
  readonly entries: readonly EntryBranch[]
}

export interface PlanBranches {
  readonly headings: readonly HeadingBranch[]
  /** Case files that no entry of the plan has. */
  readonly outside: readonly CaseFileRow[]
}

/** The plan as a tree: headings of a year, entries, case files. With `stateShown` only what leads to a file in that state. */
export function planBranches(
  plan: readonly PlanEntry[],
  rows: readonly CaseFileRow[],
  stateShown: CaseState | null,
): PlanBranches {
  const shown = rows.filter(({ file }) => stateShown === null || file.state === stateShown)
  const headings = new Map<string, HeadingBranch & { readonly entries: EntryBranch[] }>()
  for (const entry of plan) {
    const files = shown.filter(({ file }) => file.planEntry === entry.id)
    if (stateShown !== null && files.length === 0) continue
    const id = `${entry.year} ${entry.heading}`
    const branch = headings.get(id) ?? { id, heading: entry.heading, year: entry.year, entries: [] }
    branch.entries.push({ entry, files })
    headings.set(id, branch)
  }
  const planned = new Set(plan.map(({ id }) => id))
  const outside = shown.filter(({ file }) => file.planEntry === null || !planned.has(file.planEntry))
  return { headings: [...headings.values()], outside }
}
