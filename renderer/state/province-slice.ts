import type { Deposit } from '../../domain/records/deposit.ts'
import type { ProvinceSlice, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading } from './attempt.ts'
import type { Ports } from './ports.ts'

export function createProvinceSlice(ports: Ports): Slice<ProvinceSlice> {
  const { client } = ports
  return (set, get) => ({
    sync: loading,
    deposits: loading,
    failedDocuments: {},
    loadSync: async () => set({ sync: await fetchRemote(ports, () => client.syncStatus({})) }),
    loadDeposits: async () => {
      const deposits = await fetchRemote(ports, () => client.deposits({}))
      set({ deposits })
      if (deposits.kind !== 'ready') return
      const missing = failedIds(deposits.value).filter((id) => !(id in get().failedDocuments))
      const found = await Promise.all(missing.map((id) => attempt(ports, () => client.document({ id }))))
      const entries = found.flatMap((result) => (result.ok ? [[result.value.id, result.value] as const] : []))
      if (entries.length > 0) {
        set({ failedDocuments: { ...get().failedDocuments, ...Object.fromEntries(entries) } })
      }
    },
    connect: async (url, code) => {
      const result = await attempt(ports, () => client.connect({ url, code }))
      if (!result.ok) return result.fault
      get().closeDialog()
      get().confirm('connected', url)
      await get().syncNow()
      return null
    },
    syncNow: async () => {
      const result = await attempt(ports, () => client.syncNow({}))
      if (!result.ok) get().tell(result.fault)
      await get().refresh()
    },
    deposit: async (caseFiles) => {
      const result = await attempt(ports, () => client.createDeposit({ caseFiles: [...caseFiles] }))
      get().closeDialog()
      if (!result.ok) return get().tell(result.fault)
      get().show('deposits')
      get().confirm('deposited', String(caseFiles.length))
    },
  })
}

/** Documents that the archive did not let pass, in any deposit. */
function failedIds(deposits: readonly Deposit[]): readonly string[] {
  return deposits.flatMap(({ verdicts }) =>
    Object.entries(verdicts).flatMap(([id, verdict]) => (verdict.hasPassed ? [] : [id])),
  )
}
