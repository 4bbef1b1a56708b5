import type { Agency } from '../../../domain/authority.ts'
import { foldText } from '../../../domain/fold-text.ts'

/** More than this are found by typing on. */
const MOST_SHOWN = 12

/** Those in whose names every typed word stands, the names that begin with it first. */
export function agenciesFor(agencies: readonly Agency[], typed: string): readonly Agency[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean)
  const own = (name: string): string => foldText(name).replace(/^ubnd (xa|phuong) /, '')
  return agencies
    .filter(({ name }) => words.every((word) => foldText(name).includes(word)))
    .toSorted(
      (a, b) =>
        Number(!own(a.name).startsWith(words.join(' '))) - Number(!own(b.name).startsWith(words.join(' '))),
    )
    .slice(0, MOST_SHOWN)
}
