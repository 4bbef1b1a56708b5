import type { Slice } from './app-state.ts'
import type { PlanSlice } from './plan-state.ts'
import type { Ports } from './ports.ts'
import { settleForm } from './settle.ts'

export function createFondsActions(ports: Ports): Slice<Pick<PlanSlice, 'saveFonds' | 'closeFonds'>> {
  const { client } = ports
  return (_set, get) => ({
    saveFonds: (id, form) =>
      settleForm(ports, get, {
        call: async () => {
          const { closedOn, ...others } = form
          if (id !== null) await client.editFonds({ ...form, id })
          // The form of a new fonds asks for the day on which it was closed.
          else await client.addFonds({ ...others, closedOn: closedOn ?? '' })
        },
        done: 'fonds-saved',
        name: () => form.agencyName,
      }),
    closeFonds: (id, closedOn, successor) =>
      settleForm(ports, get, {
        call: () => client.closeFonds({ id, closedOn, successor }),
        done: 'fonds-closed',
        name: () => successor.agencyName,
      }),
  })
}
