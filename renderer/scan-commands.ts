import type { ScanTarget } from '../domain/scan-api.ts'
import type { Command } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { canScan, isScanning, scanSession } from './state/scan-slice.ts'

const isDialogOpen = (state: AppState): boolean => state.dialog?.kind === 'scan'

function besidePicked(
  id: 'scan-before' | 'scan-after' | 'scan-replace',
  way: ScanTarget['way'],
  shortcut: string,
): Command {
  return {
    id,
    shortcuts: [shortcut],
    isOverDialog: 'scan',
    isEnabled: (state) => isDialogOpen(state) && state.scanForm.picked !== null && canScan(state),
    run: (store) => void store.getState().startScan(way),
  }
}

/** What is done before the scanner; the keys of the sitting are heard in its dialogue. */
export const scanning: readonly Command[] = [
  {
    id: 'scan',
    shortcuts: ['F11'],
    isOverDialog: 'scan',
    isEnabled: (state) => (isDialogOpen(state) ? canScan(state) : true),
    run: (store) => {
      const state = store.getState()
      void (isDialogOpen(state) ? state.startScan('end') : state.openScan(null))
    },
  },
  {
    id: 'scan-test',
    shortcuts: ['Shift+F11'],
    isOverDialog: 'scan',
    isEnabled: (state) => isDialogOpen(state) && canScan(state),
    run: (store) => void store.getState().testScan(),
  },
  besidePicked('scan-before', 'before', 'Alt+F11'),
  besidePicked('scan-after', 'after', 'Ctrl+F11'),
  besidePicked('scan-replace', 'replace', 'Ctrl+Shift+F11'),
  {
    id: 'scan-finish',
    shortcuts: ['F12'],
    isOverDialog: 'scan',
    isEnabled: (state) => isDialogOpen(state) && scanSession(state)?.stop === null && !isScanning(state),
    run: (store) => void store.getState().finishScan(),
  },
  {
    id: 'watch-folder',
    shortcuts: [],
    isEnabled: () => true,
    run: (store) => {
      void store.getState().loadWatch()
      store.getState().openDialog({ kind: 'watch' })
    },
  },
]
