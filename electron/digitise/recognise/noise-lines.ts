import type { TextLine } from '../../../domain/text-layer.ts'
import { lineText } from '../../../domain/text-layer.ts'

/** A line with fewer letters and digits among its signs is an ornament. */
const LEAST_LETTERS = 0.25

/** Is the line most likely a rule, a seal, a signature or dirt? Thresholds measured 2026-11 on generated scans of four qualities. */
export function isNoise(line: TextLine): boolean {
  const text = lineText(line).replaceAll(' ', '')
  const confidence = meanConfidence(line)
  const letters = (text.match(/[\p{L}\p{N}]/gu) ?? []).length
  if (confidence < 0.35) return true
  if (letters < text.length * LEAST_LETTERS) return true
  if (text.length <= 3) return confidence < 0.6 && !/^\d+[.)]?$/.test(text)
  return letters < text.length * 0.6 && confidence < 0.7
}

/** Mean over the characters: a long word says more about a line than a stray dot. */
export function meanConfidence(line: TextLine): number {
  let sum = 0
  let count = 0
  for (const word of line.words) {
    sum += word.confidence * word.text.length
    count += word.text.length
  }
  return count === 0 ? 0 : sum / count
}
