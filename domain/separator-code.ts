import { RecordId } from './op.ts'

/**
 * What the QR code of a separator sheet says: `HSX1|<case file>|<place in it, or ->`. Box labels say `box` in the last
 * part. No title and nothing of a person stands in it.
 */
const VERSION = 'HSX1'
const NO_ORDINAL = '-'
const BOX = 'box'
/** In place of a code: the sheet has the bars of a Patch T, and names no case file. */
export const PATCH_T = 'PATCH-T'
/** More documents than any case file has. */
const MOST_ORDINAL = 99_999

/** A sheet before the pages of one document of a case file. */
export interface SeparatorCode {
  readonly caseFile: RecordId
  /** The place of the document in the case file, from 1; null for wherever it comes. */
  readonly ordinal: number | null
}

export function separatorText({ caseFile, ordinal }: SeparatorCode): string {
  return [VERSION, caseFile, ordinal ?? NO_ORDINAL].join('|')
}

/** @param caseFile one of those in the box */
export function boxText(caseFile: RecordId): string {
  return [VERSION, caseFile, BOX].join('|')
}

/** Does a code begin as those of this program do, in whatever version? */
export function isOwnCode(text: string): boolean {
  return /^HSX\d+\|/.test(text)
}

/** The case file that a code of a sheet or a box names; null for any other code. */
export function caseFileInCode(text: string): RecordId | null {
  const [version, id, last = '', ...rest] = text.trim().split('|')
  const caseFile = RecordId.safeParse(id)
  const isKnown = version === VERSION && rest.length === 0 && (last === BOX || isOrdinal(last))
  return isKnown && caseFile.success && caseFile.data.startsWith('case_') ? caseFile.data : null
}

/** Null for what is no separator sheet of this version. */
export function readSeparator(text: string): SeparatorCode | null {
  const caseFile = caseFileInCode(text)
  const last = text.trim().split('|')[2] ?? ''
  if (caseFile === null || last === BOX) return null
  return { caseFile, ordinal: last === NO_ORDINAL ? null : Number(last) }
}

function isOrdinal(text: string): boolean {
  return text === NO_ORDINAL || (/^[1-9]\d*$/.test(text) && Number(text) <= MOST_ORDINAL)
}
