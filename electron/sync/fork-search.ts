import type { Origin, Vector } from '../../domain/op.ts'

/** From here back the search begins at the first op. */
const SHORT_OPS = 64

/**
 * Looks for where an own origin at the province parts from what is held here, as it does when a copy of this PC writes under
 * the same name. The province is asked for the origin from an op on that both may share, and from further back where the
 * histories part before; the store does the rest when it takes the batch in which they part.
 */
export interface ForkSearch {
  /** Grows whenever the search gets on. */
  readonly steps: number
  /** Origins in which it looks: nothing of them is sent meanwhile. */
  origins(): readonly Origin[]
  /** What a request says is held. */
  asking(held: Vector): Vector
  /** Begins behind op `at`. @param onVain called once nothing was found @returns whether it looks there now */
  begin(origin: Origin, at: number, onVain: () => void): boolean
  /** Up to this op both are the same. */
  agree(origin: Origin, to: number): void
  /** They part before the ops that came, or none came. */
  miss(origin: Origin): void
  end(origin: Origin): void
}

/** @param inVain origins in which it found nothing in this run of the program, and need not look again */
export function createForkSearch(inVain: Set<Origin>): ForkSearch {
  const open = new Map<Origin, { at: number; hasAgreed: boolean; readonly onVain: () => void }>()
  const state = { steps: 0 }
  return {
    get steps() {
      return state.steps
    },
    origins: () => [...open.keys()],
    asking: (held) => ({ ...held, ...Object.fromEntries([...open].map(([origin, { at }]) => [origin, at])) }),
    begin: (origin, at, onVain) => {
      if (open.has(origin) || inVain.has(origin)) return false
      open.set(origin, { at: Math.max(0, at), hasAgreed: false, onVain })
      state.steps += 1
      return true
    },
    agree: (origin, to) => {
      const search = open.get(origin)
      if (search === undefined || to <= search.at) return
      Object.assign(search, { at: to, hasAgreed: true })
      state.steps += 1
    },
    miss: (origin) => {
      const search = open.get(origin)
      if (search === undefined) return
      state.steps += 1
      if (search.at > 0 && !search.hasAgreed) {
        search.at = furtherBack(search.at)
        return
      }
      open.delete(origin)
      inVain.add(origin)
      search.onVain()
    },
    end: (origin) => {
      if (open.delete(origin)) state.steps += 1
    },
  }
}

export function furtherBack(at: number): number {
  return at <= SHORT_OPS ? 0 : Math.floor(at / 2)
}

/**
 * The vector that a server told, of own origins no further than what it took from here or gave: under our name it may hold
 * the ops of a copy of this PC, and what was written here must not count as sent because of them.
 */
export function provenVector(
  told: Vector,
  proven: { readonly station: string; readonly before: Vector; readonly now: ReadonlyMap<Origin, number> },
): Vector {
  const { station, before, now } = proven
  const capped = Object.entries(told).map(([origin, n]) => {
    const known = Math.max(before[origin] ?? 0, now.get(origin) ?? 0)
    return [origin, origin.startsWith(`${station}.`) ? Math.min(n, known) : n] as const
  })
  return Object.fromEntries(capped.filter(([, n]) => n > 0))
}
