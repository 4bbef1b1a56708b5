const MOMENT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/

/** What is wrong with a moment of a package, which is ISO 8601 with the zone of Viet Nam; null where nothing is. */
export function momentFault(text: string): string | null {
  const parts = MOMENT.exec(text)
  if (parts === null) return 'no ISO 8601 moment with its zone'
  const [year = 0, month, day, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number)
  const isTime = hour < 24 && minute < 60 && second < 60
  if (!isDay(year, month, day) || !isTime) return 'a moment that cannot be'
  return parts[7] === '+07:00' ? null : 'another zone than +07:00'
}

/** Is there such a day? A year alone, or with its month, is one as well. */
function isDay(year: number, month = 1, day = 1): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** A date as a profile writes it, as ISO 8601; null where it is none. */
export function isoDate(text: string, format: 'DD/MM/YYYY' | 'YYYY-MM-DD'): string | null {
  const parts = text.split(format === 'DD/MM/YYYY' ? '/' : '-')
  const [year = '', month, day] = format === 'DD/MM/YYYY' ? parts.toReversed() : parts
  const isWritten =
    parts.length <= 3 &&
    /^\d{4}$/.test(year) &&
    [month, day].every((part) => part === undefined || /^\d{2}$/.test(part))
  if (!isWritten || !isDay(Number(year), Number(month ?? 1), Number(day ?? 1))) return null
  return [year, month, day].filter((part) => part !== undefined).join('-')
}
