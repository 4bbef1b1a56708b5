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
  'file-chosen': 'fileDocuments',
  'contents-by-date': 'reorderContents',
  'contents-by-number': 'reorderContents',
  'contents-up': 'reorderContents',
  'contents-down': 'reorderContents',
  'move-documents': 'moveDocuments',
  'merge-documents': 'mergeDocuments',
  'take-out-documents': 'moveDocuments',
  'document-pages': 'turnPage',
  'set-sheets': 'setSheets',
  'note-document': 'setNote',
  'note-file': 'setNote',
  'print-separators': 'printSeparators',
  'set-place': 'setPlace',
  'print-box-labels': 'printBoxLabels',
  'close-file': 'closeCaseFile',
  'exclude-file': 'excludeCaseFile',
  'reopen-file': 'reopenCaseFile',
  'deposit-file': 'createDeposit',
  'deposit-files': 'createDeposit',
  'export-package': 'exportPackages',
  'export-packages': 'exportPackages',
  'check-packages': 'checkPackages',
  'write-bags': 'writeBags',
  'read-bags': 'readBags',
  'add-entry': 'addPlanEntry',
  'import-plan': 'importPlan',
  'copy-plan': 'copyPlan',
  'approve-plan': 'approvePlan',
  'withdraw-approval': 'withdrawApproval',
  'open-outside': 'openOutsidePlan',
  'edit-head': 'editCaseFileHead',
  'sync-now': 'syncNow',
  'pause-sync': 'setSyncSetting',
  'resume-sync': 'setSyncSetting',
  'sync-settings': 'setSyncSetting',
  'keep-value-1': 'settleConflict',
  'keep-value-2': 'settleConflict',
  'keep-value-3': 'settleConflict',
  'keep-value-4': 'settleConflict',
  'keep-both': 'keepBoth',
  connect: 'connect',
  'import-authority': 'importAuthority',
  'add-schedule-row': 'setScheduleRow',
  undo: 'undo',
  redo: 'redo',
}

/** Does the role of the signed-in user allow the command? */
export function isCommandAllowed(state: AppState, id: CommandId): boolean {
  const procedure = procedures[id]
  return procedure === undefined || isAllowed(state, procedure)
}
