import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { Fault } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import { TextLayer } from '../../domain/text-layer.ts'
import type { Blobs } from './ports.ts'

/** Most bytes of a text layer once unpacked; a dense A4 page takes about 0.1 MB. */
const MAX_LAYER_BYTES = 16_777_216

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** Text layers are blobs of gzipped JSON: an op stays small, and the text travels like any other blob. */
export async function putTextLayer(blobs: Blobs, layer: TextLayer): Promise<Sha256> {
  const bytes = await pack(JSON.stringify(layer), { level: 9 })
  const { sha } = await blobs.put(
    (async function* () {
      yield bytes
    })(),
  )
  return sha
}

/** @throws Fault 'damaged' where the blob is not a text layer. */
export async function getTextLayer(blobs: Blobs, sha: Sha256): Promise<TextLayer> {
  const reader = await blobs.open(sha)
  try {
    const bytes = await reader.read(0, reader.sizeBytes)
    const text = (await unpack(bytes, { maxOutputLength: MAX_LAYER_BYTES })).toString('utf8')
    return TextLayer.parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('damaged', `blob ${sha} is not a text layer`, { cause: error })
  } finally {
    await reader.close()
  }
}
