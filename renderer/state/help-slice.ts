import type { HelpBook } from '../../domain/help-api.ts'
import type { Slice } from './app-state.ts'
import { fetchRemote, loading, type Remote } from './attempt.ts'
import type { Ports } from './ports.ts'

export interface HelpSlice {
  readonly helpBook: Remote<HelpBook>
  /** What is explained above everything else; null while nothing is. */
  readonly helpTopic: string | null
  /** Fetched once, when somebody first asks. */
  loadHelp(): Promise<void>
  openHelp(topic: string): void
  /** Explains the present screen. */
  openHelpHere(): void
  closeHelp(): void
}

export function createHelpSlice(ports: Ports): Slice<HelpSlice> {
  return (set, get) => ({
    helpBook: loading,
    helpTopic: null,
    loadHelp: async () => {
      if (get().helpBook.kind === 'ready') return
      set({ helpBook: await fetchRemote(ports, () => ports.client.helpBook({})) })
    },
    openHelp: (helpTopic) => {
      set({ helpTopic })
      void get().loadHelp()
    },
    openHelpHere: () => get().openHelp(`screen/${get().screen}`),
    closeHelp: () => set({ helpTopic: null }),
  })
}
