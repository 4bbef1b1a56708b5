import type { EventPayload } from '../../domain/api.ts'
import type { PlacedScheduleRow } from '../../domain/authority-api.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { FormRequest } from '../../domain/forms-api.ts'
import type { ListName } from '../../domain/list-api.ts'
import type { CaseFile } from '../../domain/records/case-file.ts'
import type { Document } from '../../domain/records/document.ts'
import type { UndoLabel } from '../../domain/undo.ts'
import type { AssembleForm } from './assemble-state.ts'
import type { PagesForm } from './batch-desk-state.ts'
import type { PlanForm } from './plan-state.ts'

export const screens = [
  'overview',
  'intake',
  'review',
  'files',
  'plan',
  'search',
  'deposits',
  'sync',
  'conflicts',
  'journal',
  'settings',
] as const
export type Screen = (typeof screens)[number]

/** The one dialog above the window. */
export type Dialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'jobs' }
  /** New keys for a command, by its id. */
  | { readonly kind: 'shortcut'; readonly command: string }
  | { readonly kind: 'discard-sample' }
  | { readonly kind: 'connect' }
  | { readonly kind: 'sync-setting' }
  | { readonly kind: 'reopen'; readonly caseFile: string }
  | { readonly kind: 'closing'; readonly caseFile: string }
  | { readonly kind: 'exclude'; readonly file: CaseFile }
  | { readonly kind: 'target' }
  /** The same change in all chosen rows of a list. */
  | { readonly kind: 'bulk'; readonly list: ListName }
  | { readonly kind: 'export-list'; readonly list: ListName }
  | { readonly kind: 'list-columns'; readonly list: ListName }
  | { readonly kind: 'keep-view'; readonly list: ListName }
  | { readonly kind: 'export-journal' }
  | { readonly kind: 'forms'; readonly requests: readonly FormRequest[] }
  | { readonly kind: 'plan'; readonly form: PlanForm }
  | { readonly kind: 'deposit'; readonly chosen: readonly string[] }
  | { readonly kind: 'packages'; readonly chosen: readonly string[] }
  | { readonly kind: 'check-packages' }
  | { readonly kind: 'bags'; readonly way: 'write' | 'read' }
  | { readonly kind: 'update' }
  | { readonly kind: 'user'; readonly form: UserForm }
  /** Null for a new row of the retention schedule. */
  | { readonly kind: 'schedule-row'; readonly row: PlacedScheduleRow | null }
  | { readonly kind: 'statement'; readonly paths: readonly string[] }
  | { readonly kind: 'secret-stop' }
  | { readonly kind: 'scan' }
  | { readonly kind: 'paste'; readonly pictures: readonly File[] }
  | { readonly kind: 'watch' }
  | { readonly kind: 'isolated'; readonly id: string }
  | { readonly kind: 'pages'; readonly form: PagesForm; readonly batch: string | null }
  | { readonly kind: 'sure' }
  | { readonly kind: 'assemble'; readonly form: AssembleForm }
  | { readonly kind: 'paper'; readonly what: 'split' | 'export'; readonly document: Document }

/** The forms about users and keys. */
export type UserForm =
  | { readonly kind: 'add' | 'change-passphrase' | 'new-sheet' | 'province-key' }
  | { readonly kind: 'reset-passphrase' | 'remove'; readonly user: string; readonly name: string }

/** What has just been done, by the key of its words. */
export type DoneKind =
  | 'accepted'
  | 'accepted-many'
  | 'separated'
  | 'sheets-refused'
  | 'filed'
  | 'filed-many'
  | 'form-made'
  | 'taken-out'
  | 'split'
  | 'kept-whole'
  | 'moved'
  | 'taken-out-many'
  | 'merged'
  | 'sheets-set'
  | 'note-set'
  | 'place-set'
  | 'labels-printed'
  | 'word-corrected'
  | 'correction-taken-back'
  | 'closed'
  | 'reopened'
  | 'excluded'
  | 'included'
  | 'opened'
  | 'deposited'
  | 'connected'
  | 'user-added'
  | 'user-removed'
  | 'role-set'
  | 'passphrase-reset'
  | 'passphrase-changed'
  | 'idle-set'
  | 'province-key-set'
  | 'province-key-removed'
  | 'sheet-kept'
  | 'schedule-row-saved'
  | 'schedule-row-removed'
  | 'schedule-row-reset'
  | 'profile-chosen'
  | 'restricted'
  | 'fonds-saved'
  | 'fonds-closed'
  | 'entry-saved'
  | 'entries-deleted'
  | 'heading-renamed'
  | 'plan-copied'
  | 'plan-imported'
  | 'plan-exported'
  | 'plan-approved'
  | 'approval-withdrawn'
  | 'head-saved'
  | 'renumbered'
  | 'issuer-saved'
  | 'issuer-removed'
  | 'issuers-imported'
  | 'unrestricted'
  | 'sync-setting-saved'
  | 'sync-item-retried'
  | 'sync-item-stopped'
  | 'list-exported'
  | 'journal-exported'
  | 'scanned'

export type Notice =
  | { readonly kind: 'fault'; readonly fault: FaultReport }
  | { readonly kind: 'done'; readonly done: DoneKind; readonly name: string }
  | { readonly kind: 'undo'; readonly way: 'undone' | 'redone'; readonly label: UndoLabel }
  /** A part of the program broke down and was begun anew. */
  | { readonly kind: 'part-died'; readonly part: EventPayload<'partDied'>['part'] }
