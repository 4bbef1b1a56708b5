/** What goes to the clipboard of a selection over pages: composed letters, lines without the blanks that held their places. */
export function copiedText(selected: string): string {
  return selected
    .normalize('NFC')
    .replace(/[ \u00a0]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/ {2,}/g, ' ')
    .trim()
}
