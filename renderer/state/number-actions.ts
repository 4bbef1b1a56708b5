import type { Slice } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { PlanSlice } from './plan-state.ts'
import type { Ports } from './ports.ts'
import { settle, settleForm } from './settle.ts'

type NumberActions = Pick<PlanSlice, 'proposeNotation' | 'openOutside' | 'saveHead' | 'renumber'>

export function createNumberActions(ports: Ports): Slice<NumberActions> {
  const { client } = ports
  return (_set, get) => ({
    proposeNotation: async (place) => {
      const result = await attempt(ports, () => client.proposeNotation(place))
      return result.ok ? result.value.notation : ''
    },
    openOutside: async (form) => {
      const result = await attempt(ports, () => client.openOutsidePlan(form))
      if (!result.ok) return result.fault
      get().closeDialog()
      get().openFile(result.value.id)
      get().confirm('opened', form.notation)
      return null
    },
    saveHead: (id, head) =>
      settleForm(ports, get, {
        call: () => client.editCaseFileHead({ ...head, id }),
        done: 'head-saved',
        name: () => head.notation,
      }),
    renumber: (id) =>
      settle(ports, get, {
        call: () => client.renumber({ id }),
        done: 'renumbered',
        name: ({ notation }) => notation,
      }),
  })
}
