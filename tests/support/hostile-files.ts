import { deflateSync, gzipSync } from 'node:zlib'
import { anyPng, pngChunk } from '../fixtures/any-png.ts'
import { anyTiff, tiffPage } from '../fixtures/any-tiff.ts'
import type { NamedFile } from '../fixtures/bad-files.ts'
import { createRandom } from '../fixtures/random.ts'
import { mutated } from './hostile-mutator.ts'
import { hostilePdfs } from './hostile-pdfs.ts'
import { soundFiles } from './hostile-samples.ts'

const MEBIBYTE = 1024 * 1024
const named = (name: string, bytes: Uint8Array | string): NamedFile => ({
  name,
  bytes: typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes,
})

interface PngHead {
  readonly widthPx: number
  readonly heightPx: number
  readonly depth?: number
  readonly colours?: number
}

function png(head: PngHead, rows: Uint8Array, ...chunks: readonly Buffer[]): Uint8Array {
  return anyPng({ depth: 8, colours: 0, ...head, rows, chunks })
}

function pngs(): readonly NamedFile[] {
  const tiny = { widthPx: 10, heightPx: 10 }
  const rows = deflateSync(Buffer.alloc(110))
  const bomb = deflateSync(Buffer.alloc(150 * MEBIBYTE))
  return [
    named('four-billion-wide.png', png({ widthPx: 0xffffffff, heightPx: 0xffffffff }, rows)),
    named('no-width.png', png({ widthPx: 0, heightPx: 10 }, rows)),
    named('more-rows-than-said.png', png(tiny, bomb)),
    named('fewer-rows-than-said.png', png({ widthPx: 3000, heightPx: 3000 }, rows)),
    named('endless-text.png', png(tiny, rows, pngChunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), bomb])))),
    named(
      'endless-profile.png',
      png(tiny, rows, pngChunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), bomb]))),
    ),
    named(
      'many-small-chunks.png',
      png(tiny, rows, ...Array.from({ length: 50_000 }, () => pngChunk('tEXt', Buffer.from('a\0b')))),
    ),
    named('palette-missing.png', png({ ...tiny, colours: 3 }, rows)),
    named('seventeen-bits.png', png({ ...tiny, depth: 17 }, rows)),
    named(
      'at-the-limit.png',
      png({ widthPx: 10_000, heightPx: 9_900, depth: 1 }, deflateSync(Buffer.alloc(1251 * 9_900))),
    ),
  ]
}

function tiffs(): readonly NamedFile[] {
  const page = { widthPx: 40, heightPx: 40, bits: 8, samples: 1, photometric: 1 }
  const grey = Buffer.alloc(1600, 200)
  const bomb = deflateSync(Buffer.alloc(150 * MEBIBYTE))
  const long = (tag: number, ...values: readonly number[]) => ({ tag, type: 'long' as const, values })
  const circle = Buffer.from(anyTiff([tiffPage({ ...page, compression: 1, pieces: [grey] })]))
  circle.writeUInt32LE(circle.readUInt32LE(4), circle.length - 4)
  const one = tiffPage({ ...page, compression: 1, pieces: [grey] })
  return [
    named('circle.tif', circle),
    named(
      'giant.tif',
      anyTiff([
        tiffPage({ ...page, widthPx: 0xffffffff, heightPx: 0xffffffff, compression: 1, pieces: [grey] }),
      ]),
    ),
    named('bomb.tif', anyTiff([tiffPage({ ...page, compression: 8, pieces: [bomb] })])),
    named(
      'white-fax.tif',
      anyTiff([
        tiffPage({
          ...page,
          widthPx: 10_000,
          heightPx: 9_000,
          bits: 1,
          compression: 4,
          pieces: [Buffer.alloc(1200, 0xff)],
        }),
      ]),
    ),
    named(
      'hundred-million-pieces.tif',
      anyTiff([{ ...one, tags: [...one.tags, long(322, 1), long(323, 1), long(324, 8), long(325, 8)] }]),
    ),
    named(
      'tile-without-size.tif',
      anyTiff([{ ...one, tags: [...one.tags, long(322, 0), long(323, 0), long(324, 8), long(325, 8)] }]),
    ),
    named('ten-thousand-pages.tif', anyTiff(Array.from({ length: 10_000 }, () => one))),
    named(
      'strip-behind-the-end-without-length.tif',
      anyTiff([
        {
          ...one,
          tags: one.tags
            .filter(({ tag }) => tag !== 279)
            .map((tag) => (tag.tag === 273 ? long(273, 0xfffffff0) : tag)),
        },
      ]),
    ),
    named(
      'strip-behind-the-end.tif',
      anyTiff([{ ...one, tags: one.tags.map((tag) => (tag.tag === 273 ? long(273, 0xfffffff0) : tag)) }]),
    ),
    named(
      'sixteen-samples.tif',
      anyTiff([tiffPage({ ...page, samples: 60_000, compression: 1, pieces: [grey] })]),
    ),
    named(
      'palette-missing.tif',
      anyTiff([tiffPage({ ...page, photometric: 3, compression: 1, pieces: [grey] })]),
    ),
    named(
      'lzw-of-ends.tif',
      anyTiff([tiffPage({ ...page, compression: 5, pieces: [Buffer.alloc(4000, 0x80)] })]),
    ),
    named(
      'packbits-without-data.tif',
      anyTiff([tiffPage({ ...page, compression: 32773, pieces: [Buffer.alloc(1, 0x81)] })]),
    ),
  ]
}

