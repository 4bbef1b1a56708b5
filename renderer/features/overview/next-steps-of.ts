import type { Overview, SyncStatus } from '../../../domain/api.ts'
import type { CaseState } from '../../../domain/records/case-file.ts'
import type { Screen } from '../../state/view-slice.ts'

export type StepKind = 'returned' | 'refused' | 'review' | 'file' | 'close' | 'deposit' | 'connect' | 'begin'

export interface NextStep {
  readonly kind: StepKind
  readonly count: number
  readonly screen: Screen
  /** Which case files to show. */
  readonly state: CaseState | null
}

const step = (kind: StepKind, count: number, screen: Screen, state: CaseState | null): NextStep => ({
  kind,
  count,
  screen,
  state,
})

/** What is to be done, the most urgent first; where nothing waits, to begin with new scans. */
export function nextSteps(counts: Overview, sync: SyncStatus | null): readonly NextStep[] {
  const isUnconnected = sync !== null && sync.connection === null
  const steps = [
    step('returned', counts.returnedFiles, 'deposits', null),
    step('refused', counts.refusedSources, 'intake', null),
    step('review', counts.documentsToReview, 'review', null),
    step('file', counts.documentsToFile, 'files', null),
    step('close', counts.openFiles, 'files', 'open'),
    step('deposit', counts.closedFiles, 'deposits', null),
    step('connect', isUnconnected ? 1 : 0, 'deposits', null),
  ].filter(({ count }) => count > 0)
  const hasWork = steps.some(({ kind }) => kind !== 'connect')
  return hasWork ? steps : [step('begin', 1, 'intake', null), ...steps]
}
