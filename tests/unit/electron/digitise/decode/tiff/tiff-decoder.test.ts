import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openDecoder } from '../../../../../../electron/digitise/decode/open-decoder.ts'
import { pixelsOf } from '../../../../../../electron/digitise/decode/page-canvas.ts'
import { defaultReaderLimits } from '../../../../../../electron/digitise/reader-limits.ts'
import { anyTiff, tiffPage } from '../../../../../fixtures/any-tiff.ts'
import { encodeFax } from '../../../../../fixtures/fax.ts'
import { memorySource } from '../../../../../support/reader-pool.ts'
import {
  bitmap,
  blackAndWhite,
  colour,
  coloured,
  fax,
  grey,
  HEIGHT,
  rgb,
  shades,
  short,
  WIDTH,
  wide,
} from '../../../../../support/tiff-cases.ts'

const open = (bytes: Uint8Array) => openDecoder(memorySource(bytes), defaultReaderLimits)

async function colours(bytes: Uint8Array): Promise<readonly string[]> {
  const decoder = await open(bytes)
  const { rgba, widthPx, heightPx } = pixelsOf(await decoder.draw(0, WIDTH, new AbortController().signal))
  expect([widthPx, heightPx]).toEqual([WIDTH, HEIGHT])
  const places: readonly (readonly [number, number])[] = [
    [4, 4],
    [15, 5],
    [23, 8],
    [40, 30],
    [24, 24],
    [2, 31],
  ]
  return places.map(([x, y]) => {
    const at = (y * WIDTH + x) * 4
    // What JPEG alters by a little, and 16 bits lose at their end, does not count.
    return [...rgba.subarray(at, at + 4)]
      .map((value) => (value > 240 ? 255 : value < 15 ? 0 : value))
      .join(' ')
  })
}

const [BLACK, WHITE, RED] = ['0 0 0 255', '255 255 255 255', '255 0 0 255']

test.each(coloured)('[DG32] a TIFF is drawn as it is: %s', async (_, picture, writing) => {
  expect(await colours(anyTiff([tiffPage(picture)], writing))).toEqual([
    BLACK,
    WHITE,
    RED,
    WHITE,
    WHITE,
    BLACK,
  ])
})

test.each(blackAndWhite)(
  '[DG32] a TIFF in black and white is drawn as it is: %s',
  async (_, picture, writing) => {
    expect(await colours(anyTiff([tiffPage(picture)], writing))).toEqual([
      BLACK,
      WHITE,
      WHITE,
      WHITE,
      WHITE,
      BLACK,
    ])
  },
)

test.each([
  { orientation: 1, widthPx: 48, heightPx: 32, side: 'left' },
  { orientation: 3, widthPx: 48, heightPx: 32, side: 'right' },
  { orientation: 6, widthPx: 32, heightPx: 48, side: 'top' },
  { orientation: 8, widthPx: 32, heightPx: 48, side: 'bottom' },
  { orientation: 0, widthPx: 48, heightPx: 32, side: 'left' },
  { orientation: 99, widthPx: 48, heightPx: 32, side: 'left' },
])(
  'a TIFF whose orientation is $orientation stands upright',
  async ({ orientation, widthPx, heightPx, side }) => {
    const page = tiffPage({ ...colour, compression: 1, pieces: [rgb], tags: [short(274, orientation)] })
    const decoder = await open(anyTiff([page]))
    const { rgba } = pixelsOf(await decoder.draw(0, widthPx, new AbortController().signal))
    const isDark = (x: number, y: number): boolean => (rgba[(y * widthPx + x) * 4] ?? 255) < 50

    expect(await decoder.pageSize(0)).toMatchObject({ widthPx, heightPx })
    const [midX, midY] = [widthPx >> 1, heightPx >> 1]
    const dark = {
      left: isDark(2, midY),
      right: isDark(widthPx - 3, midY),
      top: isDark(midX, 2),
      bottom: isDark(midX, heightPx - 3),
    }
    expect(dark).toEqual({ left: false, right: false, top: false, bottom: false, [side]: true })
  },
)

test.each([
  [
    'a group 4 page that is cut off',
    { ...fax, compression: 4, pieces: [encodeFax(bitmap).subarray(0, 6)] },
    'file-corrupt',
  ],
  [
    'a deflated page that is cut off',
    { ...colour, compression: 8, pieces: [deflateSync(rgb, { level: 0 }).subarray(0, 900)] },
    'file-corrupt',
  ],
  ['a coding nobody knows', { ...colour, compression: 34712, pieces: [rgb] }, 'file-unsupported'],
  [
    'colours of another kind',
    { ...colour, photometric: 8, compression: 1, pieces: [rgb] },
    'file-unsupported',
  ],
  [
    'fractions for samples',
    { ...shades, bits: 16, compression: 1, pieces: [wide(grey, false)], tags: [short(339, 3)] },
    'file-unsupported',
  ],
])('[DG2] a TIFF with %s says so', async (_, picture, code) => {
  await expect(open(anyTiff([tiffPage(picture)]))).rejects.toMatchObject({ code })
})