function jpegs(sound: Uint8Array): readonly NamedFile[] {
  const frame = Buffer.from(sound).indexOf(Buffer.from([0xff, 0xc0]))
  const withSize = (widthPx: number, heightPx: number): Buffer => {
    const copy = Buffer.from(sound)
    copy.writeUInt16BE(heightPx, frame + 5)
    copy.writeUInt16BE(widthPx, frame + 7)
    return copy
  }
  const loop = Buffer.concat([Buffer.from('4d4d002a00000008ffff', 'hex'), Buffer.alloc(500, 0x87)])
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), loop])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(exif.length + 2)
  return [
    named('largest.jpg', withSize(65_535, 65_535)),
    named('long-and-thin.jpg', withSize(65_535, 1)),
    named('no-height.jpg', withSize(100, 0)),
    named('wider-than-its-data.jpg', withSize(9000, 9000)),
    named(
      'mad-exif.jpg',
      Buffer.concat([sound.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, sound.subarray(2)]),
    ),
    named(
      'thousand-heads.jpg',
      Buffer.concat([...Array.from({ length: 1000 }, () => sound.subarray(0, 20)), sound]),
    ),
  ]
}

/** Files that are not what they are named, or two things at once. */
function impostors(sound: (name: string) => Uint8Array): readonly NamedFile[] {
  const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(200, 1)])
  const program = Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(2000, 0x90)])
  const html = '<!DOCTYPE html><html><script>alert(1)</script></html>'
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/><script>alert(1)</script></svg>'
  return [
    named('zip.pdf', zip),
    named('program.jpg', program),
    named('page.html.pdf', html),
    named('drawing.svg.png', svg),
    named('drawing-behind-xml.png', `<?xml version="1.0"?>\n${svg}`),
    named('packed.tif', gzipSync(sound('plain.tif'))),
    named('picture-named.pdf', sound('page.png')),
    named('pdf-named.jpg', sound('text.pdf')),
    named('program-before.pdf', Buffer.concat([program.subarray(0, 900), sound('text.pdf')])),
    named('page-before.pdf', Buffer.concat([Buffer.from(`${html}\n`), sound('text.pdf')])),
    named('zip-behind.pdf', Buffer.concat([sound('text.pdf'), zip])),
    named('pdf-behind.jpg', Buffer.concat([sound('page.jpg'), sound('text.pdf')])),
    named('jpeg-behind.png', Buffer.concat([sound('page.png'), sound('page.jpg')])),
    named('two-files.pdf', Buffer.concat([sound('text.pdf'), sound('scan.pdf')])),
    named('photo.heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
    named('nothing.pdf', ''),
    named('one-byte.pdf', '%'),
    named('one-byte.jpg', '\xff'),
    named('head.pdf', '%PDF-1.7\n'),
    named('head.jpg', '\xff\xd8\xff'),
    named('head.png', '\x89PNG\r\n\x1a\n'),
    named('head.tif', 'II*\0\x08\0\0\0'),
    named('head-of-big.tif', 'MM\0+\0\x08\0\0'),
    named('head.webp', 'RIFF\xff\xff\xff\xffWEBPVP8L'),
    named('head.avif', '\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf'),
    named('zeros.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2 * MEBIBYTE)])),
    named('zeros.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(MEBIBYTE)])),
    named('ones.jpg', Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(4 * MEBIBYTE, 0xff)])),
  ]
}

/** Damaged and hostile files: those made by hand, and as many made by harming sound ones as the count still lacks. */
export async function hostileFiles(seed: string, count: number): Promise<readonly NamedFile[]> {
  const sounds = await soundFiles()
  const sound = (name: string): Uint8Array =>
    sounds.find((file) => file.name === name)?.bytes ?? new Uint8Array(0)
  const byHand = [...hostilePdfs(), ...pngs(), ...tiffs(), ...jpegs(sound('page.jpg')), ...impostors(sound)]
  const random = createRandom(seed)
  const harmed = Array.from({ length: Math.max(0, count - byHand.length) }, (_, at) => {
    const file = sounds[at % sounds.length] ?? { name: 'nothing', bytes: new Uint8Array(1) }
    return { name: `${at}-${file.name}`, bytes: mutated(file.bytes, random.fork(`file ${at}`)) }
  })
  return [...byHand, ...harmed]
}
