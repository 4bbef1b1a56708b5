import type { EngineApi } from '../domain/api.ts'
import type { CommandId } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { isAllowed } from './state/rights.ts'

/** What a command asks of the engine, where that is not allowed to everybody. */
const procedures: Readonly<Partial<Record<CommandId, keyof EngineApi>>> = {
  'choose-files': 'startBatch',
  accept: 'acceptDocument',
  'accept-and-file': 'acceptDocument',
  'split-here': 'splitDocument',
  'export-document': 'exportDocument',
  'close-file': 'closeCaseFile',
  'reopen-file': 'reopenCaseFile',
  'deposit-file': 'createDeposit',
  'deposit-files': 'createDeposit',
  'sync-now': 'syncNow',
  connect: 'connect',
  undo: 'undo',
  redo: 'redo',
}

/** Does the role of the signed-in user allow the command? */
export function isCommandAllowed(state: AppState, id: CommandId): boolean {
  const procedure = procedures[id]
  return procedure === undefined || isAllowed(state, procedure)
}
