/** The first file of every bag, and the last to be written: a folder that has it is whole. @see RFC 8493, 2.1.1 */
export const BAG_DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
export const PAYLOAD_FOLDER = 'data/'
export const MANIFEST = 'manifest-sha256.txt'
export const TAG_MANIFEST = 'tagmanifest-sha256.txt'

const LINE = /^([0-9a-fA-F]{64})[ \t]+\*?(.+)$/

export interface ListedFile {
  /** With '/' between folders, from the root of the bag. */
  readonly name: string
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string
}

/** As `sha256sum -c` reads it. */
export function manifestText(files: readonly ListedFile[]): string {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1))
  return sorted.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')
}

/** One line of a manifest, or null where it says nothing, or names a file that no such manifest may name. */
export function readManifestLine(line: string, isPayload: boolean): ListedFile | null {
  const [, sha256 = '', name = ''] = LINE.exec(line) ?? []
  const isSound =
    name !== '' && name.startsWith(PAYLOAD_FOLDER) === isPayload && !name.split('/').includes('..')
  return isSound ? { name, sha256: sha256.toLowerCase() } : null
}

/** The lines of `bag-info.txt` in their order; `Payload-Oxum` is told by `payloadOxum`. */
export function bagInfoText(info: readonly (readonly [label: string, value: string])[]): string {
  return info.map(([label, value]) => `${label}: ${oneLine(value)}\n`).join('')
}

/** What is in `data/`: its bytes and its files. */
export function payloadOxum(files: readonly { readonly sizeBytes: number }[]): string {
  const octets = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return `${octets}.${files.length}`
}

/** A value that goes on in a next line would need folding; one line is what every reader understands. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
