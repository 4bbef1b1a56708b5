import type { ConsoleUser } from '../../../domain/console/console-user.ts'
import { attempt } from './attempt.ts'
import {
  type ConsoleClient,
  type ConsoleState,
  isSameDeposit,
  type SessionSlice,
  type Slice,
} from './console-state.ts'
import { LOADING } from './remote.ts'
import type { Route } from './route.ts'

export function createSessionSlice(client: ConsoleClient): Slice<SessionSlice> {
  return (...tools) => ({
    session: { kind: 'unknown' },
    route: { kind: 'deposits' },
    typeNames: {},
    staleFault: null,
    ...createSigning(client)(...tools),
    ...createGoing()(...tools),
  })
}

type Signing = Pick<SessionSlice, 'begin' | 'signIn' | 'signOut'>

/** What the next who signs in must not see. */
const NOTHING_FETCHED = {
  communes: LOADING,
  deposits: LOADING,
  deposit: LOADING,
  comparison: LOADING,
  commune: LOADING,
  users: LOADING,
  stations: LOADING,
  codes: LOADING,
  sendings: LOADING,
  audit: LOADING,
  found: null,
} as const satisfies Partial<ConsoleState>

function createSigning(client: ConsoleClient): Slice<Signing> {
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
        set({ session: { kind: 'out', isExpired: false }, ...NOTHING_FETCHED })
      },
    }
  }
}

function createGoing(): Slice<Pick<SessionSlice, 'go' | 'refresh'>> {
  return (set, get) => ({
    go: async (route) => {
      set({ route, staleFault: null, ...leftBehind(get(), route) })
      await get().refresh()
    },
    refresh: async () => {
      const state = get()
      if (state.session.kind === 'in') await loadShown(state)
    },
  })
}

/** What of the screen before must not show through on the next one. */
function leftBehind(state: ConsoleState, route: Route): Partial<ConsoleState> {
  if (route.kind === 'commune') {
    const isSame = state.route.kind === 'commune' && state.route.code === route.code
    return isSame ? {} : { commune: LOADING }
  }
  if (route.kind !== 'deposit') return {}
  const { commune, id, at } = route
  const isSame = isSameDeposit(state.shownDeposit, route)
  return {
    ...(isSame
      ? {}
      : {
          deposit: LOADING,
          comparison: LOADING,
          shownDeposit: { commune, id },
          place: null,
          decisionFault: null,
        }),
    ...(at === undefined ? {} : { place: { ...at } }),
  }
}

/** Fetches what the screen of the route shows. */
async function loadShown(state: ConsoleState): Promise<void> {
  const { route } = state
  switch (route.kind) {
    case 'communes':
      return state.loadCommunes()
    case 'commune':
      return state.loadCommune(route.code)
    case 'deposits':
      return state.loadDeposits()
    case 'deposit':
      return state.loadDeposit({ commune: route.commune, id: route.id })
    case 'search':
      // What was found stays until it is asked for again.
      return undefined
    case 'sendings':
      return state.loadSendings()
    case 'users':
      return state.loadUsers()
    case 'stations':
      return state.loadStations()
    case 'audit':
      return state.loadAudit()
  }
}
