import * as z from 'zod'
import list from '../../../assets/authority/agency-codes.json'
import { foldText } from '../../../domain/fold-text.ts'

const Agencies = z.object({ agencies: z.array(z.object({ name: z.string() })).min(1) })

const unit = /^.*?\b(?:xã|phường) (?=\p{Lu})/u

/**
 * The communes of the province, by the list of its agencies. Most are named after the district they were once of ("Cẩm
 * Xuyên"), or begin as its other communes did ("Cẩm ...", "Kỳ ..."): older papers are full of the same names.
 */
const places: readonly string[] = Agencies.parse(list).agencies.map(({ name }) => name.replace(unit, ''))

/** Of two syllables that are as near to what was read, one of these is the likelier in the name of a place. */
export const provinceSyllables: ReadonlySet<string> = new Set(places.flatMap((place) => place.split(' ')))

/** Communes of one district begin alike; so many must, for the beginning to be told from a name. */
const FEWEST_ALIKE = 2

const beginnings: ReadonlyMap<string, number> = places.reduce((counts, place) => {
  const [first = ''] = place.split(' ')
  return counts.set(first, (counts.get(first) ?? 0) + 1)
}, new Map<string, number>())

/** How the communes begin that are spelled so but for marks; null where none or several do ("Đông ...", "Đồng ..."). */
export function beginningTwin(syllable: string): string | null {
  const folded = foldText(syllable)
  const twins = [...beginnings.keys()].filter((known) => foldText(known) === folded)
  const [twin] = twins
  return twin !== undefined && twins.length === 1 && beginsPlaces(twin) ? twin : null
}

/** Do several communes of the province begin so? */
export function beginsPlaces(syllable: string): boolean {
  return (beginnings.get(syllable) ?? 0) >= FEWEST_ALIKE
}

/** The one commune that is spelled so but for marks; null where there is none, or more. */
export function placeTwin(name: string): string | null {
  const folded = foldText(name)
  const twins = places.filter((place) => foldText(place) === folded)
  return twins.length === 1 ? (twins[0] ?? null) : null
}
