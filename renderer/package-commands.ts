import type { Command } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'
import { shownFile } from './state/files-slice.ts'

const packable: readonly string[] = ['closed', 'deposited', 'accepted']

/** The case file on the screen, where it may be packed. */
function packableFile(state: AppState): string | null {
  const file = state.screen === 'files' ? shownFile(state)?.file : undefined
  return file !== undefined && packable.includes(file.state) ? file.id : null
}

function hasPackable(state: AppState): boolean {
  const overview = readyValue(state.overview)
  if (overview === null) return false
  return overview.closedFiles + overview.depositedFiles + overview.acceptedFiles > 0
}

/** Packages for the archive. */
export const packaging: readonly Command[] = [
  {
    id: 'export-package',
    shortcuts: [],
    isEnabled: (state) => packableFile(state) !== null,
    run: (store) => {
      const id = packableFile(store.getState())
      if (id !== null) void store.getState().openPackages([id])
    },
  },
  {
    id: 'export-packages',
    shortcuts: [],
    isEnabled: (state) => state.screen === 'deposits' && hasPackable(state),
    run: (store) => void store.getState().openPackages([]),
  },
  {
    id: 'check-packages',
    shortcuts: [],
    isEnabled: (state) => state.screen === 'deposits',
    run: (store) => store.getState().openCheck(),
  },
]
