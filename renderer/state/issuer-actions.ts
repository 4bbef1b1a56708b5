import type { Slice } from './app-state.ts'
import { fetchRemote, loading } from './attempt.ts'
import type { PlanSlice } from './plan-state.ts'
import type { Ports } from './ports.ts'
import { settle, settleForm } from './settle.ts'

type IssuerActions = Pick<PlanSlice, 'saveIssuer' | 'removeIssuer' | 'chooseIssuerFile' | 'importIssuers'>

export function createIssuerActions(ports: Ports): Slice<IssuerActions> {
  const { client, desktop } = ports
  return (_set, get) => ({
    saveIssuer: (id, form) =>
      settleForm(ports, get, {
        call: async () => {
          if (id === null) await client.addIssuer(form)
          else await client.editIssuer({ ...form, id })
        },
        done: 'issuer-saved',
        name: () => form.name,
      }),
    removeIssuer: ({ id, name }) =>
      settle(ports, get, {
        call: () => client.removeIssuer({ id }),
        done: 'issuer-removed',
        name: () => name,
      }),
    chooseIssuerFile: async () => {
      const [path] = await desktop.chooseFiles()
      if (path === undefined) return
      get().openPlanForm({ kind: 'import-issuers', preview: loading })
      const preview = await fetchRemote(ports, () => client.previewIssuerImport({ path }))
      get().openPlanForm({ kind: 'import-issuers', preview })
    },
    importIssuers: ({ path, sha }) =>
      settleForm(ports, get, {
        call: () => client.importIssuers({ path, sha }),
        done: 'issuers-imported',
        name: ({ taken }) => String(taken),
      }),
  })
}
