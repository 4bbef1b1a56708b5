import type { Target } from '../../domain/desk-rows.ts'
import type { Slice } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { Ports } from './ports.ts'

/** What was run lately, and the case files that the palette finds beside the commands. */
export interface PaletteSlice {
  /** Commands by their ids, the latest first. */
  readonly recentCommands: readonly string[]
  readonly foundPlaces: readonly Target[]
  noteCommand(id: string): void
  /** Looks for open case files and entries of the plan by any part of their names; fewer than two letters find none. */
  findPlaces(query: string): Promise<void>
}

const MOST_RECENT = 12
const MOST_PLACES = 6

export function createPaletteSlice(ports: Ports): Slice<PaletteSlice> {
  return (set, get) => {
    // An answer to an older query is dropped.
    const asked = { query: '' }
    return {
      recentCommands: [],
      foundPlaces: [],
      noteCommand: (id) => {
        const others = get().recentCommands.filter((other) => other !== id)
        set({ recentCommands: [id, ...others].slice(0, MOST_RECENT) })
      },
      findPlaces: async (typed) => {
        const query = typed.trim()
        asked.query = query
        if (query.length < 2) return set({ foundPlaces: [] })
        const found = await attempt(ports, () => ports.client.findTargets({ query, limit: MOST_PLACES }))
        if (asked.query === query) set({ foundPlaces: found.ok ? found.value.rows : [] })
      },
    }
  }
}
