import { Fault } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import { SMALL_WIDTH_PX } from '../../domain/viewer-api.ts'
import type { Blobs, Derived } from './ports.ts'
import type { OpenSource, PageImage, Reader } from './reader.ts'
import { createByteCache } from './viewing/byte-cache.ts'
import { createHeldSource } from './viewing/held-source.ts'
import { createPageSizes, type PageSizes } from './viewing/page-sizes.ts'
import { createWantedWork } from './viewing/wanted-work.ts'

/** A picture as it goes to the window. */
export interface ImageBytes {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** `thumbnail` for strips and lists, `full` at 200 dpi as pages are read, `fine` with all the pixels the page has. */
export type ImageSize = 'full' | 'thumbnail' | 'fine'

/** What of a picture is kept beside the vault's blobs; the finest would double a scan's room, and is made when it is wanted. */
const keptSizes = ['full', 'thumbnail'] as const
type KeptSize = (typeof keptSizes)[number]

export interface ImagePlace {
  readonly source: Sha256
  readonly index: number
}

/** The images of pages, made once and kept sealed; they can be deleted and come back. */
export interface PageImages {
  /** Pages in full come before small copies. @param signal it is no longer wanted. @throws Fault 'cancelled' then */
  get(page: ImagePlace, size: ImageSize, signal?: AbortSignal): Promise<ImageBytes>
  /** Makes what is kept from a source that is open anyway. */
  prepare(source: Sha256, index: number, open: OpenSource): Promise<void>
  /** How large the pages of a source are, by their index. */
  readonly sizes: Pick<PageSizes, 'of'>
  /** Deletes all sizes for good. */
  remove(page: ImagePlace): Promise<void>
  /** Closes the file that was looked at last. */
  close(): Promise<void>
}

export interface ImagePorts {
  readonly blobs: Blobs
  readonly derived: Derived
  /** Opens what has to be drawn for somebody who looks at it. */
  readonly reader: Pick<Reader, 'openSource'>
}

/** Of coded pictures that were shown lately: about a hundred pages in full, or a dozen in their finest. */
const MOST_CACHED_BYTES = 48 * 1024 * 1024
/** Reading and unsealing what is kept; drawing goes on in one reader, which does one thing after the other. */
const READ_AT_ONCE = 4
const DRAWN_AT_ONCE = 1

const rankOf: Readonly<Record<ImageSize, number>> = { full: 0, fine: 1, thumbnail: 2 }

export function createPageImages({ blobs, derived, reader }: ImagePorts): PageImages {
  const cache = createByteCache<ImageBytes>(MOST_CACHED_BYTES)
  const reading = createWantedWork<ImageBytes | null>(READ_AT_ONCE)
  const drawing = createWantedWork<ImageBytes>(DRAWN_AT_ONCE)
  const held = createHeldSource({ blobs, reader })
  const sizes = createPageSizes({ derived, held })

  const prepare = async (source: Sha256, index: number, open: OpenSource): Promise<void> => {
    const full = await open.pageImage(index, {})
    if (!isOriginal(full, await sizeOf(blobs, source)))
      await derived.put(keyOf({ source, index }, 'full'), encode(full))
    const thumbnail = await open.pageImage(index, { widthPx: SMALL_WIDTH_PX })
    await derived.put(keyOf({ source, index }, 'thumbnail'), encode(thumbnail))
  }
  const find = async (page: ImagePlace, size: KeptSize): Promise<ImageBytes | null> => {
    const kept = await derived.get(keyOf(page, size))
    if (kept !== null) return decode(kept)
    return size === 'full' && page.index === 0 ? originalImage(blobs, page.source) : null
  }
  const make = async (page: ImagePlace, size: ImageSize, signal: AbortSignal): Promise<ImageBytes> => {
    const { source, index } = page
    if (size === 'fine') return held.use(source, (open) => open.finePage(index, signal))
    // Both sizes are made, so that the other is there when it is asked for.
    await held.use(source, async (open) => {
      if (!signal.aborted && (await find(page, size)) === null) await prepare(source, index, open)
    })
    const made = await find(page, size)
    if (made === null) throw new Fault('not-found', `no image of page ${index} of ${source}`)
    return made
  }
  return {
    sizes,
    prepare: async (source, index, open) => {
      await prepare(source, index, open)
      await sizes.learn(source, open)
    },
    close: () => held.release(),
    remove: async (page) => {
      for (const size of Object.keys(rankOf)) cache.remove(keyOf(page, size))
      for (const size of keptSizes) await derived.remove(keyOf(page, size))
      await sizes.remove(page.source)
      await held.release(page.source)
    },
    get: async (page, size, signal) => {
      const key = keyOf(page, size)
      const wish = { key, rank: rankOf[size], signal }
      const known = cache.get(key)
      if (known !== null) return known
      const found = size === 'fine' ? null : await reading.want(wish, () => find(page, size))
      const image = found ?? (await drawing.want(wish, (stop) => make(page, size, stop)))
      cache.put(key, image)
      return image
    },
  }
}

const keyOf = ({ source, index }: ImagePlace, size: string): string => `image:${source}:${index}:${size}`

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
