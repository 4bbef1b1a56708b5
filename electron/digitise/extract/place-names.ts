import { foldText } from '../../../domain/fold-text.ts'
import { lineText, type TextLayer } from '../../../domain/text-layer.ts'

interface Spelling {
  readonly text: string
  /** 1 where nothing is known, more where the text bears it out. */
  readonly trust: number
}

/** As often as this a spelling must stand in the text to be believed. */
const FEWEST = 2

/**
 * A name in capitals with the marks that the same name has in the running text, where most of its mentions agree: Ẩ and Ấ
 * are the hardest letters to tell apart, and a paper names its own commune again and again.
 */
export function spelledAsInText(name: string, layers: readonly TextLayer[]): Spelling {
  const unknown = { text: name, trust: 1 }
  const folded = foldText(name)
  if (!/^[a-z][a-z ]+[a-z]$/.test(folded)) return unknown
  const counts = new Map<string, number>()
  for (const found of mentions(folded, layers)) counts.set(found, (counts.get(found) ?? 0) + 1)
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a)
  const others = second?.[1] ?? 0
  if (first === undefined || first[1] < FEWEST || first[1] < others * 2) return unknown
  const text = first[0].toUpperCase()
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

/** Do the two differ in nothing but acute for hook or the reverse? Over a capital these are the marks most often mistaken. */
export function differsInHookOnly(one: string, other: string): boolean {
  const withoutHook = (text: string): string => text.normalize('NFD').replace(/[\u0301\u0309]/g, '\u0301')
  return withoutHook(one) === withoutHook(other)
}
