import type { CaseFileRow, PlanCount } from '../../domain/desk-rows.ts'
import type { CaseState } from '../../domain/records/case-file.ts'
import type { PlanEntry } from '../../domain/records/plan-entry.ts'
import { type FilesSlice, OUTSIDE } from './files-state.ts'

/** With no more case files than this everything is unfolded at first. */
const UNFOLDED_AT_FIRST = 60

/** An entry of the plan with how many case files it has and the first of them, where it is unfolded. */
export interface EntryBranch {
  readonly id: string
  /** Null stands for the case files outside the plan. */
  readonly entry: PlanEntry | null
  readonly count: number
  readonly isOpen: boolean
  readonly files: readonly CaseFileRow[]
}

export interface HeadingBranch {
  readonly id: string
  readonly heading: string
  readonly entries: readonly EntryBranch[]
}

export interface PlanBranches {
  readonly headings: readonly HeadingBranch[]
  readonly outside: EntryBranch | null
}

export type Tree = Pick<FilesSlice, 'branches' | 'folds' | 'stateShown'> & {
  readonly entries: readonly PlanEntry[]
  readonly counts: readonly PlanCount[]
}

/** The plan of a year as a tree: headings, entries, case files. With `stateShown` only what leads to a file in that state. */
export function planBranches(tree: Tree): PlanBranches {
  const counts = countsOf(tree.counts, tree.stateShown)
  const ids = new Set(tree.entries.map(({ id }) => id))
  const total = [...counts].reduce(
    (sum, [id, count]) => (id === OUTSIDE || ids.has(id) ? sum + count : sum),
    0,
  )
  const branchOf = (id: string, entry: PlanEntry | null): EntryBranch => {
    const isOpen = tree.folds[id] ?? total <= UNFOLDED_AT_FIRST
    const files = isOpen ? (tree.branches[id] ?? []) : []
    return { id, entry, count: counts.get(id) ?? 0, isOpen, files }
  }
  const headings = new Map<string, HeadingBranch & { readonly entries: EntryBranch[] }>()
  for (const entry of tree.entries) {
    const branch = branchOf(entry.id, entry)
    if (tree.stateShown !== null && branch.count === 0) continue
    const id = `${entry.year} ${entry.heading}`
    const heading = headings.get(id) ?? { id, heading: entry.heading, entries: [] }
    heading.entries.push(branch)
    headings.set(id, heading)
  }
  const outside = branchOf(OUTSIDE, null)
  return { headings: [...headings.values()], outside: outside.count === 0 ? null : outside }
}

function countsOf(counts: readonly PlanCount[], state: CaseState | null): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const count of counts) {
    if (state !== null && count.state !== state) continue
    const id = count.planEntry ?? OUTSIDE
    sums.set(id, (sums.get(id) ?? 0) + count.files)
  }
  return sums
}

/** The entries whose case files the tree shows. */
export function openBranches({ headings, outside }: PlanBranches): readonly EntryBranch[] {
  const all = [...headings.flatMap(({ entries }) => entries), ...(outside === null ? [] : [outside])]
  return all.filter(({ isOpen, count }) => isOpen && count > 0)
}
