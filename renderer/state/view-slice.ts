import type { FaultReport } from '../../domain/fault.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Slice } from './app-state.ts'
import { fetchRemote, loading, type Remote } from './attempt.ts'
import type { Ports } from './ports.ts'

export const screens = ['overview', 'intake', 'review', 'files', 'search', 'deposits', 'settings'] as const
export type Screen = (typeof screens)[number]

/** The one dialog above the window. */
export type Dialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'connect' }
  | { readonly kind: 'reopen'; readonly caseFile: string }
  | { readonly kind: 'deposit'; readonly chosen: readonly string[] }
  | {
      readonly kind: 'page'
      readonly document: Document
      readonly page: number
      readonly text: Remote<string>
    }

/** What has just been done, by the key of its words. */
export type DoneKind =
  | 'accepted'
  | 'filed'
  | 'taken-out'
  | 'closed'
  | 'reopened'
  | 'opened'
  | 'deposited'
  | 'connected'

export type Notice =
  | { readonly kind: 'fault'; readonly fault: FaultReport }
  | { readonly kind: 'done'; readonly done: DoneKind; readonly name: string }

export interface ViewSlice {
  readonly screen: Screen
  readonly dialog: Dialog | null
  readonly notice: Notice | null
  show(screen: Screen): void
  openDialog(dialog: Dialog): void
  closeDialog(): void
  /** Shows a page of a document with what was read on it. */
  openPage(document: Document, page: number): Promise<void>
  tell(fault: FaultReport): void
  confirm(done: DoneKind, name: string): void
  dismissNotice(): void
  /** Fetches again what the present screen and the status bar show. Bursts cost one round. */
  refresh(): Promise<void>
  /** Drops everything of a vault that was locked. */
  forget(): void
}

/** @param refresh see `ViewSlice`. @param forgotten the slices as they are before a vault is open */
export function createViewSlice(
  ports: Ports,
  { refresh, forget }: Pick<ViewSlice, 'refresh' | 'forget'>,
): Slice<ViewSlice> {
  return (set, get) => ({
    screen: 'overview',
    dialog: null,
    notice: null,
    show: (screen) => {
      set({ screen, dialog: null, notice: null })
      void get().refresh()
    },
    openDialog: (dialog) => set({ dialog }),
    closeDialog: () => set({ dialog: null }),
    openPage: async (document, page) => {
      set({ dialog: { kind: 'page', document, page, text: loading } })
      const hash = document.texts[document.pages[page]?.id ?? '']
      const text: Remote<string> =
        hash === undefined
          ? { kind: 'ready', value: '' }
          : await fetchRemote(ports, async () => (await ports.client.pageText({ text: hash })).text)
      const { dialog } = get()
      if (dialog?.kind === 'page' && dialog.document.id === document.id && dialog.page === page) {
        set({ dialog: { ...dialog, text } })
      }
    },
    tell: (fault) => set({ notice: { kind: 'fault', fault } }),
    confirm: (done, name) => set({ notice: { kind: 'done', done, name } }),
    dismissNotice: () => set({ notice: null }),
    refresh,
    forget,
  })
}
