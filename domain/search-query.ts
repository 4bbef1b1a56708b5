import { foldText } from './fold-text.ts'

/** Parts of a description that a query may name: `so:45`, `trichyeu:"cấp đất"`. */
export const searchFields = ['number', 'notation', 'subject', 'signer', 'issuer', 'type'] as const
export type SearchField = (typeof searchFields)[number]

/** Words in lower case and NFC, as typed, with their tone marks. Never empty. */
export type Words = readonly string[]

/** What somebody typed, taken apart. Days are ISO 8601, both ends included. */
export interface SearchQuery {
  /** Each has to stand somewhere, in any order. */
  readonly words: readonly string[]
  /** Each has to stand in this order. */
  readonly phrases: readonly Words[]
  readonly fields: readonly { readonly field: SearchField; readonly words: Words }[]
  readonly dateFrom: string | null
  readonly dateTo: string | null
  /** The last of `words` may still be growing: it counts as a beginning as well. */
  readonly isTyping: boolean
}

/** More than this of a query is not looked at; no page of a search needs as much. */
const MOST_WORDS = 24
const MOST_PARTS = 6
const MOST_LETTERS = 48
const MOST_TYPED = 1000

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
/** `name:"value"`, `name:value`, `"phrase"` or a piece without spaces; a quote that is never closed ends with the text. */
const PIECE = /(?:([\p{L}\p{M}_-]{1,16}):)?"([^"]*)(?:"|$)|([\p{L}\p{M}_-]{1,16}):([^\s"]+)|([^\s"]+)/gu

/** Names of the fields without tone marks, as they are typed and as the screen shows them. */
const fieldOf: Readonly<Record<string, SearchField>> = {
  so: 'number',
  kyhieu: 'notation',
  trichyeu: 'subject',
  nguoiky: 'signer',
  coquan: 'issuer',
  loai: 'type',
}
const dateNames: readonly string[] = ['ngay', 'nam', 'thang']

/** The words of a text as they are compared: NFC, lower case, letters and digits only. */
export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFC').toLowerCase().match(WORD) ?? []
}

interface Piece {
  /** Before the colon, as typed; empty without one. */
  readonly name: string
  readonly value: string
  readonly isQuoted: boolean
}

interface Parts {
  readonly words: string[]
  readonly phrases: Words[]
  readonly fields: { readonly field: SearchField; readonly words: Words }[]
  days: DaySpan | null
}

/** Reads any text as a query; what is no known field or no date counts as words. */
export function parseSearchQuery(text: string): SearchQuery {
  const typed = text.slice(0, MOST_TYPED).normalize('NFC').replace(/[“”„]/g, '"')
  const parts: Parts = { words: [], phrases: [], fields: [], days: null }
  let isLastWord = false
  for (const piece of piecesOf(typed)) isLastWord = takePiece(parts, piece) && !piece.isQuoted
  const words = parts.words.slice(0, MOST_WORDS)
  return {
    words,
    phrases: parts.phrases.slice(0, MOST_PARTS).map((phrase) => phrase.slice(0, MOST_WORDS)),
    fields: parts.fields
      .slice(0, MOST_PARTS)
      .map((part) => ({ ...part, words: part.words.slice(0, MOST_WORDS) })),
    dateFrom: parts.days?.from ?? null,
    dateTo: parts.days?.to ?? null,
    isTyping: isLastWord && words.length === parts.words.length && /[\p{L}\p{N}\p{M}]$/u.test(typed),
  }
}

function piecesOf(typed: string): readonly Piece[] {
  return [...typed.matchAll(PIECE)].map(([, quotedName, quoted, name, value, plain]) => ({
    name: quotedName ?? name ?? '',
    value: quoted ?? value ?? plain ?? '',
    isQuoted: quoted !== undefined,
  }))
}

/** @returns whether the piece ended among the words */
function takePiece(parts: Parts, { name, value, isQuoted }: Piece): boolean {
  const folded = foldText(name)
  const days = dateNames.includes(folded) ? daySpan(value) : null
  if (days !== null) {
    parts.days = days
    return false
  }
  const words = bounded(wordsOf(value))
  const field = Object.hasOwn(fieldOf, folded) ? fieldOf[folded] : undefined
  if (field !== undefined) {
    if (words.length > 0) parts.fields.push({ field, words })
    return false
  }
  parts.words.push(...bounded(wordsOf(name)))
  if (isQuoted && words.length > 1) parts.phrases.push(words)
  else parts.words.push(...words)
  return words.length > 0
}

/** Does a query ask for nothing at all? */
export function isEmptyQuery({ words, phrases, fields, dateFrom, dateTo }: SearchQuery): boolean {
  return words.length + phrases.length + fields.length === 0 && dateFrom === null && dateTo === null
}

function bounded(words: readonly string[]): readonly string[] {
  return words.map((word) => Array.from(word).slice(0, MOST_LETTERS).join(''))
}

export interface DaySpan {
  readonly from: string | null
  readonly to: string | null
}

/** `2026`, `2026-03`, `2026-03-05`, `5/3/2026`, `3/2026`, each alone or as a span `a..b`, `a..`, `..b`. */
export function daySpan(text: string): DaySpan | null {
  const ends = text.trim().split('..')
  if (ends.length > 2) return null
  const [first = '', second = first] = ends
  const spans = [first, second].map((end) => (end === '' ? OPEN_END : calendarSpan(end)))
  const [from = null, to = null] = spans
  if (from === null || to === null || (from === OPEN_END && to === OPEN_END)) return null
  return { from: from.from, to: to.to }
}

const OPEN_END: DaySpan = { from: null, to: null }

const SPANS: readonly { readonly shape: RegExp; readonly order: readonly [number, number, number] }[] = [
  { shape: /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/, order: [1, 2, 3] },
  { shape: /^(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})$/, order: [3, 2, 1] },
]

/** First and last day of a year, a month or a day; null where there is no such day. */
function calendarSpan(text: string): { readonly from: string; readonly to: string } | null {
  for (const { shape, order } of SPANS) {
    const match = shape.exec(text)
    if (match === null) continue
    const [year, month, day] = order.map((at) => match[at])
    const from = isoDay(year, month ?? '1', day ?? '1')
    const last = new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).getUTCDate()
    const to = isoDay(year, month ?? '12', day ?? String(last))
    return from === null || to === null ? null : { from, to }
  }
  return null
}

function isoDay(year = '', month = '', day = ''): string | null {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(iso)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? null : iso
}
