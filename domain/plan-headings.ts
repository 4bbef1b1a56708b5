import type { PlanEntry } from './records/plan-entry.ts'

/**
 * A heading of the plan (đề mục) is one text: `I. Tổng hợp`, with a second level on a line of its own:
 * `I. Tổng hợp⏎1. Báo cáo`.
 */
const BETWEEN_LEVELS = '\n'

/** The levels of a heading, the larger first; none for an entry without heading. */
export function headingLevels(heading: string): readonly string[] {
  return heading
    .split(BETWEEN_LEVELS)
    .map((level) => level.trim())
    .filter((level) => level !== '')
}

export function joinHeading(levels: readonly string[]): string {
  return levels.filter((level) => level !== '').join(BETWEEN_LEVELS)
}

/** The heading on one line. */
export function headingText(heading: string): string {
  return headingLevels(heading).join(' › ')
}

const numeral = /^([IVXLC]+|\d{1,3})\s*[.)/-]\s*/u

/** A level without its numeral: `I. Tổng hợp` is `Tổng hợp`. */
export function headingName(level: string): string {
  return level.replace(numeral, '').trim()
}

/** The place that the numeral of a level gives it; 0 without one. */
function placeOf(level: string): number {
  const sign = numeral.exec(level)?.[1] ?? ''
  return /^\d/.test(sign) ? Number(sign) : romanValue(sign)
}

const digits: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 }

function romanValue(text: string): number {
  const values = text.split('').map((letter) => digits[letter] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}

const steps = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

export function romanNumeral(number: number): string {
  let left = number
  let text = ''
  for (const [value, sign] of steps) {
    for (; left >= value; left -= value) text += sign
  }
  return text
}

const byVietnamese = new Intl.Collator('vi', { numeric: true })

export function compareHeadings(a: string, b: string): number {
  const [levelsA, levelsB] = [headingLevels(a), headingLevels(b)]
  for (let at = 0; at < Math.max(levelsA.length, levelsB.length); at += 1) {
    const [levelA, levelB] = [levelsA[at], levelsB[at]]
    // What stands under the larger heading alone comes before its smaller headings.
    if (levelA === undefined || levelB === undefined) return levelA === undefined ? -1 : 1
    const order = placeOf(levelA) - placeOf(levelB) || byVietnamese.compare(levelA, levelB)
    if (order !== 0) return order
  }
  return 0
}

/** The order of the plan as it is printed: by heading, then by notation. */
export function comparePlanEntries(
  a: Pick<PlanEntry, 'heading' | 'notation'>,
  b: Pick<PlanEntry, 'heading' | 'notation'>,
): number {
  return compareHeadings(a.heading, b.heading) || byVietnamese.compare(a.notation, b.notation)
}

/** The headings of a plan, each once, in their order. */
export function headingsOf(entries: readonly Pick<PlanEntry, 'heading'>[]): readonly string[] {
  return [...new Set(entries.map(({ heading }) => heading))].filter(Boolean).sort(compareHeadings)
}

/** Old heading -> new heading, of those that change. */
export type HeadingChanges = ReadonlyMap<string, string>

/**
 * Moves a heading, with all below it, one place up or down among its equals and numbers them anew.
 * @param path of the heading that moves: one level moves a large heading, two levels a small one
 */
export function moveHeading(headings: readonly string[], path: string, by: 1 | -1): HeadingChanges {
  const levels = headingLevels(path)
  const at = levels.length - 1
  const equals = siblings(headings, levels)
  const from = equals.indexOf(levels[at] ?? '')
  const to = from + by
  if (from === -1 || to < 0 || to >= equals.length) return new Map()
  const order = [...equals]
  order.splice(to, 0, ...order.splice(from, 1))
  const renamed = new Map(order.map((name, place) => [name, numbered(headingName(name), place + 1, at)]))
  return changed(headings, levels.slice(0, at), (level) => renamed.get(level) ?? level)
}

/** Gives a heading another name; its numeral stays. */
export function renameHeading(headings: readonly string[], path: string, name: string): HeadingChanges {
  const levels = headingLevels(path)
  const at = levels.length - 1
  const old = levels[at] ?? ''
  const sign = numeral.exec(old)?.[0] ?? ''
  return changed(headings, levels.slice(0, at), (level) =>
    level === old ? `${sign}${headingName(name)}` : level,
  )
}

/** The heading as it is called among those there are: `name` with the numeral after the last of its equals. */
export function newHeading(headings: readonly string[], parents: readonly string[], name: string): string {
  const equals = siblings(headings, [...parents, name])
  const same = equals.find((level) => headingName(level).toLowerCase() === headingName(name).toLowerCase())
  if (same !== undefined) return joinHeading([...parents, same])
  const last = Math.max(0, ...equals.map(placeOf))
  return joinHeading([...parents, numbered(headingName(name), last + 1, parents.length)])
}

function numbered(name: string, place: number, depth: number): string {
  return `${depth === 0 ? romanNumeral(place) : place}. ${name}`
}

/** The levels that stand beside the last one of a path, in their order. */
function siblings(headings: readonly string[], path: readonly string[]): readonly string[] {
  const parents = path.slice(0, -1)
  const levels = headings
    .map(headingLevels)
    .filter((each) => parents.every((parent, at) => each[at] === parent))
    .flatMap((each) => each[parents.length] ?? [])
  return [...new Set(levels)].sort(compareHeadings)
}

function changed(
  headings: readonly string[],
  parents: readonly string[],
  rename: (level: string) => string,
): HeadingChanges {
  const at = parents.length
  return new Map(
    headings.flatMap((heading) => {
      const levels = headingLevels(heading)
      const level = levels[at]
      const isBelow = level !== undefined && parents.every((parent, place) => levels[place] === parent)
      if (!isBelow) return []
      const next = joinHeading([...levels.slice(0, at), rename(level), ...levels.slice(at + 1)])
      return next === heading ? [] : [[heading, next] as const]
    }),
  )
}
