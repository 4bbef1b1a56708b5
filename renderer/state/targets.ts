import type { CaseFileRow } from '../../domain/api.ts'
import type { PlanEntry } from '../../domain/records/plan-entry.ts'

/** Where a document can be put: an open case file, or a new one from an entry of the plan. */
export interface Target {
  /** The case file's id, or the plan entry's for a new one: both name their kind. */
  readonly id: string
  readonly notation: string
  readonly title: string
  readonly isNew: boolean
}

/** Open case files first, then the entries of the plan. */
export function targetsOf(files: readonly CaseFileRow[], plan: readonly PlanEntry[]): readonly Target[] {
  const open = files
    .filter(({ file }) => file.state === 'open')
    .map(({ file: { id, notation, title } }) => ({ id, notation, title, isNew: false }))
  const fresh = plan.map(({ id, notation, title }) => ({ id, notation, title, isNew: true }))
  return [...open, ...fresh]
}
