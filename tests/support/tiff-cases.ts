import { deflateSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import type { TiffPicture, TiffTag, TiffWriting } from '../fixtures/any-tiff.ts'
import { type Bitmap, encodeFax } from '../fixtures/fax.ts'
import {
  encodeGroup3,
  encodeGroup3Rows,
  encodeHuffman,
  lzw,
  mirrored,
  packBits,
  packed,
  predicted,
} from '../fixtures/tiff-codings.ts'

/** Of every picture here. */
export const [WIDTH, HEIGHT] = [48, 32]
const sizePx = { widthPx: WIDTH, heightPx: HEIGHT }
type Colour = readonly [number, number, number]
const black: Colour = [0, 0, 0]
const [white, red]: readonly [Colour, Colour] = [
  [255, 255, 255],
  [255, 0, 0],
]
/** A black bar on the left, a red one in the middle, the rest white. */
const colourAt = (x: number, y: number): Colour =>
  x < 10 ? black : x >= 20 && x < 28 && y < 16 ? red : white
export const bitmap: Bitmap = { ...sizePx, black: samplesOf((colour) => [colour === black ? 1 : 0]) }

function samplesOf(values: (colour: Colour) => readonly number[]): Uint8Array {
  return Uint8Array.from(
    Array.from({ length: WIDTH * HEIGHT }, (_, at) =>
      values(colourAt(at % WIDTH, Math.floor(at / WIDTH))),
    ).flat(),
  )
}

export const wide = (samples: Uint8Array, isBigEndian: boolean): Uint8Array =>
  Uint8Array.from([...samples].flatMap((value) => (isBigEndian ? [value, 7] : [7, value])))
export const rgb = samplesOf((colour) => colour)
export const grey = samplesOf((colour) => [colour === black ? 0 : 255])
export const short = (tag: number, ...values: readonly number[]): TiffTag => ({ tag, type: 'short', values })
export const colour = { ...sizePx, bits: 8, samples: 3, photometric: 2 }
export const fax = { ...sizePx, bits: 1, samples: 1, photometric: 0 }
export const shades = { ...sizePx, bits: 8, samples: 1, photometric: 1 }
/** Palette: black, white, red; three tables one after the other. */
const palette = (entries: number): TiffTag =>
  short(
    320,
    ...[0, 1, 2].flatMap((part) =>
      Array.from({ length: entries }, (_, at) => (at === 1 || (at === 2 && part === 0) ? 65_535 : 0)),
    ),
  )
const paletteSamples = samplesOf((each) => [each === black ? 0 : each === red ? 2 : 1])

/** Rows of 16 x 16 tiles; the last ones reach over the edge. */
function tiles(): readonly Uint8Array[] {
  const places = [0, 16].flatMap((top) => [0, 16, 32].map((left) => ({ left, top })))
  return places.map(({ left, top }) =>
    deflateSync(
      Uint8Array.from(
        Array.from({ length: 256 }, (_, at) => colourAt(left + (at % 16), top + Math.floor(at / 16))).flat(),
      ),
    ),
  )
}

function jpeg(top: number, heightPx: number): Uint8Array {
  const canvas = createCanvas(WIDTH, heightPx)
  const context = canvas.getContext('2d')
  const image = context.createImageData(WIDTH, heightPx)
  for (let at = 0; at < WIDTH * heightPx; at++)
    image.data.set([...colourAt(at % WIDTH, top + Math.floor(at / WIDTH)), 255], at * 4)
  context.putImageData(image, 0, 0)
  return canvas.toBuffer('image/jpeg', 100)
}

const halves = (bytes: Uint8Array): readonly Uint8Array[] => [
  bytes.subarray(0, bytes.length / 2),
  bytes.subarray(bytes.length / 2),
]

export type Case = readonly [name: string, picture: TiffPicture, writing?: TiffWriting]
const casesOf = (cases: readonly Case[]) =>
  cases.map(([name, picture, writing = {}]): [string, TiffPicture, TiffWriting] => [name, picture, writing])

/** Pictures of a black bar on the left, a red one in the middle, the rest white, in every coding that is read. */
export const coloured = casesOf([
  ['RGB as it is', { ...colour, compression: 1, pieces: [rgb] }],
  ['RGB in two strips of LZW', { ...colour, compression: 5, pieces: halves(rgb).map(lzw) }],
  [
    'LZW with prediction',
    { ...colour, compression: 5, pieces: [lzw(predicted(rgb, WIDTH * 3, 3))], tags: [short(317, 2)] },
  ],
  ['PackBits', { ...colour, compression: 32773, pieces: [packBits(rgb)] }],
  ['Deflate', { ...colour, compression: 8, pieces: [deflateSync(rgb)] }],
  ['Deflate by its old number', { ...colour, compression: 32946, pieces: [deflateSync(rgb)] }],
  ['big-endian', { ...colour, compression: 1, pieces: [rgb] }, { isBigEndian: true }],
  ['BigTIFF', { ...colour, compression: 1, pieces: [rgb] }, { isBig: true }],
  [
    'BigTIFF, big-endian',
    { ...colour, compression: 5, pieces: [lzw(rgb)] },
    { isBig: true, isBigEndian: true },
  ],
  ['48 bits', { ...colour, bits: 16, compression: 8, pieces: [deflateSync(wide(rgb, false))] }],
  [
    '48 bits, big-endian',
    { ...colour, bits: 16, compression: 1, pieces: [wide(rgb, true)] },
    { isBigEndian: true },
  ],
  [
    'samples in planes of their own',
    {
      ...colour,
      compression: 1,
      pieces: [0, 1, 2].map((part) => rgb.filter((_, at) => at % 3 === part)),
      tags: [short(284, 2), { tag: 278, type: 'long', values: [HEIGHT] }],
    },
  ],
  [
    'tiles',
    {
      ...colour,
      compression: 8,
      pieces: tiles(),
      tags: [
        short(322, 16),
        short(323, 16),
        { tag: 324, type: 'long', values: 'places' },
        { tag: 325, type: 'long', values: 'lengths' },
      ],
    },
  ],
  [
    'CMYK',
    {
      ...colour,
      samples: 4,
      photometric: 5,
      compression: 5,
      pieces: [
        lzw(samplesOf((each) => (each === red ? [0, 255, 255, 0] : [0, 0, 0, each === black ? 255 : 0]))),
      ],
    },
  ],
  [
    'a palette of 8 bits',
    { ...shades, photometric: 3, compression: 1, pieces: [paletteSamples], tags: [palette(256)] },
  ],
  [
    'a palette of 4 bits',
    {
      ...shades,
      bits: 4,
      photometric: 3,
      compression: 1,
      pieces: [packed(paletteSamples, 4, WIDTH)],
      tags: [palette(16)],
    },
  ],
  [
    'RGB with opacity',
    {
      ...colour,
      samples: 4,
      compression: 1,
      pieces: [samplesOf((each) => (each === white ? [9, 9, 9, 0] : [...each, 255]))],
      tags: [short(338, 2)],
    },
  ],
  ['JPEG in strips', { ...colour, photometric: 6, compression: 7, pieces: [jpeg(0, 16), jpeg(16, 16)] }],
  [
    'JPEG of the old kind',
    {
      ...colour,
      photometric: 6,
      compression: 6,
      pieces: [jpeg(0, HEIGHT)],
      tags: [
        { tag: 513, type: 'long', values: 'places' },
        { tag: 514, type: 'long', values: 'lengths' },
      ],
    },
  ],
])
/** The black bar alone. */
export const blackAndWhite = casesOf([
  ['group 4', { ...fax, compression: 4, pieces: [encodeFax(bitmap)] }],
  [
    'group 4 with the bits of a byte turned round',
    { ...fax, compression: 4, pieces: [mirrored(encodeFax(bitmap))], tags: [short(266, 2)] },
  ],
  ['group 3', { ...fax, compression: 3, pieces: [encodeGroup3(bitmap)] }],
  [
    'group 3 of two dimensions',
    {
      ...fax,
      compression: 3,
      pieces: [encodeGroup3Rows(bitmap)],
      tags: [{ tag: 292, type: 'long', values: [1] }],
    },
  ],
  ['fax rows without marks', { ...fax, compression: 2, pieces: [encodeHuffman(bitmap)] }],
  ['1 bit', { ...fax, compression: 1, pieces: [packed(bitmap.black, 1, WIDTH)] }],
  [
    '1 bit with the bits of a byte turned round',
    { ...fax, compression: 1, pieces: [mirrored(packed(bitmap.black, 1, WIDTH))], tags: [short(266, 2)] },
  ],
  [
    '1 bit of PackBits, black is zero',
    {
      ...fax,
      photometric: 1,
      compression: 32773,
      pieces: [
        packBits(
          packed(
            bitmap.black.map((each) => 1 - each),
            1,
            WIDTH,
          ),
        ),
      ],
    },
  ],
  [
    '2 bits of grey',
    {
      ...shades,
      bits: 2,
      compression: 1,
      pieces: [
        packed(
          grey.map((each) => each >> 6),
          2,
          WIDTH,
        ),
      ],
    },
  ],
  [
    '4 bits of grey',
    {
      ...shades,
      bits: 4,
      compression: 1,
      pieces: [
        packed(
          grey.map((each) => each >> 4),
          4,
          WIDTH,
        ),
      ],
    },
  ],
  [
    '8 bits of grey, white is zero',
    { ...shades, photometric: 0, compression: 8, pieces: [deflateSync(grey.map((each) => 255 - each))] },
  ],
  ['16 bits of grey', { ...shades, bits: 16, compression: 5, pieces: [lzw(wide(grey, false))] }],
])
