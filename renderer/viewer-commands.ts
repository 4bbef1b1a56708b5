import type { Document } from '../domain/records/document.ts'
import type { Command } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'
import { shownFile } from './state/files-slice.ts'
import { nextZoom } from './state/viewer-zoom.ts'

/** Something that is done while a document is viewed; its keys mean it nowhere else. */
function viewing(id: Command['id'], shortcuts: readonly string[], run: (state: AppState) => void): Command {
  return {
    id,
    shortcuts,
    screen: 'viewer',
    plainKeys: 'once',
    isEnabled: ({ viewer }) => viewer !== null,
    run: (store) => run(store.getState()),
  }
}

/** The same, with keys that may be held down. */
function repeated(...[id, shortcuts, run]: Parameters<typeof viewing>): Command {
  return { ...viewing(id, shortcuts, run), plainKeys: 'repeated' }
}

/** Goes to what was found. */
function hitStep(...[id, shortcuts, run]: Parameters<typeof viewing>): Command {
  return { ...viewing(id, shortcuts, run), isEnabled: hasHits }
}

const hasHits = ({ viewer }: AppState): boolean => (viewer?.find.hits.length ?? 0) > 0

/** How pages are shown. */
const looks: readonly Command[] = [
  repeated('zoom-in', ['+', '=', 'Shift++', 'Ctrl++', 'Ctrl+='], (state) => zoom(state, 1)),
  repeated('zoom-out', ['-', 'Ctrl+-'], (state) => zoom(state, -1)),
  viewing('fit-width', ['0'], (state) => state.zoomTo('width')),
  viewing('fit-page', ['9'], (state) => state.zoomTo('page')),
  viewing('real-size', ['1'], (state) => state.zoomTo(1)),
  viewing('turn-view', ['R'], (state) => state.turnView(90)),
  viewing('turn-view-back', ['Shift+R'], (state) => state.turnView(270)),
  viewing('turn-page', ['Alt+R'], (state) => void state.turnShownPage(90)),
  viewing('measure', ['M'], (state) =>
    state.changeView({ tool: state.viewer?.tool === 'measure' ? 'select' : 'measure' }),
  ),
  viewing('show-thumbnails', ['T'], (state) =>
    state.changeView({ isRailShown: state.viewer?.isRailShown !== true }),
  ),
  viewing('show-info', ['I'], (state) =>
    state.changeView({ isInfoShown: state.viewer?.isInfoShown !== true }),
  ),
]

function zoom(state: AppState, by: 1 | -1): void {
  const { viewer } = state
  if (viewer !== null) state.zoomTo(nextZoom(viewer, by))
}

/** The document that is shown, or chosen in a list of a screen. */
function documentMeant(state: AppState): { readonly document: Document; readonly page: number } | null {
  if (state.screen === 'review' && state.review !== null)
    return { document: state.review.document, page: state.review.page }
  if (state.screen !== 'files' || shownFile(state) === null || state.chosenDocuments.length !== 1) return null
  const [id] = state.chosenDocuments
  const rows = readyValue(state.contents)?.rows ?? new Map<number, Document>()
  const document = [...rows.values()].find((row) => row.id === id)
  return document === undefined ? null : { document, page: 0 }
}

/** What is done with a document that is looked at. */
export const viewerCommands: readonly Command[] = [
  {
    id: 'open-document',
    shortcuts: ['Ctrl+Shift+V'],
    isEnabled: (state) => documentMeant(state) !== null,
    run: (store) => {
      const meant = documentMeant(store.getState())
      if (meant !== null) void store.getState().openPage(meant.document, meant.page)
    },
  },
  viewing('find-in-document', ['Ctrl+F'], (state) => state.askForQuery()),
  hitStep('next-hit', ['F3'], (state) => state.stepHit(1)),
  hitStep('previous-hit', ['Shift+F3'], (state) => state.stepHit(-1)),
  viewing('go-to-page', ['G', 'Ctrl+G'], (state) => state.askForPage()),
  repeated('view-next-page', ['Alt+ArrowDown', 'N'], (state) => step(state, 1)),
  repeated('view-previous-page', ['Alt+ArrowUp', 'P'], (state) => step(state, -1)),
  ...looks,
  viewing('close-viewer', [], (state) => state.closeViewer()),
]

function step(state: AppState, by: 1 | -1): void {
  state.goToPage((state.viewer?.page ?? 0) + by)
}
