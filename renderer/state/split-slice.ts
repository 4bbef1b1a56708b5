import type { Document } from '../../domain/records/document.ts'
import type { SplitProposal } from '../../domain/records/findings.ts'
import type { Slice, SplitSlice } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { Ports } from './ports.ts'

/** Cutting a scan that holds several documents. */
export function createSplitSlice(ports: Ports): Slice<SplitSlice> {
  const { client } = ports
  return (set, get) => ({
    isSplitting: false,
    splitDocument: async (id, at) => {
      if (get().isSplitting) return
      set({ isSplitting: true })
      const result = await attempt(ports, () => client.splitDocument({ id, at: [...at] }))
      set({ isSplitting: false, dialog: null })
      if (!result.ok) return get().tell(result.fault)
      get().confirm('split', String(at.length + 1))
      await get().refresh()
    },
    dismissSplits: async (id) => {
      const result = await attempt(ports, () => client.dismissSplits({ id }))
      set({ dialog: null })
      if (!result.ok) return get().tell(result.fault)
      get().confirm('kept-whole', '')
      await get().refresh()
    },
  })
}

/** The cuts that the machine proposes and nobody decided on, in the order of the pages. */
export function openSplits({ findings, isOneDocument, pages }: Document): readonly SplitProposal[] {
  if (findings === null || isOneDocument) return noSplits
  const within = findings.splits.filter(({ page }) => page < pages.length)
  return within.toSorted((a, b) => a.page - b.page)
}

const noSplits: readonly SplitProposal[] = []
