/**
 * Text as it is compared in a search: NFC, đ to d, no tone marks, lower case. SQLite's own folding does not touch đ,
 * so both the index and the query pass here first.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .normalize('NFC')
}
