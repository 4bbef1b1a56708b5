import { foldText } from '../../../domain/fold-text.ts'
import type { Word } from '../../../domain/text-layer.ts'
import { isSyllable } from '../../../domain/vietnamese-syllable.ts'
import { familiesEnding, familyTwins, greatFamilies, isFamily, likeliestFamily } from './family-names.ts'
import type { FamilyRoom } from './family-room.ts'
import { editDistance } from './fuzzy.ts'
import { capitalised } from './letters.ts'
import { isNameSyllable, nearestSyllable } from './name-syllables.ts'
import { asSeen } from './other-readings.ts'

/** Words of offices and places, with their marks: without them "Huyền" is a district. A line that has one is no name. */
const notNames =
  /(ủy ban|uỷ ban|nhân dân|chủ tịch|giám đốc|trưởng|phòng|nơi nhận|lưu:|kính gửi|điều|cộng hòa|độc lập|tự do|hạnh phúc|ký tên|đóng dấu|họ tên|cán bộ|thư ký|quyết định|nghị quyết|tịch|xã|huyện|tỉnh)(?!\p{L})/iu
/** Ranks and degrees before a name, which are no part of it; a word of a rank alone can be a name ("Trung"). */
const ranks: ReadonlySet<string> = new Set(
  'ths ts pgs gs bs ks cn ds ong ba dai ta thuong trung thieu uy'.split(' '),
)
const titles: ReadonlySet<string> = new Set('ths ts pgs gs bs ks cn ds ong ba'.split(' '))

export interface FullName {
  readonly value: string
  /** As it was read. */
  readonly printed: string
  /** How many of the line's words it is made of, counted from the last one. */
  readonly wordCount: number
  /** Its first part is a family name as it was read, marks and all. */
  readonly isKnownFamily: boolean
  /** None of the families that nearly all bear. */
  readonly isRareFamily: boolean
  /** Its first part was spoilt, and is the family it most likely was. */
  readonly isFamilyGuessed: boolean
  /** Its first part lost the first letter, and can be no other family. */
  readonly isFamilyCut: boolean
  /** 0..1: a rare family name, or one whose marks had to be put right, is less sure. */
  readonly fit: number
}

/** The full name at the end of a line that holds little else; null when the line is anything else. */
export function fullName(line: string): FullName | null {
  if (notNames.test(line)) return null
  const words = line.split(/\s+/).map(trimmed)
  const { parts, stray, isCut } = nameParts(words)
  const strayLetters = stray.filter((word) => !ranks.has(foldText(word))).join('').length
  if (parts.length < 2 || parts.length > 5 || strayLetters > 3) return null
  const known = knownFamily(parts[0] ?? '')
  // Of a line of capitals a heading is made more often than a name.
  if (known.fit < KNOWN && line === line.toUpperCase()) return null
  if (parts.length === 2 && !isGreatFamily(known)) return null
  const spelled = parts.slice(1).map(spelledGiven)
  const value = [known.family, ...spelled.map((part) => part.text)].join(' ')
  const fit = Math.min(
    lengthFit(parts.length),
    isCut ? CUT_FIT : 1,
    known.fit,
    ...spelled.map((part) => part.fit),
  )
  if (value.length < 5) return null
  const isKnownFamily = known.fit === 1
  return {
    value,
    printed: parts.join(' '),
    wordCount: parts.length,
    isKnownFamily,
    isRareFamily: !greatFamilies.includes(capitalised(known.family)),
    isFamilyGuessed: known.fit === NEAR_FIT,
    isFamilyCut: isCut,
    fit,
  }
}

/** Of a middle name and a given one; with "Thị" or a double name there is one more. */
const GIVEN = { least: 2, most: 3 }
/** A family that was guessed is offered, never more. */
const GUESSED_FIT = 0.6
/** What was read as well as this is a family nobody has put on a list, not a spoilt one. */
const WELL_READ = 0.9

/**
 * A full name whose middle and given names were read and whose family was not: a seal lies over the beginning of most. The
 * family is the one that all readings of its word most likely come from; null where none is likelier than the others.
 */
export function nameOfSpoiltFamily(words: readonly Word[], roomOf: FamilyRoom = () => null): FullName | null {
  if (notNames.test(asSeen(words))) return null
  const start = 1 + words.findLastIndex((word) => givenOf(word) === null)
  const places = [start - 1, start, start + 1]
  return places.map((place) => guessedAt(words, place, roomOf)).find((name) => name !== null) ?? null
}

/** The name with the family at a place among the words, if one is likely there. */
function guessedAt(words: readonly Word[], place: number, roomOf: FamilyRoom): FullName | null {
  const given = words.slice(place + 1)
  const family = words[place]
  if (family === undefined || given.length < GIVEN.least || given.length > GIVEN.most) return null
  if (family.confidence >= WELL_READ) return null
  const readings = [family.text, family.readAs ?? '', ...(family.alternatives ?? [])]
  const likeliest = likeliestFamily(readings, roomOf(given))
  if (likeliest === null) return null
  const names = given.map((word, at) => (at === 0 && isSpoiltThi(word) ? 'Thị' : (givenOf(word) ?? '')))
  return {
    value: [likeliest, ...names].join(' '),
    printed: asSeen(words.slice(place)),
    wordCount: given.length + 1,
    isKnownFamily: false,
    isRareFamily: false,
    isFamilyGuessed: true,
    isFamilyCut: false,
    fit: GUESSED_FIT,
  }
}

