import { foldText } from '../../../domain/fold-text.ts'
import type { Word } from '../../../domain/text-layer.ts'
import { editDistance } from './fuzzy.ts'
import { HARDLY_READ } from './proposal.ts'

/** A line over a signature: what it says, and the words that say it. */
export interface TitleLine {
  readonly text: string
  readonly fit: number
  /** Told by the line over it: a doubt for the eye. */
  readonly isGuess?: boolean
  /** None where a seal hides them. */
  readonly words: readonly Word[]
}

/** "PHÓ" was not read, or more. */
const DEPUTY_FIT = 0.85

const CHAIRMAN = 'CHỦ TỊCH'
/**
 * Whoever signs in the name of one of these, and not for somebody else, is its chairman. Where a name in full goes on with its
 * place, that may go on below as well. @see ND 30/2020, appendix I part 7
 */
const chairedBodies = /^T[./]?M[./]? (?:(?:ỦY|UỶ) BAN NHÂN DÂN$|HỘI ĐỒNG NHÂN DÂN$|(?:UBND|HĐND)(?: |$))/u

/**
 * The lines with the lowest one told by those over it, where a seal lies over it: one who signs for the head is the deputy of
 * the head, and what is left of a title under the name of a committee its chairman's. Where nothing was read under that name,
 * nobody can tell as what somebody signed: "KT." may be hidden as well.
 */
export function withHiddenTitle(lines: readonly TitleLine[]): readonly TitleLine[] {
  const signed = lines.map((line, at) => deputing(line, { lines, at }))
  const told = signed.map((line, at) => {
    const title = titleUnder(signed[at - 1])
    const isOverDeputy = signed[at + 1]?.text.startsWith('PHÓ ') === true
    return title !== null && !isOverDeputy && isSpoilt(line, title) ? asTold(line, title) : line
  })
  const last = told.at(-1)
  const hidden = deputyUnder(last)
  if (hidden !== null) return [...told, { text: hidden, fit: DEPUTY_FIT, isGuess: true, words: [] }]
  const isCut = last !== undefined && /^T[./]?(?:M|L|UQ)[./]? /u.test(last.text)
  return isCut ? [] : told
}

/** The sign "KT." was read as something like it. */
const spoiltSign = /^K\W?[TIL1]{0,2}\W? (?<head>CHỦ TỊCH|TRƯỞNG PHÒNG|GIÁM ĐỐC|BÍ THƯ)$/u

interface Among {
  readonly lines: readonly TitleLine[]
  readonly at: number
}

/** The line with its "KT." put right, in the way the paper has such signs. */
function deputing(line: TitleLine, { lines, at }: Among): TitleLine {
  const head = spoiltSign.exec(line.text)?.groups?.['head']
  if (head === undefined || headOf(line) !== null) return line
  const sign = lines.slice(0, at).some(({ text }) => text.startsWith('T/')) ? 'K/T' : 'KT.'
  return { ...line, text: `${sign} ${head}`, fit: DEPUTY_FIT, isGuess: true }
}

/** What must stand under "KT. CHỦ TỊCH"; null under another line. */
function deputyUnder(line: TitleLine | undefined): string | null {
  const head = line === undefined ? null : headOf(line)
  return head === null ? null : `PHÓ ${head}`
}

/** "CHỦ TỊCH" of "KT. CHỦ TỊCH": for whom a deputy signs; null of another line. */
function headOf({ text }: TitleLine): string | null {
  return /^K[./]?T[./]? (?<head>.+)$/u.exec(text)?.groups?.['head'] ?? null
}

/** What a line under this one can be read as; null under one that says nothing of it. */
function titleUnder(line: TitleLine | undefined): string | null {
  return deputyUnder(line) ?? (chairedBodies.test(line?.text ?? '') ? CHAIRMAN : null)
}

/** Is it what is left of the title: its end, or all of it but for the letters a seal crosses? */
function isSpoilt(line: TitleLine, title: string): boolean {
  const { text, words } = line
  if (text === title || headOf(line) !== null) return false
  if (title === `PHÓ ${text}`) return true
  const isHardlyRead = words.some(({ confidence }) => confidence < HARDLY_READ)
  return isHardlyRead && editDistance(lastOf(text), lastOf(title)) <= 1
}

function lastOf(text: string): string {
  return foldText(text.split(' ').at(-1) ?? '')
}

/** The words that were read say it well where only the first is missing; what strokes of a seal were read as says nothing. */
function asTold(line: TitleLine, title: string): TitleLine {
  if (title === `PHÓ ${line.text}`) return { ...line, text: title, fit: DEPUTY_FIT }
  return {
    text: title,
    fit: DEPUTY_FIT,
    isGuess: true,
    words: line.words.filter(({ confidence }) => confidence >= HARDLY_READ),
  }
}
