import { foldText } from '../../../domain/fold-text.ts'
import { SURE } from '../../../domain/records/document.ts'
import type { TextLayer, Word } from '../../../domain/text-layer.ts'
import { isSyllable } from '../../../domain/vietnamese-syllable.ts'
import { editDistance } from './fuzzy.ts'

/** What is no syllable was misread, however sure the engine is. */
const WEIGHT_OF_NO_SYLLABLE = 0.3
/** So many words beside a doubtful one must be the same. */
const BESIDE = 2

interface TextWord {
  readonly word: Word
  readonly letters: string
  readonly folded: string
}

/**
 * The words of an abstract with each doubtful one as the text has it between the same words: what a paper is about it says
 * again in its first paragraph or article.
 */
export function withEchoes(words: readonly Word[], layers: readonly TextLayer[]): readonly Word[] {
  if (words.every(({ confidence }) => confidence >= SURE)) return words
  const own = new Set(words.map(({ box }) => box.join()))
  const text = layers
    .flatMap((layer) => layer.lines)
    .flatMap((line) => line.words)
    .filter(({ box }) => !own.has(box.join()))
    .map(textWord)
  const read = words.map(textWord)
  return words.map((word, at) => {
    if (word.confidence >= SURE || !isLowerCase(word.text)) return word
    const echo = likeliestEcho(read, at, text)
    const letters = read[at]?.letters ?? word.text
    return echo === null ? word : { ...word, text: word.text.replace(letters, echo) }
  })
}

/** Does the second abstract have a word that the first does not? */
export function isEchoed(read: readonly Word[], echoed: readonly Word[]): boolean {
  return echoed.some(({ text }, at) => text !== read[at]?.text)
}

/** Names are put right by what names are made of. */
function isLowerCase(text: string): boolean {
  return /\p{L}/u.test(text) && text === text.toLowerCase() && !/\d/.test(text)
}

function textWord(word: Word): TextWord {
  const letters = word.text.normalize('NFC').replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '')
  return { word, letters, folded: foldText(letters) }
}

/** How most of the places write it that stand between the same words; null where that is no other way, or not by far. */
function likeliestEcho(read: readonly TextWord[], at: number, text: readonly TextWord[]): string | null {
  const wanted = read[at]
  if (wanted === undefined || wanted.folded === '') return null
  const own = wanted.word.confidence * (isSyllable(wanted.letters) ? 1 : WEIGHT_OF_NO_SYLLABLE)
  const votes = new Map([[wanted.letters, own]])
  for (const [place, { word, letters, folded }] of text.entries()) {
    if (!isSyllable(letters) || !isNear(folded, wanted.folded)) continue
    const beside = besideSame({ read, at }, { read: text, at: place })
    // Another letter is a bolder change than another mark: the words on both sides must bear it out.
    const isBorneOut =
      folded === wanted.folded
        ? beside.before + beside.after >= BESIDE
        : Math.min(beside.before, beside.after) > 0
    if (!isBorneOut) continue
    const said = letters.toLowerCase()
    votes.set(said, (votes.get(said) ?? 0) + word.confidence)
  }
  const [best] = [...votes].toSorted(([, a], [, b]) => b - a)
  return best === undefined || best[0] === wanted.letters ? null : best[0]
}

interface Place {
  readonly read: readonly TextWord[]
  readonly at: number
}

function isNear(one: string, other: string): boolean {
  return one === other || (other.length > 2 && editDistance(one, other) === 1)
}

/** How many of the words next to both places are the same. */
function besideSame(one: Place, other: Place): { readonly before: number; readonly after: number } {
  return { before: sameWords(one, other, -1), after: sameWords(one, other, 1) }
}

function sameWords(one: Place, other: Place, step: 1 | -1): number {
  let count = 0
  while (count < BESIDE) {
    const next = (count + 1) * step
    const [left, right] = [one.read[one.at + next]?.folded, other.read[other.at + next]?.folded]
    if (left === undefined || left === '' || left !== right) return count
    count += 1
  }
  return count
}
