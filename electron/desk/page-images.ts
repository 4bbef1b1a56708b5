import { Fault } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import type { Blobs, Derived } from './ports.ts'
import type { OpenSource, PageImage, Reader } from './reader.ts'

/** Width of the small copies in strips and lists. */
const THUMBNAIL_WIDTH_PX = 320

/** A picture as it goes to the window. */
export interface ImageBytes {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** The images of pages, made once and kept sealed; they can be deleted and come back. */
export interface PageImages {
  get(
    page: { readonly source: Sha256; readonly index: number },
    size: 'full' | 'thumbnail',
  ): Promise<ImageBytes>
  /** Makes both sizes from a source that is open anyway. */
  prepare(source: Sha256, index: number, open: OpenSource): Promise<void>
  /** Deletes both sizes for good. */
  remove(page: { readonly source: Sha256; readonly index: number }): Promise<void>
}

export function createPageImages(ports: { blobs: Blobs; derived: Derived; reader: Reader }): PageImages {
  const { blobs, derived, reader } = ports
  const underWay = new Map<string, Promise<void>>()

  const prepare = async (source: Sha256, index: number, open: OpenSource): Promise<void> => {
    const full = await open.pageImage(index, {})
    if (!isOriginal(full, await sizeOf(blobs, source)))
      await derived.put(key(source, index, 'full'), encode(full))
    const thumbnail = await open.pageImage(index, { widthPx: THUMBNAIL_WIDTH_PX })
    await derived.put(key(source, index, 'thumbnail'), encode(thumbnail))
  }
  const prepareAlone = async (source: Sha256, index: number): Promise<void> => {
    const blob = await blobs.open(source)
    const open = await reader.openSource({ ...blob, name: source }).catch(async (error: unknown) => {
      await blob.close()
      throw error
    })
    try {
      await prepare(source, index, open)
    } finally {
      await open.close()
      await blob.close()
    }
  }
  const find = async (
    source: Sha256,
    index: number,
    size: 'full' | 'thumbnail',
  ): Promise<ImageBytes | null> => {
    const kept = await derived.get(key(source, index, size))
    if (kept !== null) return decode(kept)
    return size === 'full' && index === 0 ? originalImage(blobs, source) : null
  }
  return {
    prepare,
    remove: async ({ source, index }) => {
      for (const size of ['full', 'thumbnail']) await derived.remove(key(source, index, size))
    },
    get: async ({ source, index }, size) => {
      const found = await find(source, index, size)
      if (found !== null) return found
      const job = `${source}:${index}`
      const making = underWay.get(job) ?? prepareAlone(source, index).finally(() => underWay.delete(job))
      underWay.set(job, making)
      await making
      const made = await find(source, index, size)
      if (made === null) throw new Fault('not-found', `no image of page ${index} of ${source}`)
      return made
    },
  }
}

const key = (source: Sha256, index: number, size: string): string => `image:${source}:${index}:${size}`

/** A JPEG or PNG source is its own page image; it is not stored a second time. */
function isOriginal(image: PageImage, sourceBytes: number): boolean {
  return image.bytes.length === sourceBytes
}

async function sizeOf(blobs: Blobs, source: Sha256): Promise<number> {
  const blob = await blobs.open(source)
  await blob.close()
  return blob.sizeBytes
}

const signatures: readonly (readonly [mediaType: string, head: readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
]

async function originalImage(blobs: Blobs, source: Sha256): Promise<ImageBytes | null> {
  const blob = await blobs.open(source)
  try {
    const head = await blob.read(0, 4)
    const found = signatures.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte))
    return found === undefined ? null : { mediaType: found[0], bytes: await blob.read(0, blob.sizeBytes) }
  } finally {
    await blob.close()
  }
}

/** Kept as one line of media type, then the bytes. */
function encode(image: PageImage): Uint8Array {
  return Buffer.concat([Buffer.from(`${image.mediaType}\n`, 'latin1'), image.bytes])
}

function decode(bytes: Uint8Array): ImageBytes {
  const end = bytes.indexOf(0x0a)
  return {
    mediaType: Buffer.from(bytes.subarray(0, end)).toString('latin1'),
    bytes: bytes.subarray(end + 1),
  }
}
