import type { Slice } from './app-state.ts'
import { attempt } from './attempt.ts'
import { planPlace } from './plan-place.ts'
import type { PlanSlice } from './plan-state.ts'
import type { Ports } from './ports.ts'
import { settle, settleForm } from './settle.ts'

type SheetActions = Pick<
  PlanSlice,
  'saveEntry' | 'deleteEntries' | 'moveHeading' | 'renameHeading' | 'approvePlan' | 'withdrawApproval'
>

export function createSheetActions(ports: Ports): Slice<SheetActions> {
  const { client } = ports
  return (set, get) => {
    const here = () => planPlace(get().sheet)
    return {
      saveEntry: async (id, form) => {
        const call = async (): Promise<void> => {
          if (id === null) await client.addPlanEntry({ ...form, ...here() })
          else await client.editPlanEntry({ ...form, id })
        }
        const fault = await settleForm(ports, get, { call, done: 'entry-saved', name: () => form.notation })
        if (fault === null) set({ editedEntry: null })
        return fault
      },
      deleteEntries: (ids, name) =>
        settle(ports, get, {
          call: () => client.deletePlanEntries({ ids: [...ids] }),
          done: 'entries-deleted',
          name: () => name,
        }),
      moveHeading: async (heading, by) => {
        const result = await attempt(ports, () => client.moveHeading({ ...here(), heading, by }))
        if (!result.ok) get().tell(result.fault)
        await get().refresh()
      },
      renameHeading: (heading, name) =>
        settleForm(ports, get, {
          call: () => client.renameHeading({ ...here(), heading, name }),
          done: 'heading-renamed',
          name: () => name,
        }),
      approvePlan: (decision, decidedOn) =>
        settleForm(ports, get, {
          call: () => client.approvePlan({ ...here(), decision, decidedOn }),
          done: 'plan-approved',
          name: () => decision,
        }),
      withdrawApproval: (reason) =>
        settleForm(ports, get, {
          call: () => client.withdrawApproval({ ...here(), reason }),
          done: 'approval-withdrawn',
          name: () => String(here().year),
        }),
    }
  }
}
