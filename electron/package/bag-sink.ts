import { createHash } from 'node:crypto'
import {
  BAG_DECLARATION,
  bagInfoText,
  MANIFEST,
  manifestText,
  PAYLOAD_FOLDER,
  payloadOxum,
  TAG_MANIFEST,
} from '../../domain/bag/manifest.ts'
import { createFolderSink } from './folder-sink.ts'
import { type PackageSink, putText, type WrittenFile } from './sink.ts'

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
      const { file, result } = await inner.put(`${PAYLOAD_FOLDER}${inside}`, fill)
      payload.push(file)
      return { file: { ...file, name: inside }, result }
    },
    finish: async () => {
      const told = [...info, ['Bagging-Date', day], ['Payload-Oxum', payloadOxum(payload)]] as const
      const tags = [
        await putText(inner, MANIFEST, manifestText(payload)),
        await putText(inner, 'bag-info.txt', bagInfoText(told)),
      ]
      const declaration = createHash('sha256').update(BAG_DECLARATION).digest('hex')
      const all = [...tags, { name: 'bagit.txt', sizeBytes: BAG_DECLARATION.length, sha256: declaration }]
      await putText(inner, TAG_MANIFEST, manifestText(all))
      await putText(inner, 'bagit.txt', BAG_DECLARATION)
      return inner.finish()
    },
    discard: () => inner.discard(),
  }
}
