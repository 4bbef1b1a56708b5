import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading } from './attempt.ts'
import { createFondsActions } from './fonds-actions.ts'
import { createIssuerActions } from './issuer-actions.ts'
import { createNumberActions } from './number-actions.ts'
import { createPlanFileActions } from './plan-file-actions.ts'
import type { PlanSlice } from './plan-state.ts'
import type { Ports } from './ports.ts'
import { createSheetActions } from './sheet-actions.ts'

/** The yearly plan with its fonds and the list of issuers. */
export function createPlanSlice(ports: Ports): Slice<PlanSlice> {
  const { client } = ports
  return (set, get, api) => ({
    planTab: 'plan',
    fondsRows: loading,
    sheet: loading,
    sheetFonds: null,
    sheetYear: null,
    editedEntry: null,
    copySource: loading,
    clashes: loading,
    issuers: loading,
    issuerMatch: null,
    loadPlanScreen: async () => {
      const { sheetFonds: fonds, sheetYear: year } = get()
      const [sheet, clashes, issuers] = await Promise.all([
        fetchRemote(ports, () => client.planSheet({ fonds, year })),
        fetchRemote(ports, () => client.notationClashes({})),
        fetchRemote(ports, () => client.issuers({})),
        get().loadFonds(),
      ])
      // Another plan may have been chosen while this one was fetched.
      if (get().sheetFonds === fonds && get().sheetYear === year) set({ sheet, clashes, issuers })
    },
    loadFonds: async () => set({ fondsRows: await fetchRemote(ports, () => client.fondsList({})) }),
    showPlanTab: (planTab) => set({ planTab }),
    showSheet: (sheetFonds, sheetYear) => {
      set({ sheetFonds, sheetYear, editedEntry: null })
      void get().refresh()
    },
    editEntry: (editedEntry) => set({ editedEntry }),
    openPlanForm: (form) => get().openDialog({ kind: 'plan', form }),
    loadIssuerMatch: async (name, date) => {
      const known = get().issuerMatch
      if (known?.name === name && known.date === date) return
      set({ issuerMatch: { name, date, match: null } })
      if (name.trim() === '') return
      const result = await attempt(ports, () => client.matchIssuer({ name, date }))
      const asked = get().issuerMatch
      if (!result.ok || asked?.name !== name || asked.date !== date) return
      set({ issuerMatch: { name, date, match: result.value } })
    },
    ...createFondsActions(ports)(set, get, api),
    ...createSheetActions(ports)(set, get, api),
    ...createPlanFileActions(ports)(set, get, api),
    ...createNumberActions(ports)(set, get, api),
    ...createIssuerActions(ports)(set, get, api),
  })
}
