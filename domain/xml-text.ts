const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
/** XML 1.0 has no way to write these, not even as a number. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
/**
 * What reads back as something else or makes a line look like another one: a carriage return becomes a line feed, and marks
 * that turn the direction of writing turn the tags behind them as well. As numbers they come back as they were.
 */
const treacherous = /[\r\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g
const blanks = /[\t\n]/g

/** Text for the content of an XML element, or for an attribute whose blanks may become spaces. */
export function xmlText(text: string): string {
  return text
    .replace(unwritable, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replace(treacherous, numbered)
}

/** Text for an attribute, in which tabs and line ends stay what they are. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replace(blanks, numbered)
}

function numbered(character: string): string {
  return `&#x${character.charCodeAt(0).toString(16)};`
}
