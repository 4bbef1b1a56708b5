import type { SyncStatus } from '../../../domain/api.ts'
import type { Overview } from '../../../domain/overview.ts'
import type { CaseState } from '../../../domain/records/case-file.ts'
import type { Screen } from '../../state/view.ts'

export type StepKind =
  | 'returned'
  | 'conflict'
  | 'refused'
  | 'review'
  | 'file'
  | 'close'
  | 'deposit'
  | 'connect'
  | 'begin'

export interface NextStep {
  readonly kind: StepKind
  readonly count: number
  readonly screen: Screen
  /** Which case files to show. */
  readonly state: CaseState | null
}

/** What is to be done, the most urgent first; where nothing waits, to begin with new scans. */
export function nextSteps(counts: Overview, sync: SyncStatus | null, conflicts: number): readonly NextStep[] {
  const isUnconnected = sync !== null && sync.connection === null
  const steps: readonly NextStep[] = [
    { kind: 'returned', count: counts.returnedFiles, screen: 'deposits', state: null },
    { kind: 'conflict', count: conflicts, screen: 'conflicts', state: null },
    { kind: 'refused', count: counts.refusedSources, screen: 'intake', state: null },
    { kind: 'review', count: counts.documentsToReview, screen: 'review', state: null },
    { kind: 'file', count: counts.documentsToFile, screen: 'files', state: null },
    { kind: 'close', count: counts.openFiles, screen: 'files', state: 'open' },
    { kind: 'deposit', count: counts.closedFiles, screen: 'deposits', state: null },
    { kind: 'connect', count: isUnconnected ? 1 : 0, screen: 'deposits', state: null },
  ]
  const waiting = steps.filter(({ count }) => count > 0)
  const hasWork = waiting.some(({ kind }) => kind !== 'connect')
  return hasWork ? waiting : [{ kind: 'begin', count: 1, screen: 'intake', state: null }, ...waiting]
}
