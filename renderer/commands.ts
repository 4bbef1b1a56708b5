import { assembling } from './assemble-commands.ts'
import { authorityCommands } from './authority-commands.ts'
import { handingOver } from './bag-commands.ts'
import { isCommandAllowed } from './command-rights.ts'
import { completing } from './complete-commands.ts'
import { printing } from './forms-commands.ts'
import { packaging } from './package-commands.ts'
import { planning } from './plan-commands.ts'
import { reviewing } from './review-commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'
import { shownFile } from './state/files-slice.ts'
import { chosenFilings } from './state/filing-slice.ts'
import { isVaultOpen } from './state/session-slice.ts'
import type { AppStore } from './state/store.ts'
import type { Screen } from './state/view.ts'
import { sending, settling } from './sync-commands.ts'

export const commandIds = [
  'go-overview',
  'go-intake',
  'go-review',
  'go-files',
  'go-plan',
  'go-search',
  'go-deposits',
  'go-sync',
  'go-conflicts',
  'go-settings',
  'choose-files',
  'accept',
  'accept-and-file',
  'next-page',
  'previous-page',
  'next-document',
  'previous-document',
  'take-candidate-1',
  'take-candidate-2',
  'take-candidate-3',
  'take-candidate-4',
  'show-text',
  'split-here',
  'export-document',
  'file-chosen',
  'print-forms',
  'take-target-1',
  'take-target-2',
  'take-target-3',
  'next-fault',
  'previous-fault',
  'contents-by-date',
  'contents-by-number',
  'contents-up',
  'contents-down',
  'move-documents',
  'merge-documents',
  'take-out-documents',
  'document-pages',
  'set-sheets',
  'note-document',
  'note-file',
  'print-separators',
  'set-place',
  'print-box-labels',
  'close-file',
  'exclude-file',
  'reopen-file',
  'deposit-file',
  'deposit-files',
  'export-package',
  'export-packages',
  'check-packages',
  'write-bags',
  'read-bags',
  'add-entry',
  'import-plan',
  'export-plan',
  'copy-plan',
  'approve-plan',
  'withdraw-approval',
  'open-outside',
  'edit-head',
  'sync-now',
  'pause-sync',
  'resume-sync',
  'sync-settings',
  'keep-value-1',
  'keep-value-2',
  'keep-value-3',
  'keep-value-4',
  'keep-both',
  'next-conflict',
  'previous-conflict',
  'open-conflict',
  'connect',
  'import-authority',
  'add-schedule-row',
  'undo',
  'redo',
  'lock',
  'palette',
] as const
export type CommandId = (typeof commandIds)[number]

/** Something a person can do. Rail, buttons, keys and palette all read this table; its words stand under `command` by its id. */
export interface Command {
  readonly id: CommandId
  /** Keys as `Ctrl+Shift+K`, with the key's name of the DOM; the first is the one that is shown. */
  readonly shortcuts: readonly string[]
  /** In a box of text the keys mean what they mean in every box: the typing is taken back, not what was saved. */
  readonly isOfBoxes?: true
  /** Its keys are pressed without Ctrl or Alt, outside of boxes of text; `once` while a key is held down. */
  readonly plainKeys?: 'once' | 'repeated'
  /** The only screen on which its keys mean it; without one they mean it everywhere. */
  readonly screen?: Screen
  isEnabled(state: AppState): boolean
  run(store: AppStore): void
}

const always = (): boolean => true

function go(screen: Screen, shortcut: string): Command {
  return {
    id: `go-${screen}`,
    shortcuts: [shortcut],
    isEnabled: always,
    run: (store) => store.getState().show(screen),
  }
}

function shownFileIn(state: AppState, ...states: readonly string[]): string | null {
  const detail = state.screen === 'files' ? shownFile(state) : null
  return detail !== null && states.includes(detail.file.state) ? detail.file.id : null
}

function hasFilesToDeposit(state: AppState): boolean {
  const { closedFiles, returnedFiles } = readyValue(state.overview) ?? { closedFiles: 0, returnedFiles: 0 }
  return closedFiles + returnedFiles > 0
}

