import { type Document, documentCode, fieldValue } from './records/document.ts'

/** With `.alto.xml` behind it still short enough for any folder on any medium. */
const LONGEST = 60
/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * The name of a document's files without ending: its code, else its subject. ASCII letters, digits, `-` and `_` only, so
 * that it survives FAT32 and every system that a stick is put into.
 */
export function exportName(document: Document): string {
  const code = plainName(documentCode(document))
  const year = fieldValue(document, 'issuedDate').slice(0, 4)
  if (code !== '') return free(year === '' ? code : `${code}-${plainName(year)}`)
  return free(plainName(fieldValue(document, 'subject')) || 'van-ban')
}

/** Text as ASCII letters, digits, `-` and `_`; it may become empty. */
export function plainName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '')
}

function free(name: string): string {
  return reserved.test(name) ? `${name}_` : name
}
