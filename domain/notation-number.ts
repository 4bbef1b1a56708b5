/** Numbers that belong to one station, one after the other. */
const BLOCK = 50
/** So many stations share the numbers before the first one's next block comes. */
const STATIONS = 20

/** The number and notation of a case file (số và ký hiệu hồ sơ) in its parts: `05.ĐĐ` is 5, '' and `ĐĐ`. */
export interface NotationParts {
  readonly number: number
  /** A letter behind the number, as in `05a`. */
  readonly letter: string
  readonly suffix: string
}

/** Null where the notation does not begin with a number. */
export function notationParts(notation: string): NotationParts | null {
  const match = /^\s*(\d{1,6})(\p{L}?)(?:\s*[./-]\s*(.+))?\s*$/u.exec(notation.normalize('NFC'))
  if (match === null) return null
  const [, number = '', letter = '', suffix = ''] = match
  return { number: Number(number), letter, suffix: suffix.trim() }
}

function notationOf(number: number, suffix: string): string {
  const shown = String(number).padStart(2, '0')
  return suffix === '' ? shown : `${shown}.${suffix}`
}

/** Two notations with the same key name the same case file, however they are typed. */
export function notationKey(notation: string): string {
  const parts = notationParts(notation)
  if (parts === null) return foldExact(notation)
  return `${parts.number}${foldExact(parts.letter)}.${foldExact(parts.suffix)}`
}

/** Tone marks count: ĐĐ and DD are different headings. */
function foldExact(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, '').toLowerCase()
}

/** May this station give the number while it is offline? @param ordinal of the station, the first is 1 */
export function ownsNumber(ordinal: number, number: number): boolean {
  return Math.floor((number - 1) / BLOCK) % STATIONS === (ordinal - 1) % STATIONS
}

interface Numbering {
  /** Of the station, from 1. */
  readonly ordinal: number
  readonly suffix: string
  /** Notations in use in the fonds and year, of the plan and of case files. */
  readonly taken: Iterable<string>
}

/** The next free notation of this station: one that no other station gives, though they never meet. */
export function nextNotation({ ordinal, suffix, taken }: Numbering): string {
  const used = new Set<number>()
  for (const notation of taken) {
    const parts = notationParts(notation)
    if (parts !== null && foldExact(parts.suffix) === foldExact(suffix)) used.add(parts.number)
  }
  for (let block = (ordinal - 1) % STATIONS; ; block += STATIONS) {
    for (let number = block * BLOCK + 1; number <= (block + 1) * BLOCK; number += 1) {
      if (!used.has(number)) return notationOf(number, suffix)
    }
  }
}

/** What the notations of a heading end with most often: `TH` for those of `I. Tổng hợp`; '' where none has one. */
export function usualSuffix(notations: Iterable<string>): string {
  const counts = new Map<string, number>()
  for (const notation of notations) {
    const suffix = notationParts(notation)?.suffix ?? ''
    if (suffix !== '') counts.set(suffix, (counts.get(suffix) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/** The capital letters of a heading, for one that has no notation yet: `Đất đai` gives `ĐĐ`. */
export function suffixOfHeading(name: string): string {
  const words = name.replace(/^[\dIVXLC]+\s*[.)]\s*/, '').match(/\p{L}+/gu) ?? []
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toLocaleUpperCase('vi'))
    .join('')
}

/** Something that has a notation of its own in a fonds and year. */
export interface Numbered {
  readonly id: string
  readonly fonds: string
  readonly year: number
  readonly notation: string
  /** Milliseconds since 1970. */
  readonly madeAtMs: number
  /** May it be given another notation now? */
  readonly canChange: boolean
  /** Case file: the entry of the plan it takes its notation from. */
  readonly planEntry: string | null
}

/** Two or more that have one notation. `renumber` is to get another; null where none of them may be changed now. */
export interface NotationClash {
  readonly notation: string
  readonly ids: readonly string[]
  readonly renumber: string | null
}

/**
 * Notations given twice, as two stations do that numbered before they knew of each other. Of each pair the one made
 * later is to be renumbered, the same wherever the same records are; an entry of the plan and the case file opened from
 * it are no clash.
 */
export function notationClashes(all: readonly Numbered[]): readonly NotationClash[] {
  const groups = new Map<string, Numbered[]>()
  for (const one of all) {
    const key = `${one.fonds} ${one.year} ${notationKey(one.notation)}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].flatMap((group) => {
    const clashing = withoutOwnEntries(group).sort(
      (a, b) => a.madeAtMs - b.madeAtMs || (a.id < b.id ? -1 : 1),
    )
    if (clashing.length < 2) return []
    const [first, ...later] = clashing
    const renumber =
      later.findLast(({ canChange }) => canChange) ?? (first?.canChange === true ? first : null)
    return [
      {
        notation: first?.notation ?? '',
        ids: clashing.map(({ id }) => id),
        renumber: renumber?.id ?? null,
      },
    ]
  })
}

/** A case file stands for the entry it was opened from. */
function withoutOwnEntries(group: readonly Numbered[]): Numbered[] {
  const opened = new Set(group.map(({ planEntry }) => planEntry))
  return group.filter(({ id }) => !opened.has(id))
}