/** The ways to the screens. */
export const travel: readonly Command[] = [
  go('overview', 'Ctrl+1'),
  go('intake', 'Ctrl+2'),
  go('review', 'Ctrl+3'),
  go('files', 'Ctrl+4'),
  go('plan', 'Ctrl+8'),
  {
    id: 'go-search',
    shortcuts: ['Ctrl+F', 'Ctrl+5'],
    isEnabled: always,
    run: (store) => store.getState().showSearch(),
  },
  go('deposits', 'Ctrl+6'),
  go('sync', 'Ctrl+9'),
  go('conflicts', 'Ctrl+0'),
  go('settings', 'Ctrl+7'),
]

/** What is done with documents that wait and with case files. */
export const filing: readonly Command[] = [
  {
    id: 'file-chosen',
    shortcuts: ['Ctrl+Shift+Enter'],
    isEnabled: (state) => state.screen === 'files' && !state.isFiling && chosenFilings(state).length > 0,
    run: (store) => void store.getState().fileChosen(),
  },
  {
    id: 'reopen-file',
    shortcuts: [],
    isEnabled: (state) => shownFileIn(state, 'closed', 'returned') !== null,
    run: (store) => {
      const id = shownFileIn(store.getState(), 'closed', 'returned')
      if (id !== null) store.getState().openDialog({ kind: 'reopen', caseFile: id })
    },
  },
  {
    id: 'deposit-file',
    shortcuts: [],
    isEnabled: (state) => shownFileIn(state, 'closed', 'returned') !== null,
    run: (store) => {
      const id = shownFileIn(store.getState(), 'closed', 'returned')
      if (id !== null) void store.getState().openDeposit([id])
    },
  },
  {
    id: 'deposit-files',
    shortcuts: [],
    isEnabled: (state) => state.screen === 'deposits' && hasFilesToDeposit(state),
    run: (store) => void store.getState().openDeposit([]),
  },
]

/** The whole table. */
export const commands: readonly Command[] = [
  ...travel,
  {
    id: 'choose-files',
    shortcuts: ['Ctrl+O'],
    isEnabled: always,
    run: (store) => void store.getState().chooseFiles(),
  },
  ...reviewing,
  ...completing,
  ...assembling,
  ...filing,
  ...printing,
  ...packaging,
  ...handingOver,
  ...planning,
  {
    id: 'sync-now',
    shortcuts: ['F5', 'Ctrl+R'],
    isEnabled: (state) => (readyValue(state.sync)?.connection ?? null) !== null,
    run: (store) => void store.getState().syncNow(),
  },
  {
    id: 'connect',
    shortcuts: [],
    isEnabled: always,
    run: (store) => store.getState().openDialog({ kind: 'connect' }),
  },
  ...sending,
  ...settling,
  ...authorityCommands,
  {
    id: 'undo',
    shortcuts: ['Ctrl+Z'],
    isOfBoxes: true,
    isEnabled: (state) => (readyValue(state.undoState)?.undo ?? null) !== null,
    run: (store) => void store.getState().undo(),
  },
  {
    id: 'redo',
    shortcuts: ['Ctrl+Shift+Z'],
    isOfBoxes: true,
    isEnabled: (state) => (readyValue(state.undoState)?.redo ?? null) !== null,
    run: (store) => void store.getState().redo(),
  },
  {
    id: 'lock',
    shortcuts: ['Ctrl+L'],
    isEnabled: always,
    run: (store) => void store.getState().lock(),
  },
  {
    id: 'palette',
    shortcuts: ['Ctrl+K'],
    isEnabled: always,
    run: (store) => store.getState().openDialog({ kind: 'palette' }),
  },
]

/** May the command be run now? Nothing runs without an open vault, below a dialog, or against the role. */
export function isAvailable(command: Command, state: AppState): boolean {
  const isFree = isVaultOpen(state) && state.dialog === null
  return isFree && isCommandAllowed(state, command.id) && command.isEnabled(state)
}

export function commandOf(id: CommandId): Command {
  const command = commands.find((candidate) => candidate.id === id)
  if (command === undefined) throw new RangeError(`no command ${id}`)
  return command
}
