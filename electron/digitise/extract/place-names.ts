import { foldText } from '../../../domain/fold-text.ts'
import { SURE } from '../../../domain/records/document.ts'
import type { TextLayer, Word } from '../../../domain/text-layer.ts'
import { bareLetters, capitalised, withTonesLast } from './letters.ts'
import { isNameSyllable, nearestSyllable } from './name-syllables.ts'
import { nearMention } from './near-mentions.ts'
import { beginningTwin, beginsPlaces, placeTwin, provinceSyllables } from './province-places.ts'

export interface Spelling {
  readonly text: string
  /** 1 where nothing is known, more where the text bears it out. */
  readonly trust: number
}

/** The place says one thing and the text another. */
export const DISPUTED = 0.85
/** As often as this a spelling must stand in the text to be believed. */
const FEWEST = 2

interface Mention {
  readonly syllables: readonly string[]
  readonly confidences: readonly number[]
  /** What other readings of the same words have, where it differs in marks alone. */
  readonly others: readonly (readonly string[])[]
  /** In capitals marks are hardest to tell. */
  readonly isCapitals: boolean
}

/**
 * A name with the marks that the same name has in the running text, where most of its mentions agree: Ẩ and Ấ are the
 * hardest letters to tell apart, and a paper names its own commune again and again. Capitals stay where they are.
 */
function spelledAsInText(name: string, mentions: readonly Mention[]): Spelling {
  const unknown = { text: name, trust: 1 }
  const counts = new Map<string, number>()
  for (const { syllables, isCapitals } of mentions) {
    const found = syllables.join(' ')
    if (!isCapitals) counts.set(found, (counts.get(found) ?? 0) + 1)
  }
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a)
  const others = second?.[1] ?? 0
  if (first === undefined || first[1] < FEWEST || first[1] < others * 2) return unknown
  if (mentions.some((mention) => isCounterevidence(mention, first[0]))) return unknown
  const text = casedLike(first[0], name)
  return { text, trust: text === name ? 1.1 : 1.05 }
}

/**
 * Marks are hard to tell over capitals, but where hardly any are seen there are none: "VINH" well read in the head speaks
 * against "Vĩnh" in the text, however often that was seen there.
 */
function isCounterevidence({ syllables, confidences, isCapitals }: Mention, said: string): boolean {
  if (!isCapitals || Math.min(...confidences) < SURE) return false
  return said.split(' ').some((syllable, at) => {
    const seen = syllables[at] ?? syllable
    return marksOf(seen) < marksOf(syllable) && !isSameTone(seen, syllable)
  })
}

function marksOf(syllable: string): number {
  return syllable.normalize('NFD').match(/\p{M}/gu)?.length ?? 0
}

/** Another spelling must outweigh the one at the place by so much. */
const OUTWEIGHS = 1.3
/** What the list of communes says counts as much as two readings. */
const WEIGHT_OF_LIST = 1.5
/** How several communes begin, as much as one good reading. */
const WEIGHT_OF_BEGINNING = 1.25
/** What another reading of the same word had. */
const WEIGHT_OF_OTHER = 0.5
/** A syllable that no name has was misread, however sure the engine is. */
const WEIGHT_OF_NO_NAME = 0.3

/** A name with each syllable as all that names the place together say, by how well each was read. */
function voted(name: string, mentions: readonly Mention[]): Spelling {
  const listed = placeTwin(name)?.split(' ')
  const words = name.split(' ').map((word, at) => {
    const votes = votesAt(at, mentions)
    const known = listed?.[at]
    const beginning = at === 0 && listed === undefined ? beginningTwin(word) : null
    if (known !== undefined) addVote(votes, known, WEIGHT_OF_LIST)
    if (beginning !== null) addVote(votes, beginning, WEIGHT_OF_BEGINNING)
    return {
      word: elected(word, votes),
      isDisputed: isDisputed(word, votes),
    }
  })
  return {
    text: words.map(({ word }) => word).join(' '),
    trust: words.some((each) => each.isDisputed) ? DISPUTED : 1,
  }
}

function isDisputed(word: string, votes: Votes): boolean {
  return [...votes.keys()].some((each) => !isSameTone(each, word.toLowerCase()))
}

type Votes = Map<string, number>

function votesAt(at: number, mentions: readonly Mention[]): Votes {
  const votes: Votes = new Map()
  for (const { syllables, confidences, others } of mentions) {
    const weight = confidences[at] ?? 0
    addVote(votes, syllables[at] ?? '', weight)
    for (const other of others[at] ?? []) addVote(votes, other, weight * WEIGHT_OF_OTHER)
  }
  return votes
}

