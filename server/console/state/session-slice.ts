import type { ConsoleUser } from '../../../domain/console-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import { attempt } from './attempt.ts'
import { type ConsoleClient, LOADING, type Slice } from './console-state.ts'
import type { Route } from './route.ts'

export type Session =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable'; readonly fault: FaultReport }
  | { readonly kind: 'out'; readonly isExpired: boolean }
  | { readonly kind: 'in'; readonly user: ConsoleUser }

export interface SessionSlice {
  readonly session: Session
  readonly route: Route
  /** Document type codes with their names. */
  readonly typeNames: Readonly<Record<string, string>>
  /** Why what is shown could not be fetched again, or null. */
  readonly staleFault: FaultReport | null
  readonly begin: () => Promise<void>
  /** @returns why not, or null */
  readonly signIn: (name: string, password: string) => Promise<FaultReport | null>
  readonly signOut: () => Promise<void>
  readonly go: (route: Route) => Promise<void>
  /** Fetches again what the screen shows, without hiding what is shown. */
  readonly refresh: () => Promise<void>
}

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
