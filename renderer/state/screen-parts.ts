import { recordKinds } from '../../domain/op.ts'
import type { AppState } from './app-state.ts'
import type { Screen } from './view.ts'

/** The kinds of record whose change concerns a part of a screen, and what fetches that part anew. */
interface Part {
  readonly of: readonly string[]
  readonly load: (state: AppState) => Promise<void>
}

/** What each screen shows beside the counts and the state of the line, which every screen shows. */
export const partsOf: Readonly<Record<Screen, readonly Part[]>> = {
  overview: [
    { of: ['batch'], load: (state) => state.loadCare() },
    { of: ['case', 'plan', 'deposit', 'fonds'], load: (state) => state.loadProgress() },
    { of: ['batch', 'case', 'doc'], load: (state) => state.loadCharts() },
    { of: ['fonds'], load: (state) => state.loadFonds() },
  ],
  intake: [
    { of: ['batch', 'doc'], load: (state) => state.loadBatches() },
    { of: ['batch'], load: (state) => state.loadQuarantine() },
    { of: ['batch'], load: (state) => state.loadScan() },
    { of: ['batch'], load: (state) => state.loadWatch() },
    { of: ['doc'], load: (state) => state.loadBatchDesk() },
    { of: ['doc'], load: (state) => state.loadIsolated() },
  ],
  review: [
    { of: ['doc'], load: (state) => state.loadQueue() },
    { of: ['case', 'plan'], load: (state) => state.loadTargets() },
    { of: ['case', 'doc', 'fonds'], load: (state) => state.reloadDescription() },
    { of: ['case', 'doc', 'deposit'], load: (state) => state.loadVerdict(false) },
  ],
  files: [
    {
      of: ['plan', 'case', 'doc', 'deposit'],
      load: (state) => (state.filesTab === 'plan' ? loadTree(state) : unseen),
    },
    { of: ['case', 'doc', 'deposit'], load: (state) => state.loadLists() },
    { of: ['case', 'doc'], load: (state) => state.loadListChoices() },
    { of: ['fonds'], load: (state) => state.loadFonds() },
    { of: ['case', 'doc', 'fonds'], load: (state) => state.reloadDescription() },
    { of: ['doc'], load: (state) => state.loadToFile() },
    { of: ['doc', 'case', 'plan'], load: (state) => state.loadFiling() },
    { of: ['case', 'doc', 'deposit'], load: (state) => state.loadSelected() },
    { of: ['deposit'], load: (state) => state.loadPastDeposits() },
    { of: ['case', 'doc'], load: (state) => state.loadSheetNumbers() },
    { of: ['case', 'doc', 'plan', 'rule', 'authority'], load: (state) => state.loadCompleteness() },
  ],
  journal: [
    { of: recordKinds, load: (state) => state.loadJournal() },
    { of: ['batch'], load: (state) => state.loadCare() },
  ],
  plan: [{ of: ['plan', 'case', 'fonds', 'issuer'], load: (state) => state.loadPlanScreen() }],
  search: [{ of: ['case', 'doc'], load: (state) => state.searchAgain() }],
  deposits: [
    { of: ['case', 'deposit'], load: (state) => state.loadDeposits() },
    { of: ['case', 'deposit'], load: (state) => state.loadDue() },
    { of: ['case', 'doc', 'deposit'], load: (state) => state.reloadCounters() },
  ],
  sync: [{ of: ['case', 'deposit'], load: (state) => state.loadSending() }],
  conflicts: [{ of: recordKinds, load: (state) => state.loadConflicts() }],
  settings: [
    { of: recordKinds, load: (state) => state.loadUsers() },
    { of: ['authority', 'rule', 'fonds'], load: (state) => state.loadLaw() },
    { of: ['batch'], load: (state) => state.loadCare() },
  ],
}

const unseen = Promise.resolve()

async function loadTree(state: AppState): Promise<void> {
  await state.loadPlan()
  await state.loadTree()
}
