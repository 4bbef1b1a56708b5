import { layerText } from '../../domain/text-layer.ts'
import { correctedLayer } from '../../domain/word-corrections.ts'
import type { Slice, ViewSlice } from './app-state.ts'
import { fetchRemote, loading, type Remote } from './attempt.ts'
import type { Ports } from './ports.ts'

/** What is being looked at; `refresh` and `forget` concern every slice and come from the store. */
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
      const id = document.pages[page]?.id ?? ''
      const hash = document.texts[id]
      const text: Remote<string> =
        hash === undefined
          ? { kind: 'ready', value: '' }
          : await fetchRemote(ports, async () => {
              const { layer } = await ports.client.pageText({ text: hash })
              return layerText(correctedLayer(layer, document.corrections[id]))
            })
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
