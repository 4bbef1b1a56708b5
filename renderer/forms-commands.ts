import type { FormRequest } from '../domain/forms-api.ts'
import type { Command } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'
import { shownFile } from './state/files-slice.ts'
import { openVault } from './state/session-slice.ts'

/** The forms of what the screen shows. */
function formsOf(state: AppState): readonly FormRequest[] {
  const plan = readyValue(state.plan)
  const fonds = openVault(state)?.fonds.id
  const file = state.screen === 'files' ? shownFile(state)?.file : undefined
  if (file !== undefined) {
    return (['cover', 'contents', 'closing'] as const).map((kind) => ({ kind, caseFile: file.id }))
  }
  if (state.screen === 'files' || state.screen === 'plan') {
    const year = plan?.year ?? null
    return year === null || fonds === undefined ? [] : [{ kind: 'plan', fonds, year }]
  }
  if (state.screen !== 'overview') return []
  return [{ kind: 'expired' }, { kind: 'officer', from: '', to: '', reason: '' }]
}

/** Forms on paper. */
export const printing: readonly Command[] = [
  {
    id: 'print-forms',
    shortcuts: ['Ctrl+P'],
    isEnabled: (state) => formsOf(state).length > 0,
    run: (store) => store.getState().openForms(formsOf(store.getState())),
  },
]
