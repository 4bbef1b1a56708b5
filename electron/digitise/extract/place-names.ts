import { foldText } from '../../../domain/fold-text.ts'
import { lineText, type TextLayer } from '../../../domain/text-layer.ts'
import { isNameSyllable, nearestSyllable } from './name-syllables.ts'

export interface Spelling {
  readonly text: string
  /** 1 where nothing is known, more where the text bears it out. */
  readonly trust: number
}

/** The place says one thing and the text another. */
export const DISPUTED = 0.85
/** As often as this a spelling must stand in the text to be believed. */
const FEWEST = 2

/**
 * A name with the marks that the same name has in the running text, where most of its mentions agree: Ẩ and Ấ are the
 * hardest letters to tell apart, and a paper names its own commune again and again. Capitals stay where they are.
 */
function spelledAsInText(name: string, layers: readonly TextLayer[]): Spelling {
  const unknown = { text: name, trust: 1 }
  const folded = foldText(name)
  if (!/^[a-z][a-z ]+[a-z]$/.test(folded)) return unknown
  const counts = new Map<string, number>()
  for (const found of mentions(folded, layers)) counts.set(found, (counts.get(found) ?? 0) + 1)
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a)
  const others = second?.[1] ?? 0
  if (first === undefined || first[1] < FEWEST || first[1] < others * 2) return unknown
  const text = casedLike(first[0], name)
  return { text, trust: text === name ? 1.1 : 1.05 }
}

/** Where the folded name stands in the text with capitals at the start of its words only; in lower case. */
function mentions(folded: string, layers: readonly TextLayer[]): readonly string[] {
  return layers
    .flatMap((layer) => layer.lines)
    .flatMap((line) => {
      const text = lineText(line).normalize('NFC')
      // Folding keeps the number of characters, so places in the folded text are places in the text.
      return [...foldText(text).matchAll(new RegExp(`(?<![a-z])${folded}(?![a-z])`, 'g'))].map((found) =>
        text.slice(found.index, found.index + folded.length),
      )
    })
    .filter((found) => found !== found.toUpperCase() && /^\p{Lu}/u.test(found))
    .map((found) => found.toLowerCase())
}

function casedLike(text: string, pattern: string): string {
  return Array.from(text)
    .map((letter, at) => {
      const like = pattern[at] ?? ''
      return like === like.toLowerCase() ? letter : letter.toUpperCase()
    })
    .join('')
}

/** Read without what a name is made of, though something near it is. */
const IMPLAUSIBLE = 0.85

/**
 * A name with each syllable that no name has exchanged for the one that its marks were most likely mistaken for, where they
 * are the two most often mistaken; else only doubted. What the text bears out is doubted, but stays.
 */
function plausibleName(name: string, isBorneOut: boolean): Spelling {
  let trust = 1
  const words = name.split(' ').map((word) => {
    const nearest = isNameSyllable(word) ? null : nearestSyllable(word)
    if (nearest === null) return word
    trust = IMPLAUSIBLE
    return !isBorneOut && differsInHookOnly(nearest, word) ? nearest : word
  })
  return { text: words.join(' '), trust }
}

/** The name as the text spells it and as names can be. */
export function spelledName(name: string, layers: readonly TextLayer[]): Spelling {
  const said = spelledAsInText(name, layers)
  const plausible = plausibleName(said.text, said.trust > 1)
  return {
    text: plausible.text,
    trust: Math.min(said.trust, plausible.trust < 1 ? plausible.trust : said.trust),
  }
}

/** Do the two differ in nothing but acute for hook or the reverse? Over a capital these are the marks most often mistaken. */
export function differsInHookOnly(one: string, other: string): boolean {
  const withoutHook = (text: string): string => text.normalize('NFD').replace(/[\u0301\u0309]/g, '\u0301')
  return withoutHook(one) === withoutHook(other)
}