function givenOf(word: Word): string | null {
  const part = trimmed(word.readAs ?? word.text)
  if (isSpoiltThi(word)) return part
  if (!isNamePart(part)) return null
  return middleNames.get(part) ?? (isNameSyllable(part) ? part : nearestSyllable(part))
}

/** Where the seal ends it lies over the first letter of the middle name, which is "Thị" more often than all that end so. */
function isSpoiltThi({ text, confidence }: Word): boolean {
  return confidence < WELL_READ && /^\p{L}{0,2}h[iịíỉĩ]$/u.test(trimmed(text))
}

function trimmed(word: string): string {
  return word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
}

/** Two words that begin with no such family ("Văn Kỷ") are what is left of a longer name. */
function isGreatFamily({ family, fit }: KnownFamily): boolean {
  if (fit < 1) return false
  return greatFamilies.includes(family === family.toUpperCase() ? capitalised(family) : family)
}

function lengthFit(length: number): number {
  return length === 2 ? SHORT_FIT : 1
}

interface NameParts {
  readonly parts: readonly string[]
  readonly stray: readonly string[]
  readonly isCut: boolean
}

/** The capitalised words at the end; of a family name that lost its first letter under a seal, the one it can only be. */
function nameParts(words: readonly string[]): NameParts {
  const start = nameStart(words)
  const before = words[start - 1]
  const cut = before !== undefined && /^\p{Ll}{3,5}$/u.test(before) ? familiesEnding(before) : []
  const [whole] = cut
  if (whole !== undefined && cut.length === 1) {
    return { parts: [whole, ...words.slice(start)], stray: words.slice(0, start - 1), isCut: true }
  }
  return { parts: words.slice(start), stray: words.slice(0, start), isCut: false }
}

/** Most people have three names; of two the first may be under a seal. */
const SHORT_FIT = 0.85
/** The first letter of the family name was not read. */
const CUT_FIT = 0.75

/** A syllable that no name has is one misread in its marks, or a rare one. */
const MISREAD_FIT = 0.8
const RARE_FIT = 0.9
/** What is no syllable at all is a name of another people, or none. */
const IMPOSSIBLE_FIT = 0.6

function spelledGiven(part: string, place: number, all: readonly string[]) {
  const middle = place < all.length - 1 ? middleNames.get(part) : undefined
  if (middle !== undefined) return { text: middle, fit: 0.9 }
  if (isNameSyllable(part)) return { text: part, fit: 1 }
  const nearest = nearestSyllable(part)
  if (nearest !== null) return { text: nearest, fit: MISREAD_FIT }
  return { text: part, fit: isSyllable(part) ? RARE_FIT : IMPOSSIBLE_FIT }
}

/** The two middle names that half of all people bear, without their marks no names at all. */
const middleNames: ReadonlyMap<string, string> = new Map([
  ['Thi', 'Thị'],
  ['Van', 'Văn'],
])

/** Where the unbroken run of capitalised words that ends the line begins, after a title. */
function nameStart(words: readonly string[]): number {
  let start = words.length
  while (start > 0 && isNamePart(words[start - 1] ?? '')) start -= 1
  const isTitled = titles.has(foldText(words[start] ?? '')) && isFamily(words[start + 1] ?? '')
  return isTitled && words.length - start > 2 ? start + 1 : start
}

function isNamePart(word: string): boolean {
  return /^\p{Lu}(\p{Ll}{1,6}|\p{Lu}{1,6})$/u.test(word) || /^[YÝHK]$/.test(word)
}

interface KnownFamily {
  readonly family: string
  readonly fit: number
}

function knownFamily(family: string): KnownFamily {
  const isCapitals = family === family.toUpperCase()
  const printed = isCapitals ? capitalised(family) : family
  if (isFamily(printed)) return { family, fit: 1 }
  const twins = familyTwins(family)
  const [twin] = twins
  if (twins.length > 1) return { family: likeliestTwin(family, printed), fit: 0.9 }
  if (twin !== undefined) return { family: isCapitals ? twin.toUpperCase() : twin, fit: 0.9 }
  const near = isNameSyllable(printed) ? null : nearFamily(printed)
  if (near !== null) return { family: near, fit: NEAR_FIT }
  return { family, fit: isNameSyllable(printed) ? UNKNOWN_FIT : UNHEARD_FIT }
}

/** "Đương" is Dương, and hardly Đường. */
function likeliestTwin(family: string, printed: string): string {
  const likeliest = likeliestFamily([printed])
  if (likeliest === null || foldText(likeliest) !== foldText(printed)) return family
  return family === printed ? likeliest : likeliest.toUpperCase()
}

/** From here on a family is one of the list. */
const KNOWN = 0.9
/** Of no family that is known. */
const UNKNOWN_FIT = 0.85
/** Nor of any name. */
const UNHEARD_FIT = 0.65
/** What is no name at all but for a letter is most likely that family's. */
const NEAR_FIT = 0.7

/** The one great family whose name differs in a letter. */
function nearFamily(printed: string): string | null {
  const folded = foldText(printed)
  const near = greatFamilies.filter((known) => editDistance(foldText(known), folded) <= 1)
  const [one] = near
  return one !== undefined && near.length === 1 && folded.length >= 3 ? one : null
}
