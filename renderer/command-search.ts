import { foldText } from '../domain/fold-text.ts'

/** Something that can be found by typing. */
export interface Findable {
  readonly id: string
  /** What it is called, in the language in use and in the others. */
  readonly names: readonly string[]
  /** What it belongs to, its keys: further words that may be typed, worth less than its names. */
  readonly around: readonly string[]
  readonly canRun: boolean
}

/**
 * What fits the typed words, whatever their order and tone marks: what can be run before what cannot, the best fit before
 * others, what was used lately before what was not. Without words all of it.
 * @param recent ids, the latest first
 */
export function ranked<T extends Findable>(
  all: readonly T[],
  typed: string,
  recent: readonly string[],
): readonly T[] {
  const query = typed.normalize('NFC').trim().toLowerCase()
  const latest = new Map(recent.map((id, at) => [id, at]))
  const place = (id: string): number => latest.get(id) ?? recent.length
  return all
    .map((item, at) => ({ item, at, fit: query === '' ? 0 : fitOf(item, query) }))
    .filter(({ fit }) => fit !== null)
    .sort(
      (a, b) =>
        Number(b.item.canRun) - Number(a.item.canRun) ||
        (b.fit ?? 0) - (a.fit ?? 0) ||
        place(a.item.id) - place(b.item.id) ||
        a.at - b.at,
    )
    .map(({ item }) => item)
}

/** How well an item fits; null where a word fits nothing of it. */
function fitOf({ names, around }: Findable, query: string): number | null {
  const words = foldText(query).split(/\s+/)
  const further = foldText(around.join(' '))
  const fits = names.flatMap((name, at) => {
    const fit = nameFit(name, { query, words, further })
    // A name in the language in use goes before the same word in another.
    return fit === null ? [] : [fit - at * 2]
  })
  return fits.length === 0 ? null : Math.max(...fits)
}

interface Asked {
  /** Lower case, as it was typed. */
  readonly query: string
  /** Folded. */
  readonly words: readonly string[]
  readonly further: string
}

const WHOLE = 1000
const START = 500
const TOGETHER = 200
const TONES = 50
const WORD_START = 20
const INSIDE = 8
const AROUND = 1

function nameFit(name: string, { query, words, further }: Asked): number | null {
  const folded = foldText(name)
  const asked = words.join(' ')
  const parts = words.map((word) => wordFit(folded, further, word))
  if (parts.includes(0)) return null
  const sum = parts.reduce((total, part) => total + part, 0)
  const tones = name.normalize('NFC').toLowerCase().includes(query) ? TONES : 0
  if (folded === asked) return WHOLE + tones
  if (folded.startsWith(asked)) return START + tones + sum
  if (folded.includes(asked)) return TOGETHER + tones + sum
  return sum
}

/** 0 where the word stands nowhere. */
function wordFit(name: string, further: string, word: string): number {
  const at = name.indexOf(word)
  if (at === 0 || name.includes(` ${word}`)) return WORD_START
  if (at > 0) return INSIDE
  return further.includes(word) ? AROUND : 0
}
