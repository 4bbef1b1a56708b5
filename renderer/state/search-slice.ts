import type { SearchSlice, Slice } from './app-state.ts'
import { fetchRemote, loading } from './attempt.ts'
import type { Ports } from './ports.ts'

/** The engine gives at most this many hits. */
export const mostHits = 50

export function createSearchSlice(ports: Ports): Slice<SearchSlice> {
  return (set, get) => {
    const ask = async (query: string): Promise<void> => {
      const hits = await fetchRemote(ports, () => ports.client.search({ query }))
      if (get().query === query) set({ hits })
    }
    return {
      query: '',
      hits: { kind: 'none-asked' },
      visits: 0,
      showSearch: () => {
        set({ visits: get().visits + 1 })
        get().show('search')
      },
      search: async (query) => {
        if (query.trim() === '') return set({ query, hits: { kind: 'none-asked' } })
        // The hits of the last query stay until the new ones are there, so that the list does not flicker.
        set(get().hits.kind === 'ready' ? { query } : { query, hits: loading })
        await ask(query)
      },
      searchAgain: async () => {
        const { query } = get()
        if (query.trim() !== '') await ask(query)
      },
    }
  }
}
