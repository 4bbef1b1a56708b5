import type { CommandId } from './command-ids.ts'
import { isCommandAllowed } from './command-rights.ts'
import type { Scope } from './command-scope.ts'
import { type Command, isAvailable } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import type { Screen } from './state/view.ts'

/** What a command needs before it can be run. */
export type Need =
  | 'nothing-waits'
  | 'candidate'
  | 'pages'
  | 'proposal'
  | 'chosen-document'
  | 'chosen-documents'
  | 'chosen-file'
  | 'several-documents'
  | 'open-file'
  | 'closed-file'
  | 'closed-files'
  | 'empty-file'
  | 'fault'
  | 'unapproved-plan'
  | 'approved-plan'
  | 'connection'
  | 'running'
  | 'paused'
  | 'conflict'
  | 'to-undo'
  | 'to-redo'
  | 'now'

/** Why a command cannot be run now. */
export type Reason =
  | { readonly kind: 'role' }
  | { readonly kind: 'screen'; readonly screen: Screen }
  /** While a document is viewed. */
  | { readonly kind: 'viewer' }
  | { readonly kind: 'need'; readonly need: Need }

interface Demand {
  readonly screen?: Scope
  readonly need: Need
}

const of = (need: Need, screen?: Scope): Demand => (screen === undefined ? { need } : { need, screen })

const inReview = of('nothing-waits', 'review')
const candidate = of('candidate', 'review')
const proposal = of('proposal', 'review')
const openFile = of('open-file', 'files')
const chosen = of('chosen-documents', 'files')
const oneChosen = of('chosen-document', 'files')
const files = of('chosen-file', 'files')
const unapproved = of('unapproved-plan', 'plan')
const conflict = of('conflict', 'conflicts')
const connected = of('connection')

/** Of each command that cannot always be run. One that is missing says no more than that it cannot be run now. */
const demands: Readonly<Partial<Record<CommandId, Demand>>> = {
  accept: inReview,
  'accept-and-file': proposal,
  'next-page': of('pages', 'review'),
  'previous-page': of('pages', 'review'),
  'next-document': inReview,
  'previous-document': inReview,
  'take-candidate-1': candidate,
  'take-candidate-2': candidate,
  'take-candidate-3': candidate,
  'take-candidate-4': candidate,
  'take-target-1': proposal,
  'take-target-2': proposal,
  'take-target-3': proposal,
  'show-text': inReview,
  'split-here': of('pages', 'review'),
  'export-document': inReview,
  'file-chosen': chosen,
  'next-fault': of('fault', 'files'),
  'previous-fault': of('fault', 'files'),
  'close-file': openFile,
  'exclude-file': of('empty-file', 'files'),
  'reopen-file': of('closed-file', 'files'),
  'deposit-file': of('closed-file', 'files'),
  'deposit-files': of('closed-files', 'deposits'),
  'contents-by-date': openFile,
  'contents-by-number': openFile,
  'contents-up': chosen,
  'contents-down': chosen,
  'move-documents': chosen,
  'merge-documents': of('several-documents', 'files'),
  'take-out-documents': chosen,
  'document-pages': oneChosen,
  'set-sheets': oneChosen,
  'note-document': oneChosen,
  'note-file': openFile,
  'print-separators': files,
  'set-place': files,
  'print-box-labels': files,
  'export-package': of('closed-file', 'files'),
  'export-packages': of('closed-files', 'deposits'),
  'check-packages': of('now', 'deposits'),
  'write-bags': of('connection', 'sync'),
  'read-bags': of('connection', 'sync'),
  'add-entry': of('now', 'plan'),
  'import-plan': unapproved,
  'export-plan': of('now', 'plan'),
  'copy-plan': unapproved,
  'approve-plan': unapproved,
  'withdraw-approval': of('approved-plan', 'plan'),
  'open-outside': of('now', 'files'),
  'edit-head': openFile,
  'print-forms': of('now', 'files'),
  'sync-now': connected,
  'pause-sync': of('running', 'sync'),
  'resume-sync': of('paused', 'sync'),
  'sync-settings': of('connection', 'sync'),
  'keep-value-1': conflict,
  'keep-value-2': conflict,
  'keep-value-3': conflict,
  'keep-value-4': conflict,
  'keep-both': conflict,
  'next-conflict': conflict,
  'previous-conflict': conflict,
  'open-conflict': conflict,
  'add-schedule-row': of('now', 'settings'),
  undo: of('to-undo'),
  redo: of('to-redo'),
}

/** Why the command cannot be run; null where it can. */
export function reasonAgainst(command: Command, state: AppState): Reason | null {
  if (isAvailable(command, state)) return null
  if (!isCommandAllowed(state, command.id)) return { kind: 'role' }
  const { screen = command.screen, need = 'now' } = demands[command.id] ?? {}
  if (screen === 'viewer') return { kind: 'viewer' }
  if (screen !== undefined && screen !== state.screen) return { kind: 'screen', screen }
  return { kind: 'need', need }
}