function addVote(votes: Votes, syllable: string, weight: number): void {
  const spelled = syllable.toLowerCase()
  const known = isNameSyllable(spelled) ? 1 : WEIGHT_OF_NO_NAME
  votes.set(spelled, (votes.get(spelled) ?? 0) + weight * known)
}

/** The syllable with most votes, in the letters of the one that was read; that one where no other outweighs it. */
function elected(word: string, votes: Votes): string {
  const read = word.toLowerCase()
  const [best] = [...votes].toSorted(([, a], [, b]) => b - a)
  if (best === undefined || best[1] <= (votes.get(read) ?? 0) * OUTWEIGHS) return word
  return isSameTone(best[0], read) ? word : casedLike(best[0], word)
}

/** Where the folded name stands in the text, with a capital at least; in lower case. */
function mentionsOf(name: string, layers: readonly TextLayer[]): readonly Mention[] {
  const folded = foldText(name)
  if (!/^[a-z][a-z ]+[a-z]$/.test(folded)) return []
  const wanted = folded.split(' ')
  return layers
    .flatMap((layer) => layer.lines)
    .flatMap(({ words }) => {
      const read = words.map(({ text }) => bareLetters(text))
      const plain = read.map(foldText)
      return words.flatMap((_, at) => {
        if (wanted.some((syllable, place) => plain[at + place] !== syllable)) return []
        const found = read.slice(at, at + wanted.length)
        if (!found.every((syllable) => /^\p{Lu}/u.test(syllable))) return []
        return {
          syllables: found.map((syllable) => syllable.toLowerCase()),
          confidences: words.slice(at, at + wanted.length).map(({ confidence }) => confidence),
          others: words
            .slice(at, at + wanted.length)
            .map((word, place) => othersOf(word, wanted[place] ?? '')),
          isCapitals: found.join('') === found.join('').toUpperCase(),
        }
      })
    })
}

function othersOf({ text, alternatives = [] }: Word, wanted: string): readonly string[] {
  const read = bareLetters(text).toLowerCase()
  const others = alternatives.map((other) => bareLetters(other).toLowerCase())
  return [...new Set(others)].filter((other) => other !== read && foldText(other) === wanted)
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
 * A name with each syllable that no name has exchanged for the one it was most likely misread from: where the marks are the
 * two most often mistaken, or where communes of the province begin so. Else it is only doubted. What the text bears out stays,
 * but for those beginnings: the engine mistakes the same letter in the text as well.
 */
function plausibleName({ text: name, trust: said }: Spelling): Spelling {
  let trust = said
  const words = name.split(' ').map((word, at) => {
    const nearest = isNameSyllable(word) ? null : nearestSyllable(word, provinceSyllables)
    if (nearest === null) {
      if (!isNameSyllable(word)) trust = Math.min(trust, IMPLAUSIBLE)
      return word
    }
    trust = Math.min(trust, IMPLAUSIBLE)
    if (at === 0 && beginsPlaces(capitalised(nearest))) return nearest
    return said <= 1 && differsInHookOnly(nearest, word) ? nearest : word
  })
  return { text: words.join(' '), trust }
}

/** A letter of the name was misread. */
const MISREAD = 0.75

/** The name as the text spells it and as names can be. */
export function spelledName(name: string, layers: readonly TextLayer[]): Spelling {
  const meant = nearMention(name, layers)
  if (meant !== null) {
    return { text: name === name.toUpperCase() ? meant.toUpperCase() : meant, trust: MISREAD }
  }
  const mentions = mentionsOf(name, layers)
  const said = spelledAsInText(name, mentions)
  return plausibleName(said.trust > 1 ? said : voted(name, mentions))
}

/** Two and more words with capitals: people and places. */
const name = /(?<!\p{L})\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*)+(?!\p{L})/gu

/** A sentence with the names in it spelled as the text spells them. */
export function withSpelledNames(text: string, layers: readonly TextLayer[]): Spelling {
  let trust = 1
  const spelt = text.replace(name, (found) => {
    const spelled = spelledName(found, layers)
    trust = Math.min(trust, spelled.text === found ? spelled.trust : DISPUTED)
    return spelled.text
  })
  return { text: spelt, trust }
}

/** Do the two differ in nothing but acute for hook or the reverse? Over a capital these are the marks most often mistaken. */
export function differsInHookOnly(one: string, other: string): boolean {
  const withoutHook = (text: string): string => text.normalize('NFD').replace(/[\u0301\u0309]/g, '\u0301')
  return withoutHook(one) === withoutHook(other)
}

/** "Hoà" and "Hòa" are one word. */
function isSameTone(one: string, other: string): boolean {
  return withTonesLast(one) === withTonesLast(other)
}
