import { foldText } from '../../../domain/fold-text.ts'

const EARLIEST_YEAR = 1930
const LATEST_YEAR = 2099

// "ngày 12 tháng 3 năm 2021" with whatever the reading made of the three words' marks; digits may stick to them.
const written = /\bng.y\s*(\S{1,3}?)\s*th\S{1,2}ng\s*(\S{1,3}?)\s*n.m\s*(\S{4})/
const short = /\bng.y\s*[:.]?\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/

export interface ReadDate {
  /** ISO 8601. */
  readonly iso: string
  /** Lower where a letter stood for a digit. */
  readonly fit: number
}

/** The first date in a text after the word "ngày"; null for what is no date, or cannot be one. */
export function parseDate(text: string): ReadDate | null {
  const folded = foldText(text)
  const match = written.exec(folded) ?? short.exec(folded)
  if (match === null) return null
  const [day, month, year] = match.slice(1).map(toNumber)
  if (day === undefined || month === undefined || year === undefined) return null
  const iso = isoDate(year.value, month.value, day.value)
  if (iso === null) return null
  const isSure = day.isPrinted && month.isPrinted && year.isPrinted
  return { iso, fit: isSure ? 1 : 0.5 }
}

/** ISO 8601; null for a day that no calendar has, or that no paper in an archive can bear. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (!(year >= EARLIEST_YEAR && year <= LATEST_YEAR)) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  const isDay =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isDay ? date.toISOString().slice(0, 10) : null
}

function toNumber(token: string): { value: number; isPrinted: boolean } {
  const digits = token
    .replaceAll('o', '0')
    .replace(/[li|\]})]/g, '1')
    .replaceAll('s', '5')
    .replace(/[.,]/g, '')
  return { value: /^\d+$/.test(digits) ? Number(digits) : Number.NaN, isPrinted: digits === token }
}
