import type { Slice } from './app-state.ts'
import { fetchRemote, loading } from './attempt.ts'
import { planPlace } from './plan-place.ts'
import type { PlanSlice } from './plan-state.ts'
import type { Ports } from './ports.ts'
import { settle, settleForm } from './settle.ts'

type PlanFileActions = Pick<
  PlanSlice,
  'loadCopySource' | 'copyPlan' | 'choosePlanFile' | 'importPlan' | 'exportPlan'
>

/** What puts many entries into a plan at once, and what takes a plan out. */
export function createPlanFileActions(ports: Ports): Slice<PlanFileActions> {
  const { client, desktop } = ports
  return (set, get) => {
    const here = () => planPlace(get().sheet)
    return {
      loadCopySource: async (year) => {
        set({ copySource: loading })
        const { fonds } = here()
        set({ copySource: await fetchRemote(ports, () => client.planSheet({ fonds, year })) })
      },
      copyPlan: (from, entries) =>
        settleForm(ports, get, {
          call: () => client.copyPlan({ ...here(), from, entries: entries === null ? null : [...entries] }),
          done: 'plan-copied',
          name: ({ copied, left }) => `${copied}/${copied + left}`,
        }),
      choosePlanFile: async () => {
        const [path] = await desktop.chooseFiles()
        if (path === undefined) return
        get().openPlanForm({ kind: 'import', preview: loading })
        const preview = await fetchRemote(ports, () => client.previewPlanImport({ ...here(), path }))
        get().openPlanForm({ kind: 'import', preview })
      },
      importPlan: ({ path, sha }) =>
        settleForm(ports, get, {
          call: () => client.importPlan({ ...here(), path, sha }),
          done: 'plan-imported',
          name: ({ taken }) => String(taken),
        }),
      exportPlan: async () => {
        const folder = await desktop.chooseFolder()
        if (folder === null) return
        await settle(ports, get, {
          call: () => client.exportPlan({ ...here(), folder }),
          done: 'plan-exported',
          name: ({ file }) => file,
        })
      },
    }
  }
}
