import { createHash } from 'node:crypto'
import { createFolderSink } from './folder-sink.ts'
import { type PackageSink, putText, type WrittenFile } from './sink.ts'

const BAG_DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
const PAYLOAD = 'data/'

interface BagRequest {
  readonly folder: string
  readonly name: string
  /** ISO 8601 day. */
  readonly day: string
  /** What the bag says of itself: label and value, in their order. */
  readonly info: readonly (readonly [label: string, value: string])[]
}

/** Writes a package as the payload of a bag; `bagit.txt` comes last, so that a bag that has it is whole. @see RFC 8493 */
export async function createBagSink({ folder, name, day, info }: BagRequest): Promise<PackageSink> {
  const inner = await createFolderSink(folder, name)
  const payload: WrittenFile[] = []
  return {
    put: async (inside, fill) => {
      const { file, result } = await inner.put(`${PAYLOAD}${inside}`, fill)
      payload.push(file)
      return { file: { ...file, name: inside }, result }
    },
    finish: async () => {
      const octets = payload.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      const told = [...info, ['Bagging-Date', day], ['Payload-Oxum', `${octets}.${payload.length}`]] as const
      const tags = [
        await putText(inner, 'manifest-sha256.txt', manifest(payload)),
        await putText(
          inner,
          'bag-info.txt',
          told.map(([label, value]) => `${label}: ${oneLine(value)}\n`).join(''),
        ),
      ]
      const declaration = createHash('sha256').update(BAG_DECLARATION).digest('hex')
      const all = [...tags, { name: 'bagit.txt', sizeBytes: BAG_DECLARATION.length, sha256: declaration }]
      await putText(inner, 'tagmanifest-sha256.txt', manifest(all))
      await putText(inner, 'bagit.txt', BAG_DECLARATION)
      return inner.finish()
    },
    discard: () => inner.discard(),
  }
}

/** As `sha256sum -c` reads it. */
function manifest(files: readonly WrittenFile[]): string {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1))
  return sorted.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')
}

/** A value that goes on in a next line would need folding; one line is what every reader understands. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
