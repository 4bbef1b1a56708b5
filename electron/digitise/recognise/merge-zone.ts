import type { PixelBox, TextLine, Word } from '../../../domain/text-layer.ts'
import { lineOfWords } from './line-of-words.ts'
import { isNoise, meanConfidence } from './noise-lines.ts'

/** A line that only the second reading saw must be this sure, for the page may have nothing there but a seal. */
const NEW_LINE_CONFIDENCE = 0.7
/** What two readings disagree about is a doubt, however sure the better one was. */
const DISPUTED = 0.8
const MOST_ALTERNATIVES = 3

/**
 * The page's lines with what a second reading of a zone saw better: each of its lines takes the place of the words it
 * covers when it is surer than they are, and is added when there were none. Words both readings agree on keep the
 * greater confidence; those they dispute lose some, and name the other reading as an alternative.
 */
export function mergeZone(lines: readonly TextLine[], zoneLines: readonly TextLine[]): readonly TextLine[] {
  let merged = lines
  for (const zoneLine of zoneLines) {
    if (!isNoise(zoneLine) && isLevel(zoneLine)) merged = mergeLine(merged, zoneLine)
  }
  return merged
}

/** A seal can tie words of several lines into one "line", which would take the place of all of them. */
function isLevel(line: TextLine): boolean {
  const middles = line.words.map((word) => (word.box[1] + word.box[3]) / 2)
  const heights = line.words.map((word) => word.box[3] - word.box[1]).toSorted((a, b) => a - b)
  return Math.max(...middles) - Math.min(...middles) < (heights[heights.length >> 1] ?? 0)
}

function mergeLine(lines: readonly TextLine[], seen: TextLine): readonly TextLine[] {
  const isCovered = (word: Word): boolean => liesIn(word.box, seen.box)
  const hosts = lines.filter((line) => line.words.some(isCovered))
  const covered = hosts.flatMap((line) => line.words.filter(isCovered))
  if (covered.length === 0) return meanConfidence(seen) < NEW_LINE_CONFIDENCE ? lines : inserted(lines, seen)
  const before = lineOfWords(covered)
  const isBetter = meanConfidence(seen) > meanConfidence(before)
  const words = weighed(isBetter ? seen.words : covered, isBetter ? covered : seen.words)
  const first = hosts[0]
  return lines.flatMap((line) => {
    if (!hosts.includes(line)) return [line]
    const kept = line.words.filter((word) => !isCovered(word))
    const own = line === first ? [...kept, ...words].toSorted((a, b) => a.box[0] - b.box[0]) : kept
    return own.length === 0 ? [] : [lineOfWords(own)]
  })
}

function weighed(chosen: readonly Word[], other: readonly Word[]): readonly Word[] {
  return chosen.map((word) => {
    const twins = other.filter((candidate) => overlapShare(word.box, candidate.box) > 0.5)
    if (twins.length === 0) return word
    const twin = twins.find((candidate) => candidate.text === word.text)
    if (twin !== undefined) return { ...word, confidence: Math.max(word.confidence, twin.confidence) }
    return { ...word, confidence: word.confidence * DISPUTED, alternatives: otherReadings(word, twins) }
  })
}

/** What the other reading has in the word's place, before what earlier ones had. */
function otherReadings(word: Word, twins: readonly Word[]): string[] {
  const inItsPlace = twins.map((twin) => twin.text).join(' ')
  const known = [
    inItsPlace,
    ...(word.alternatives ?? []),
    ...twins.flatMap((twin) => twin.alternatives ?? []),
  ]
  return [...new Set(known)].filter((text) => text !== word.text).slice(0, MOST_ALTERNATIVES)
}

function inserted(lines: readonly TextLine[], line: TextLine): readonly TextLine[] {
  const middle = (line.box[1] + line.box[3]) / 2
  const place = lines.findIndex((other) => (other.box[1] + other.box[3]) / 2 > middle)
  return place === -1 ? [...lines, line] : lines.toSpliced(place, 0, line)
}

/** Does the middle of `box` lie in `outer`? */
function liesIn(box: PixelBox, outer: PixelBox): boolean {
  const x = (box[0] + box[2]) / 2
  const y = (box[1] + box[3]) / 2
  return x >= outer[0] && x <= outer[2] && y >= outer[1] && y <= outer[3]
}

/** Shared width over the lesser width: words of one line differ only in where they stand along it. */
function overlapShare(a: PixelBox, b: PixelBox): number {
  const shared = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  return shared / Math.max(1, Math.min(a[2] - a[0], b[2] - b[0]))
}
