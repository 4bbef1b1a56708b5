/** The unit of every length in a PDF. */
export const POINTS_PER_INCH = 72

/** Longest string a reader must take. @see ISO 19005-2 6.1.13 */
const LONGEST_STRING_CHARACTERS = 2000

/** Hundredths of a point are finer than any printer. */
export function pdfNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`a PDF has no number ${value}`)
  const rounded = Math.round(value * 1e4) / 1e4
  // A number with an exponent would be no number to a PDF reader; beyond these only rubbish lies.
  const clamped = Math.max(-32_767, Math.min(32_767, rounded))
  return Number.isInteger(clamped) ? String(clamped) : clamped.toFixed(4).replace(/0+$/, '')
}

/** A string of text as the document's own fields hold it: UTF-16 with its mark, written as hex. */
export function pdfText(text: string): string {
  const short = Array.from(text.normalize('NFC')).slice(0, LONGEST_STRING_CHARACTERS).join('')
  const bytes = Buffer.from(`\ufeff${short}`, 'utf16le').swap16()
  return `<${bytes.toString('hex')}>`
}

export function pdfReference(id: number): string {
  return `${id} 0 R`
}

/** A moment as `D:YYYYMMDDHHMMSSZ`. */
export function pdfDate(moment: Date): string {
  const digits = moment
    .toISOString()
    .replace(/[^0-9]/g, '')
    .slice(0, 14)
  return `(D:${digits}Z)`
}
