import { appearing } from './appearance-commands.ts'
import { assembling } from './assemble-commands.ts'
import { authorityCommands } from './authority-commands.ts'
import { handingOver } from './bag-commands.ts'
import type { CommandId } from './command-ids.ts'
import { isCommandAllowed } from './command-rights.ts'
import { isInScope, type Scope } from './command-scope.ts'
import { completing } from './complete-commands.ts'
import { guiding } from './desk-commands.ts'
import { printing } from './forms-commands.ts'
import { listing } from './list-commands.ts'
import { packaging } from './package-commands.ts'
import { pageWork } from './page-commands.ts'
import { planning } from './plan-commands.ts'
import { reviewing } from './review-commands.ts'
import { scanning } from './scan-commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'
import { shownFile } from './state/files-slice.ts'
import { chosenFilings } from './state/filing-slice.ts'
import { isVaultOpen } from './state/session-slice.ts'
import type { AppStore } from './state/store.ts'
import type { Dialog, Screen } from './state/view.ts'
import { sending, settling } from './sync-commands.ts'
import { updating } from './update-commands.ts'
import { viewerCommands } from './viewer-commands.ts'
import { windowing } from './window-commands.ts'

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
  readonly screen?: Scope
  /** The dialogue above which its keys are heard as well. */
  readonly isOverDialog?: Dialog['kind']
  /** Can be run while a document is viewed as well. */
  readonly isOverViewer?: true
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
  go('journal', 'Ctrl+H'),
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
  ...pageWork,
  ...scanning,
  ...completing,
  ...assembling,
  ...filing,
  ...listing,
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
  ...updating,
  ...guiding,
  ...appearing,
  ...windowing,
  ...viewerCommands,
  {
    id: 'undo',
    shortcuts: ['Ctrl+Z'],
    isOverViewer: true,
    isOfBoxes: true,
    isEnabled: (state) => (readyValue(state.undoState)?.undo ?? null) !== null,
    run: (store) => void store.getState().undo(),
  },
  {
    id: 'redo',
    shortcuts: ['Ctrl+Shift+Z'],
    isOverViewer: true,
    isOfBoxes: true,
    isEnabled: (state) => (readyValue(state.undoState)?.redo ?? null) !== null,
    run: (store) => void store.getState().redo(),
  },
  {
    id: 'lock',
    shortcuts: ['Ctrl+L'],
    isOverViewer: true,
    isEnabled: always,
    run: (store) => void store.getState().lock(),
  },
  {
    id: 'palette',
    shortcuts: ['Ctrl+K'],
    isOverViewer: true,
    isEnabled: always,
    run: (store) => store.getState().openDialog({ kind: 'palette' }),
  },
]

function isUncovered({ isOverDialog }: Command, { dialog }: AppState): boolean {
  return dialog === null || dialog.kind === isOverDialog
}

/** May the command be run now? Nothing runs without an open vault, below a dialog, or against the role. */
export function isAvailable(command: Command, state: AppState): boolean {
  const isFree = isVaultOpen(state) && isUncovered(command, state) && isInScope(command, state)
  return isFree && isCommandAllowed(state, command.id) && command.isEnabled(state)
}

/** The same for a button: what opens over it leaves it as it is, so that nothing flickers. */
export function canPress(command: Command, state: AppState): boolean {
  // The state is copied only below a dialogue: every button asks with every change.
  return isAvailable(command, isUncovered(command, state) ? state : { ...state, dialog: null })
}

export function commandOf(id: CommandId): Command {
  const command = commands.find((candidate) => candidate.id === id)
  if (command === undefined) throw new RangeError(`no command ${id}`)
  return command
}
