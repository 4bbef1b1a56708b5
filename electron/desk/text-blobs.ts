import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { Fault } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Page } from '../../domain/records/page.ts'
import { TextLayer, UNREAD_LAYER } from '../../domain/text-layer.ts'
import { thinLayer } from '../../domain/thin-layer.ts'
import { correctedLayer } from '../../domain/word-corrections.ts'
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

/** What the fields of a document are found in: a layer for each of its pages, fewer only where the signal fired. */
export async function thinLayersOf(
  blobs: Blobs,
  {
    pages,
    texts,
    corrections,
  }: Pick<Document, 'texts' | 'corrections'> & { readonly pages: readonly Page[] },
  signal?: AbortSignal,
): Promise<readonly TextLayer[]> {
  const layers: TextLayer[] = []
  for (const [page, { id }] of pages.entries()) {
    if (signal?.aborted === true) break
    const text = texts[id]
    const layer = text === undefined ? UNREAD_LAYER : await getTextLayer(blobs, text)
    layers.push(thinLayer(correctedLayer(layer, corrections[id]), { page, pageCount: pages.length }))
  }
  return layers
}
