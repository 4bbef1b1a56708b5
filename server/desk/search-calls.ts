import type { ConsoleApi } from '../../domain/console-api.ts'
import { RecordId } from '../../domain/op.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { Counts } from '../search/holdings-search.ts'
import { viewDocument } from '../state/views.ts'
import { type ConsolePorts, communesInScope, type Visit } from './console-ports.ts'

const MOST_FACETS = 40

export function searchCalls(ports: ConsolePorts, visit: Visit): Pick<Handlers<ConsoleApi>, 'searchHoldings'> {
  const { search, cache, documentTypes } = ports
  const types = new Map(documentTypes.map(({ code, name }) => [code, name]))
  const facets = (counts: Counts, nameOf: (value: string) => string) =>
    counts.slice(0, MOST_FACETS).map(([id, count]) => ({ id, name: nameOf(id), count }))

  /** The index may be a moment behind; a state secret is never shown for that long. */
  async function isShown(commune: string, document: string): Promise<boolean> {
    const id = RecordId.safeParse(document)
    if (!id.success) return false
    return viewDocument((await cache.of(commune)).record(id.data)).isolated === undefined
  }

  return {
    searchHoldings: async (asked) => {
      const communes = new Map((await communesInScope(ports, visit)).map(({ code, name }) => [code, name]))
      const found = await search.find({ ...asked, communes: [...communes.keys()] })
      const hits = []
      for (const hit of found.hits) {
        if (await isShown(hit.commune, hit.document)) {
          hits.push({ ...hit, communeName: communes.get(hit.commune) ?? hit.commune })
        }
      }
      return {
        hits,
        total: found.total - (found.hits.length - hits.length),
        isMore: found.isMore,
        communes: facets(found.communes, (code) => communes.get(code) ?? code),
        years: facets(found.years, (year) => year),
        types: facets(found.types, (code) => types.get(code) ?? code),
        toIndex: [...search.pending()].filter((code) => communes.has(code)).length,
      }
    },
  }
}
