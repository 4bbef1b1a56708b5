/** What can be taken in. */
export const sourceFormats = ['pdf', 'jpeg', 'png', 'tiff', 'webp', 'avif'] as const
export type SourceFormat = (typeof sourceFormats)[number]
/** Those that are one picture. */
export type PhotoFormat = Exclude<SourceFormat, 'pdf' | 'tiff'>

export const mediaTypes: Readonly<Record<SourceFormat, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tiff: 'image/tiff',
  webp: 'image/webp',
  avif: 'image/avif',
}

/** As many bytes from the start of a file as `sniffFormat` wants to see. */
export const SNIFF_BYTES = 4096

type Sniffed =
  | { readonly kind: 'supported'; readonly format: SourceFormat }
  /** `found` names the format where it is a known one, for the sentence on the screen. */
  | { readonly kind: 'unsupported'; readonly found: string | null }

/** Tells a format by the first bytes: a name can be wrong. */
export function sniffFormat(head: Uint8Array): Sniffed {
  // Latin-1 keeps each byte one character, so that signatures can be written as text.
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1')
  const format = supported(text)
  return format === null ? { kind: 'unsupported', found: known(text) } : { kind: 'supported', format }
}

function supported(head: string): SourceFormat | null {
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^(?:II[*+]\0|MM\0[*+])/.test(head)) return 'tiff'
  if (/^RIFF.{4}WEBP/s.test(head)) return 'webp'
  if (/^.{4}ftyp(?:avif|avis)/s.test(head)) return 'avif'
  // PDF readers look for the mark in the first 1024 bytes: mail gateways put lines before it.
  return head.slice(0, 1024).includes('%PDF-') ? 'pdf' : null
}

const signatures: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^PK\x03\x04.*word\//s, 'DOCX'],
  [/^PK\x03\x04.*xl\//s, 'XLSX'],
  [/^PK\x03\x04.*ppt\//s, 'PPTX'],
  [/^PK\x03\x04.*opendocument\.text/s, 'ODT'],
  [/^PK\x03\x04/, 'ZIP'],
  [/^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/, 'DOC'],
  [/^{\\rtf/, 'RTF'],
  [/^Rar!/, 'RAR'],
  [/^7z\xbc\xaf/, '7Z'],
  [/^GIF8/, 'GIF'],
  [/^BM.{4}\0{4}/s, 'BMP'],
  [/^.{4}ftyp(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)/s, 'HEIC'],
  [/^.{4}ftyp/s, 'MP4'],
  [/^AT&TFORM/, 'DJVU'],
  [/^\0\0\0\x0cjP {2}|^\xff\x4f\xff\x51/, 'JPEG 2000'],
  [/^\x97JB2\r\n\x1a\n/, 'JBIG2'],
  [/^MZ|^\x7fELF/, 'EXE'],
  [/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg/is, 'SVG'],
  [/^\s*<(!doctype html|html)/i, 'HTML'],
]

function known(head: string): string | null {
  return signatures.find(([pattern]) => pattern.test(head))?.[1] ?? null
}
