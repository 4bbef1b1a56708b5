import { shownLocale } from './locale.ts'

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

/** `2024-03-15` as `15/03/2024`, the form of the law and of Britain, in every language; anything else as it is. */
export function formatDate(isoDate: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate)
  return match === null ? isoDate : `${match[3]}/${match[2]}/${match[1]}`
}

/** An ISO instant in the time of this PC: `16:28 22/11/2026` in Vietnamese, `22/11/2026, 16:28` in English. */
export function formatInstant(instant: string): string {
  const time = new Date(instant)
  if (Number.isNaN(time.getTime())) return instant
  const date = `${pad(time.getDate())}/${pad(time.getMonth() + 1)}/${pad(time.getFullYear(), 4)}`
  const clock = `${pad(time.getHours())}:${pad(time.getMinutes())}`
  return shownLocale() === 'en-GB' ? `${date}, ${clock}` : `${clock} ${date}`
}

const written = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$/
const inOneRow = /^(\d{2})(\d{2})(\d{4})$/

/** Reads a date typed as day, month, year, with any separators or none. @returns ISO 8601, null where there is no such day */
export function parseDate(typed: string): string | null {
  const match = written.exec(typed.trim()) ?? inOneRow.exec(typed.trim())
  if (match === null) return null
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal && year >= 1900 && year <= 2100 ? `${pad(year, 4)}-${pad(month)}-${pad(day)}` : null
}
