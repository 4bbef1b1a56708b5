import type { PixelBox, TextLine, Word } from '../../../domain/text-layer.ts'
import { isSyllable } from '../../../domain/vietnamese-syllable.ts'
import type { GreyImage } from '../prepare/grey-image.ts'
import { lineOfWords } from './line-of-words.ts'
import { findSealRing, type SealRing } from './seal-ring.ts'
import { nameUnderSeal } from './under-seal.ts'

interface SignedPage {
  /** The copy that was read, and the same with nothing but its blackest ink. */
  readonly image: GreyImage
  readonly blackInk: (zone: PixelBox) => GreyImage
  /** Where title and name of who signed stand. */
  readonly zone: PixelBox
  readonly dpi: number
  /** Reads a part of a picture, boxes in pixels of the whole. */
  readonly readZone: (picture: GreyImage, zone: PixelBox) => Promise<readonly TextLine[]>
}

const MM_PER_INCH = 25.4
/** What the seal lay over is never sure. */
const MOST_UNDER_SEAL = 0.85
/** Two readings that say the same are worth this together, however little the engine thinks of each. */
const AGREED = 0.6
/** What readings disagree about loses this much. */
const DISPUTED = 0.8
/** A word that is no syllable, or does not begin as a name, counts so much less. */
const NO_NAME = 0.4
/** Of the narrower of two words so much must lie over the other, if both are to be the same. */
const LEAST_SHARED = 0.6
const MOST_ALTERNATIVES = 3
const WELL_READ = 0.9

/**
 * The page's lines with the name that a seal lies over read anew: by its tone, where the seal is paler than print, and with
 * the ring of the seal taken out by its shape, where it is as black. Unchanged where there is no such seal.
 */
export async function withNameUnderSeal(
  lines: readonly TextLine[],
  { image, blackInk, zone, dpi, readZone }: SignedPage,
): Promise<readonly TextLine[]> {
  if (lines.some((line) => line.box[1] > zone[1] && line.box[0] > zone[0] && isPlain(line.words)))
    return lines
  const perMm = dpi / MM_PER_INCH
  const ring = findSealRing(image, zone, perMm)
  const under = ring === null ? null : nameUnderSeal(image, ring, perMm)
  if (ring === null || under === null) return lines
  const readings = [wordsIn(lines, under.zone)]
  for (const picture of [blackInk(under.zone), ...under.images]) {
    const words = (await readZone(picture, under.zone)).flatMap((line) => line.words)
    readings.push(words.flatMap(named))
    if (isPlain(readings.at(-1) ?? [])) break
  }
  const name = agreedWords(readings, ring)
  return name.length === 0 ? lines : withLine(lines, under.zone, name)
}

function wordsIn(lines: readonly TextLine[], zone: PixelBox): readonly Word[] {
  return lines.flatMap((line) => line.words.filter((word) => liesIn(word, zone))).flatMap(named)
}

function liesIn({ box }: Word, [left, top, right, bottom]: PixelBox): boolean {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  return x > left && x < right && y > top && y < bottom
}

/** The word without what is left of the ring at its ends; none where it has no letters. */
function named(word: Word): readonly Word[] {
  const text = word.text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return text === '' ? [] : [{ ...word, text }]
}

/** A name of three words and more, all of them sure. */
function isPlain(words: readonly Word[]): boolean {
  return (
    words.length > 2 &&
    words.every((word) => worthOf(word) >= WELL_READ && /^\p{Lu}\p{Ll}+$/u.test(word.text))
  )
}

/** 0..1: what a reading of a word can be trusted with. */
function worthOf({ text, confidence }: Word): number {
  return confidence * (isSyllable(text) && /^\p{Lu}/u.test(text) ? 1 : NO_NAME)
}

/** The words of the best reading, each as the reading has it that saw it best. */
function agreedWords(readings: readonly (readonly Word[])[], ring: SealRing): readonly Word[] {
  const worth = (words: readonly Word[]): number =>
    words.reduce((sum, word) => sum + worthOf(word) * word.text.length, 0)
  const [best = [], ...others] = readings.toSorted((a, b) => worth(b) - worth(a))
  return best.map((word) => {
    const twins = others.flatMap((other) => other.filter((candidate) => areSame(candidate, word)))
    const chosen = twins.reduce((first, twin) => (worthOf(twin) > worthOf(first) ? twin : first), word)
    return weighed(
      chosen,
      [word, ...twins].filter((twin) => twin !== chosen),
      ring,
    )
  })
}

function areSame(one: Word, other: Word): boolean {
  const shared = Math.min(one.box[2], other.box[2]) - Math.max(one.box[0], other.box[0])
  return shared > LEAST_SHARED * Math.max(one.box[2] - one.box[0], other.box[2] - other.box[0])
}

function weighed(word: Word, twins: readonly Word[], ring: SealRing): Word {
  const isAgreed = twins.some(({ text }) => text === word.text)
  const others = [...new Set(twins.map(({ text }) => text))].filter((text) => text !== word.text)
  const isDisputed = twins.some((twin) => twin.text !== word.text && worthOf(twin) > worthOf(word) * DISPUTED)
  const read = isAgreed ? Math.max(AGREED, word.confidence) : word.confidence
  const confidence = isDisputed ? read * DISPUTED : read
  return {
    ...word,
    confidence: isUnderRing(word, ring) ? Math.min(MOST_UNDER_SEAL, confidence) : confidence,
    ...(others.length === 0 ? {} : { alternatives: others.slice(0, MOST_ALTERNATIVES) }),
  }
}

/** Does the word begin within the seal, at the height of its top? */
function isUnderRing({ box: [left, top] }: Word, { x, y, radiusPx }: SealRing): boolean {
  return Math.hypot(left - x, top - y) < radiusPx * RING_EDGE || left < x
}

/** The thick line of the ring ends so far out. */
const RING_EDGE = 1.06

/** The lines with one in the place of all words of a zone. */
function withLine(lines: readonly TextLine[], zone: PixelBox, words: readonly Word[]): readonly TextLine[] {
  const rest = lines.flatMap((line) => {
    const kept = line.words.filter((word) => !liesIn(word, zone))
    if (kept.length === line.words.length) return [line]
    return kept.length === 0 ? [] : [lineOfWords(kept)]
  })
  const line = lineOfWords(words)
  const place = rest.findIndex(({ box }) => box[1] + box[3] > line.box[1] + line.box[3])
  return place === -1 ? [...rest, line] : rest.toSpliced(place, 0, line)
}
