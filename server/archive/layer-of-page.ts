import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Fault } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import { TextLayer } from '../../domain/text-layer.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { BlobStore } from '../store/blob-store.ts'

/** Most bytes of a text layer, packed or not (I28); a dense page takes about 0.1 MB. */
const MAX_LAYER_BYTES = 16_777_216
const unpack = promisify(gunzip)

/** What was read on a page, from plain or gzipped JSON. @throws Fault 'not-found', 'damaged' */
export async function layerOfPage(
  { blobs, index }: { readonly blobs: BlobStore; readonly index: BlobIndex },
  { commune, sha }: { readonly commune: string; readonly sha: Sha256 },
): Promise<TextLayer> {
  const stored = await index.find(commune, sha)
  if (stored === null) throw new Fault('not-found', `no text ${sha}`)
  if (stored.sizeBytes > MAX_LAYER_BYTES) throw new Fault('damaged', `text ${sha} is too large`)
  const chunks: Buffer[] = []
  // A stream of bytes without an encoding gives buffers.
  for await (const chunk of await blobs.read(commune, sha)) chunks.push(chunk as Buffer)
  try {
    const bytes = Buffer.concat(chunks)
    const isPacked = stored.mediaType === 'application/gzip'
    const json = isPacked ? await unpack(bytes, { maxOutputLength: MAX_LAYER_BYTES }) : bytes
    return TextLayer.parse(JSON.parse(json.toString('utf8')))
  } catch (error) {
    throw new Fault('damaged', `blob ${sha} is no text layer`, { cause: error })
  }
}
