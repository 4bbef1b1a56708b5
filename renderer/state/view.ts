import type { FaultReport } from '../../domain/fault.ts'
import type { Document } from '../../domain/records/document.ts'
import type { UndoLabel } from '../../domain/undo.ts'
import type { Remote } from './attempt.ts'

export const screens = ['overview', 'intake', 'review', 'files', 'search', 'deposits', 'settings'] as const
export type Screen = (typeof screens)[number]

/** The one dialog above the window. */
export type Dialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'connect' }
  | { readonly kind: 'reopen'; readonly caseFile: string }
  | { readonly kind: 'deposit'; readonly chosen: readonly string[] }
  | { readonly kind: 'user'; readonly form: UserForm }
  | { readonly kind: 'statement'; readonly paths: readonly string[] }
  | { readonly kind: 'secret-stop' }
  | { readonly kind: 'isolated'; readonly id: string }
  | { readonly kind: 'paper'; readonly what: 'split' | 'export'; readonly document: Document }
  | {
      readonly kind: 'page'
      readonly document: Document
      readonly page: number
      readonly text: Remote<string>
    }

/** The forms about users and keys. */
export type UserForm =
  | { readonly kind: 'add' | 'change-passphrase' | 'new-sheet' | 'province-key' }
  | { readonly kind: 'reset-passphrase' | 'remove'; readonly user: string; readonly name: string }

/** What has just been done, by the key of its words. */
export type DoneKind =
  | 'accepted'
  | 'filed'
  | 'taken-out'
  | 'split'
  | 'kept-whole'
  | 'closed'
  | 'reopened'
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
  | 'restricted'
  | 'unrestricted'

export type Notice =
  | { readonly kind: 'fault'; readonly fault: FaultReport }
  | { readonly kind: 'done'; readonly done: DoneKind; readonly name: string }
  | { readonly kind: 'undo'; readonly way: 'undone' | 'redone'; readonly label: UndoLabel }
