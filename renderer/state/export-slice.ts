import type { ExportSlice, Slice } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { Ports } from './ports.ts'

/** Taking a document out of the vault as files. */
export function createExportSlice(ports: Ports): Slice<ExportSlice> {
  const { client, desktop } = ports
  return (set, get) => ({
    exportStep: { kind: 'idle' },
    openExport: (document) =>
      set({ dialog: { kind: 'paper', what: 'export', document }, exportStep: { kind: 'idle' } }),
    exportDocument: async (document, extras) => {
      const folder = await desktop.chooseFolder()
      if (folder === null) return
      const pagesTotal = document.pages.length
      set({ exportStep: { kind: 'writing', id: document.id, pagesDone: 0, pagesTotal } })
      const result = await attempt(ports, () =>
        client.exportDocument({ id: document.id, folder, extras: [...extras] }),
      )
      if (result.ok) return set({ exportStep: { kind: 'written', exported: result.value } })
      const isStopped = result.fault.code === 'cancelled'
      set({ exportStep: isStopped ? { kind: 'idle' } : { kind: 'failed', fault: result.fault } })
    },
    noteExport: (progress) => {
      const { exportStep } = get()
      if (exportStep.kind === 'writing' && exportStep.id === progress.id)
        set({ exportStep: { kind: 'writing', ...progress } })
    },
    cancelExport: async () => {
      const result = await attempt(ports, () => client.cancelExport({}))
      if (!result.ok) get().tell(result.fault)
    },
  })
}
