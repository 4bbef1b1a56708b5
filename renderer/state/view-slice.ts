import type { Slice, ViewSlice } from './app-state.ts'

/** What is being looked at; `refresh` and `forget` concern every slice and come from the store. */
export function createViewSlice({
  refresh,
  forget,
}: Pick<ViewSlice, 'refresh' | 'forget'>): Slice<ViewSlice> {
  return (set, get) => ({
    screen: 'overview',
    dialog: null,
    notice: null,
    show: (screen) => {
      set({ screen, dialog: null, viewer: null, notice: null })
      void get().refresh()
    },
    openDialog: (dialog) => set({ dialog }),
    closeDialog: () => set({ dialog: null }),
    tell: (fault) => set({ notice: { kind: 'fault', fault } }),
    confirm: (done, name) => set({ notice: { kind: 'done', done, name } }),
    dismissNotice: () => set({ notice: null }),
    refresh,
    forget,
  })
}
