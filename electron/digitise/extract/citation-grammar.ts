import type { DocumentType } from '../../../domain/authority.ts'
import { foldText } from '../../../domain/fold-text.ts'
import { type DocumentCode, parseCode } from './code-grammar.ts'
import { parseDate, type ReadDate } from './date-grammar.ts'

/** What is said of a paper after the name of its kind; places are counted from where the reading began. */
export interface CodeAndDate {
  readonly code: DocumentCode
  readonly date: ReadDate | null
  /** Where code and date end. */
  readonly end: number
}

/** No code is longer, nor a date. */
const MOST_CODE = 42
const MOST_DATE = 36

/** "15/QĐ-UBND ngày 12/3/2021": the code at the start of a text and the date that follows it. */
export function codeAndDate(text: string): CodeAndDate | null {
  const room = text.slice(0, MOST_CODE)
  // A stroke between spaces is a dash of the sentence, and after a comma or the word "ngày" no code goes on.
  const codeText = room.split(/\s[-–]\s|[,;(]|\sngày|\scủa|\svề/u)[0] ?? room
  const code = parseCode(codeText) ?? bareNumber(codeText)
  if (code === null || code.number === null) return null
  const after = text.slice(codeText.length)
  const lead = /^[\s,;.(]{0,4}/.exec(after)?.[0] ?? ''
  const dateText = /^ng.y/.test(foldText(after.slice(lead.length, lead.length + 4)))
    ? after.slice(lead.length, lead.length + MOST_DATE)
    : ''
  const date = parseDate(dateText)
  if (code.notation === null && date === null) return null
  const length =
    date === null ? codeText.trimEnd().length : codeText.length + lead.length + lengthOfDate(dateText)
  return { code, date, end: length }
}

function bareNumber(text: string): DocumentCode | null {
  const number = /^\s*[:.]?\s*(\d{1,5})\s*$/.exec(text)?.[1]
  return number === undefined ? null : { number, notation: null, fit: 0.8 }
}

/** Where the year of the first date in a text ends. */
export function lengthOfDate(text: string): number {
  const year = /(?:19|20)\d{2}/.exec(text)
  return year === null ? text.length : year.index + 4
}

/** Kinds of paper that are cited but are no types of an office's own papers. */
const lawNames = ['thong tu lien tich', 'thong tu', 'nghi dinh', 'phap lenh', 'luat', 'bo luat', 'hien phap']
/** What papers are called besides the names in the list. */
const otherNames = ['van ban', 'cong thu', 'ket luan', 'giay moi', 'phieu trinh', 'don']

export interface NamedKind {
  /** Code of the document types; null for laws and what the list does not have. */
  readonly type: string | null
  /** Where its name begins. */
  readonly start: number
  readonly end: number
}

/** How far before its number the kind of a paper may be named: "Nghị định của Chính phủ số 88/CP". */
const KIND_REACH = 60

/** The kind of paper that is named last before a place, unless a sentence ends between. */
export function kindBefore(folded: string, place: number, types: readonly DocumentType[]): NamedKind | null {
  const from = Math.max(0, place - KIND_REACH)
  const room = folded.slice(from, place)
  const sentence = Math.max(room.lastIndexOf(';'), room.search(/\.\s[^.]*$/))
  const found = kindNames(types)
    .map(({ name, type }) => ({ name, type, at: lastWord(room, name) }))
    .filter(({ at }) => at > sentence)
    .toSorted((a, b) => b.at + b.name.length - (a.at + a.name.length) || b.name.length - a.name.length)
  const [last] = found
  if (last === undefined || /\bso\b.*\d/.test(room.slice(last.at + last.name.length))) return null
  return { type: last.type, start: from + last.at, end: from + last.at + last.name.length }
}

function lastWord(text: string, name: string): number {
  const at = text.lastIndexOf(name)
  const isWhole = !/[a-z]/.test(text[at - 1] ?? ' ') && !/[a-z]/.test(text[at + name.length] ?? ' ')
  return isWhole ? at : -1
}

/** Every kind of paper that can be cited, as folded names. */
function kindNames(types: readonly DocumentType[]): readonly { name: string; type: string | null }[] {
  return [
    ...types.map((type) => ({ name: foldText(type.name), type: type.code })),
    ...[...lawNames, ...otherNames].map((name) => ({ name, type: null })),
  ]
}

/** With these words, in small letters, a sentence goes on after the name of an office: "Phòng Tài chính" is not "tại". */
const afterOffice =
  /[,;:.()]|\s(?:ve|tai|de|thi|co|duoc|trong|theo|cho|nham|do|ngay|la|v\/v|noi|sau|kem|giao|yeu cau|quy dinh|ban hanh|phe duyet|huong dan|sua doi|thong qua|cong bo|trien khai|uy quyen|dua|chi dao|va (?:nghi|quyet|cong|to|thong|ke|bao|luat|chi|cac van ban))(?=\s|$)/g
/** After "và" the name of another paper begins with a capital. */
const andPaper = /^\s?va /
const MOST_OFFICE = 90

/** The office named after "của", from the start of a text; null where none is. */
export function officeAfter(
  text: string,
  folded: string,
): { readonly name: string; readonly end: number } | null {
  const of = /^[\s,]*cua\s+/.exec(folded)
  if (of === null) return null
  const start = of[0].length
  const room = text.slice(start, start + MOST_OFFICE)
  const stop = [...folded.slice(start, start + MOST_OFFICE).matchAll(afterOffice)].find(
    (found) => andPaper.test(found[0]) || !/^\s?\p{Lu}/u.test(room.slice(found.index)),
  )
  const length = stop === undefined ? room.lastIndexOf(' ') : stop.index
  const name = room.slice(0, Math.max(0, length)).trim()
  return /^\p{Lu}/u.test(name) && name.length >= 2 ? { name, end: start + length } : null
}

/** "của Phòng Nội vụ tại": the office that made the proposal named next. */
export function officeBefore(text: string, folded: string): string | null {
  const found = /\bcua\s+([^,;:.]{3,70}?)\s+tai\s*$/.exec(folded)
  if (found?.[1] === undefined) return null
  const start = found.index + found[0].indexOf(found[1])
  const name = text.slice(start, start + found[1].length).trim()
  return /^\p{Lu}/u.test(name) ? name : null
}
