import type { PlanSheet } from '../domain/plan-api.ts'
import type { Command } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'
import { shownFile } from './state/files-slice.ts'

const onPlan = (state: AppState): boolean =>
  state.screen === 'plan' && state.planTab === 'plan' && readyValue(state.sheet) !== null

const isApproved = (state: AppState): boolean => (readyValue(state.sheet)?.approval ?? null) !== null

const hasEntries = (state: AppState): boolean => (readyValue(state.sheet)?.entries.length ?? 0) > 0

/** The latest year before the one that is shown; another year that has a plan where there is none. */
function yearToCopy(sheet: PlanSheet | null): number | null {
  const others = (sheet?.years ?? []).filter((year) => year !== sheet?.year)
  return others.find((year) => year < (sheet?.year ?? 0)) ?? others[0] ?? null
}

/** What can be done with the yearly plan, and with the head of a case file. */
export const planning: readonly Command[] = [
  {
    id: 'add-entry',
    shortcuts: ['Ctrl+N'],
    isEnabled: (state) => onPlan(state) && state.editedEntry === null,
    run: (store) => store.getState().editEntry('new'),
  },
  {
    id: 'import-plan',
    shortcuts: ['Ctrl+I'],
    isEnabled: (state) => onPlan(state) && !isApproved(state),
    run: (store) => void store.getState().choosePlanFile(),
  },
  {
    id: 'export-plan',
    shortcuts: ['Ctrl+Shift+E'],
    isEnabled: (state) => onPlan(state) && hasEntries(state),
    run: (store) => void store.getState().exportPlan(),
  },
  {
    id: 'copy-plan',
    shortcuts: [],
    isEnabled: (state) => onPlan(state) && !isApproved(state),
    run: (store) => {
      const { sheet, openPlanForm, loadCopySource } = store.getState()
      openPlanForm({ kind: 'copy' })
      const from = yearToCopy(readyValue(sheet))
      if (from !== null) void loadCopySource(from)
    },
  },
  {
    id: 'approve-plan',
    shortcuts: [],
    isEnabled: (state) => onPlan(state) && !isApproved(state) && hasEntries(state),
    run: (store) => store.getState().openPlanForm({ kind: 'approve' }),
  },
  {
    id: 'withdraw-approval',
    shortcuts: [],
    isEnabled: (state) => onPlan(state) && isApproved(state),
    run: (store) => store.getState().openPlanForm({ kind: 'withdraw' }),
  },
  {
    id: 'open-outside',
    shortcuts: ['Ctrl+Shift+H'],
    isEnabled: (state) => state.screen === 'files' || state.screen === 'plan',
    run: (store) => store.getState().openPlanForm({ kind: 'outside' }),
  },
  {
    id: 'edit-head',
    shortcuts: [],
    isEnabled: (state) => state.screen === 'files' && shownFile(state)?.file.state === 'open',
    run: (store) => {
      const file = shownFile(store.getState())?.file
      if (file !== undefined) store.getState().openPlanForm({ kind: 'head', file })
    },
  },
]
