import type { ConsoleUser } from '../../../domain/console-api.ts'
import { attempt } from './attempt.ts'
import type { ConsoleClient, SessionSlice, Slice } from './console-state.ts'
import { LOADING } from './remote.ts'

export function createSessionSlice(client: ConsoleClient): Slice<SessionSlice> {
  return (set, get) => {
    const enter = async (user: ConsoleUser): Promise<void> => {
      set({ session: { kind: 'in', user } })
      const types = await attempt(set, () => client.documentTypes({}))
      if (types.isDone) {
        set({ typeNames: Object.fromEntries(types.value.map(({ code, name }) => [code, name])) })
      }
      await get().refresh()
    }
    return {
      session: { kind: 'unknown' },
      route: { kind: 'deposits' },
      typeNames: {},
      staleFault: null,
      begin: async () => {
        const me = await attempt(set, () => client.me({}))
        if (!me.isDone) set({ session: { kind: 'unreachable', fault: me.fault } })
        else if (me.value === null) set({ session: { kind: 'out', isExpired: false } })
        else await enter(me.value)
      },
      signIn: async (name, password) => {
        const user = await attempt(set, () => client.signIn({ name, password }))
        if (!user.isDone) return user.fault
        await enter(user.value)
        return null
      },
      signOut: async () => {
        await attempt(set, () => client.signOut({}))
        set({
          session: { kind: 'out', isExpired: false },
          communes: LOADING,
          deposits: LOADING,
          deposit: LOADING,
        })
      },
      go: async (route) => {
        const isOther = route.kind === 'deposit' && route.id !== get().shownDeposit
        const fresh = isOther
          ? { deposit: LOADING, shownDeposit: route.id, place: null, decisionFault: null }
          : {}
        set({ route, staleFault: null, ...fresh })
        await get().refresh()
      },
      refresh: async () => {
        const { session, route, loadCommunes, loadDeposits, loadDeposit } = get()
        if (session.kind !== 'in') return
        if (route.kind === 'communes') await loadCommunes()
        else if (route.kind === 'deposits') await loadDeposits()
        else await loadDeposit(route.id)
      },
    }
  }
}
