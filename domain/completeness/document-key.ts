import { foldText } from '../fold-text.ts'
import { type Document, fieldValue } from '../records/document.ts'

/** A number as it is compared: `07` and `7` are one. */
export function numberKey(number: string): string {
  return foldText(number)
    .replace(/\s+/g, '')
    .replace(/^0+(?=\d)/, '')
}

/** A notation as it is compared: without blanks, strokes and tone marks. */
export function notationKey(notation: string): string {
  return foldText(notation).replace(/[^a-z0-9]/g, '')
}

/** The name of an office as it is compared: UBND and its long form are one. */
export function officeKey(office: string): string {
  return foldText(office)
    .replace(/\b(uy ban nhan dan|u\.?b\.?n\.?d)\b/g, 'ubnd')
    .replace(/\b(hoi dong nhan dan|h\.?d\.?n\.?d)\b/g, 'hdnd')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** `12|ttrubnd`; empty where either part is unknown. */
export function codeKey(number: string, notation: string): string {
  const [digits, letters] = [numberKey(number), notationKey(notation)]
  return digits === '' || letters === '' ? '' : `${digits}|${letters}`
}

export function codeKeyOf(document: Document): string {
  return codeKey(fieldValue(document, 'number'), fieldValue(document, 'notation'))
}
