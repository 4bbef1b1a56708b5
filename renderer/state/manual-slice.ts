import { chapterAbout, type ManualBook, type ManualPlace } from '../../domain/manual-book.ts'
import type { Slice } from './app-state.ts'
import { fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import type { ManualFileOutcome, Ports } from './ports.ts'
import { isVaultOpen } from './session-slice.ts'

/** Where the manual is open, and what is looked for in it. */
export interface OpenManual {
  /** Null until its contents are there. */
  readonly place: ManualPlace | null
  readonly query: string
  /** What came of opening the file to print; null before that was asked. */
  readonly file: ManualFileOutcome | null
}

export interface ManualSlice {
  readonly manualBook: Remote<ManualBook>
  /** Null while it is closed. */
  readonly manual: OpenManual | null
  loadManual(): Promise<void>
  /** Opens the manual above everything else, at the chapter about the present screen. */
  openManual(): Promise<void>
  showManual(place: ManualPlace): void
  searchManual(query: string): void
  /** Hands the PDF to the system's own program. */
  openManualFile(): Promise<void>
  closeManual(): void
}

export function createManualSlice(ports: Ports): Slice<ManualSlice> {
  return (set, get) => {
    const change = (part: Partial<OpenManual>): void =>
      set(({ manual }) => (manual === null ? {} : { manual: { ...manual, ...part } }))
    return {
      manualBook: loading,
      manual: null,
      loadManual: async () => {
        if (get().manualBook.kind !== 'ready') {
          set({ manualBook: await fetchRemote(ports, () => ports.desktop.manualBook()) })
        }
        const state = get()
        const book = readyValue(state.manualBook)
        if (book !== null && state.manual?.place === null) {
          change({ place: chapterAbout(book, isVaultOpen(state) ? state.screen : null) })
        }
      },
      openManual: async () => {
        set({ helpTopic: null, manual: { place: null, query: '', file: null } })
        await get().loadManual()
      },
      showManual: (place) => change({ place }),
      searchManual: (query) => change({ query }),
      openManualFile: async () => change({ file: await ports.desktop.openManualFile() }),
      closeManual: () => set({ manual: null }),
    }
  }
}
