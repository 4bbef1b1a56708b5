import { shownLocale } from '../state/locale.ts'

const tenths = marksOf({ maximumFractionDigits: 1 })
const hundredths = marksOf({ maximumFractionDigits: 2 })
const whole = marksOf({})
const percents = marksOf({ style: 'percent', maximumFractionDigits: 0 })

/** The two ways to write a number, made once: there are thousands of cells to fill. */
function marksOf(options: Intl.NumberFormatOptions): Readonly<Record<string, Intl.NumberFormat>> {
  return {
    'vi-VN': new Intl.NumberFormat('vi-VN', options),
    'en-GB': new Intl.NumberFormat('en-GB', options),
  }
}

function written(value: number, marks: ReturnType<typeof marksOf>): string {
  return marks[shownLocale()]?.format(value) ?? String(value)
}

/** A size in B, KB, MB or GB, in steps of 1024 as the file manager shows them. */
export function formatBytes(sizeBytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'] as const
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(sizeBytes, 1)) / 10))
  return `${written(sizeBytes / 1024 ** power, tenths)} ${units[power] ?? 'B'}`
}

export function formatCount(count: number): string {
  return written(count, whole)
}

/** With up to two decimals. */
export function formatDecimal(value: number): string {
  return written(value, hundredths)
}

/** @param share 0..1, written as whole percent */
export function formatShare(share: number): string {
  return written(share, percents)
}
