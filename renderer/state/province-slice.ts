import type { DepositRow } from '../../domain/desk-rows.ts'
import type { AppState, ProvinceSlice, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, readyValue } from './attempt.ts'
import { firstRows } from './paged.ts'
import type { Ports } from './ports.ts'

/** Deposits that are shown at first, and further ones with each wish for more. */
const DEPOSITS_AT_ONCE = 20
const FILES_AT_ONCE = 20

export function createProvinceSlice(ports: Ports): Slice<ProvinceSlice> {
  const { client } = ports
  return (set, get) => ({
    ...depositLists(ports, get, set),
    sync: loading,
    loadSync: async () => set({ sync: await fetchRemote(ports, () => client.syncStatus({})) }),
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
  })
}

type Lists = Pick<
  ProvinceSlice,
  'deposits' | 'depositFiles' | 'failedDocuments' | 'loadDeposits' | 'moreDeposits' | 'moreDepositFiles'
>

function depositLists(ports: Ports, get: () => AppState, set: (part: Partial<AppState>) => void): Lists {
  const { client } = ports
  const loadFiles = async (id: string, count: number): Promise<void> => {
    const result = await attempt(ports, () =>
      firstRows((span) => client.depositFiles({ id, ...span }), count),
    )
    if (result.ok) set({ depositFiles: { ...get().depositFiles, [id]: result.value } })
    else get().tell(result.fault)
  }
  const filesShown = (id: string): number => get().depositFiles[id]?.rows.length ?? 0
  const loadFailed = async (rows: readonly DepositRow[]): Promise<void> => {
    const missing = rows
      .flatMap(({ failed }) => failed.map(({ document }) => document))
      .filter((id) => !(id in get().failedDocuments))
    const found = await Promise.all(missing.map((id) => attempt(ports, () => client.document({ id }))))
    const entries = found.flatMap((result) => (result.ok ? [[result.value.id, result.value] as const] : []))
    if (entries.length > 0) {
      set({ failedDocuments: { ...get().failedDocuments, ...Object.fromEntries(entries) } })
    }
  }
  const load = async (count: number): Promise<void> => {
    const deposits = await fetchRemote(ports, () => firstRows((span) => client.deposits(span), count))
    set({ deposits })
    const { rows } = readyValue(deposits) ?? { rows: [] }
    for (const { deposit } of rows)
      await loadFiles(deposit.id, Math.max(FILES_AT_ONCE, filesShown(deposit.id)))
    await loadFailed(rows)
  }
  const shown = (): number => readyValue(get().deposits)?.rows.length ?? 0
  return {
    deposits: loading,
    depositFiles: {},
    failedDocuments: {},
    loadDeposits: () => load(Math.max(DEPOSITS_AT_ONCE, shown())),
    moreDeposits: () => load(shown() + DEPOSITS_AT_ONCE),
    moreDepositFiles: (id) => loadFiles(id, filesShown(id) + FILES_AT_ONCE),
  }
}
