import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { lineText } from '../../../../../domain/text-layer.ts'
import { pixelsOf } from '../../../../../electron/digitise/decode/page-canvas.ts'
import type { ColourImage } from '../../../../../electron/digitise/prepare/grey-image.ts'
import { checkLanguages, loadLanguages } from '../../../../../electron/digitise/recognise/language-data.ts'
import { readScan } from '../../../../../electron/digitise/recognise/read-page.ts'
import { startTestRecogniser } from '../../../../support/test-recogniser.ts'
import { tinyCanvas, tinyDecision } from '../../../../support/tiny-sources.ts'

const TINY_DPI = 150
const ENGINE_MS = 60_000

function tinyPage(turnedDegrees: 0 | 90 | 180 | 270 = 0): ColourImage {
  const upright = tinyCanvas({ lines: tinyDecision })
  const isOnSide = turnedDegrees % 180 !== 0
  const [width, height] = isOnSide ? [upright.height, upright.width] : [upright.width, upright.height]
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.translate(width / 2, height / 2)
  context.rotate((turnedDegrees * Math.PI) / 180)
  context.drawImage(upright, -upright.width / 2, -upright.height / 2)
  return pixelsOf(canvas)
}

test(
  '[DG5] one engine reads a page the same after others, to the last digit of its confidence',
  async () => {
    const recogniser = await startTestRecogniser()
    const read = (image: ColourImage) => readScan({ scan: { image, dpi: TINY_DPI }, finer: null, recogniser })

    const alone = await read(tinyPage())
    await read(pixelsOf(tinyCanvas({ lines: [{ text: 'Kế hoạch quyêt toán 987.654.321', x: 0.1, y: 0.3 }] })))

    expect(await read(tinyPage())).toEqual(alone)
    expect(alone.lines.map(lineText).join(' ')).toContain('Căn cứ Luật Tổ chức chính quyền địa phương')
  },
  ENGINE_MS,
)

test(
  '[DG16] every word has a place on the scan and a confidence',
  async () => {
    const recogniser = await startTestRecogniser()

    const { lines } = await readScan({ scan: { image: tinyPage(), dpi: TINY_DPI }, finer: null, recogniser })

    const words = lines.flatMap((line) => line.words)
    expect(words.length).toBeGreaterThan(50)
    expect(words.filter(({ box }) => box.some((side) => side < 0 || side > 1))).toEqual([])
    expect(words.filter(({ confidence }) => !(confidence > 0 && confidence <= 1))).toEqual([])
  },
  ENGINE_MS,
)

test.each([90, 180, 270] as const)(
  'a page that was scanned turned by %d degrees is read, and its boxes lie on the scan',
  async (degrees) => {
    const recogniser = await startTestRecogniser()

    const { lines, recipe } = await readScan({
      scan: { image: tinyPage(degrees), dpi: TINY_DPI },
      finer: null,
      recogniser,
    })

    const title = lines.flatMap((line) => line.words).find((word) => word.text === 'QUYẾT')
    // On the upright page it stands at half the width and a fifth of the height.
    const [x, y] =
      title === undefined ? [0, 0] : [(title.box[0] + title.box[2]) / 2, (title.box[1] + title.box[3]) / 2]
    const middle = { 90: [0.8, 0.48], 180: [0.52, 0.8], 270: [0.2, 0.52] }[degrees]
    expect(recipe.turnedDegrees).toBe(360 - degrees)
    expect(x).toBeCloseTo(middle[0] ?? 0, 0)
    expect(Math.hypot(x - (middle[0] ?? 0), y - (middle[1] ?? 0))).toBeLessThan(0.08)
  },
  ENGINE_MS,
)

test(
  'an empty page has no lines',
  async () => {
    const recogniser = await startTestRecogniser()
    const image = pixelsOf(tinyCanvas({ lines: [] }))

    expect((await readScan({ scan: { image, dpi: TINY_DPI }, finer: null, recogniser })).lines).toEqual([])
  },
  ENGINE_MS,
)

test(
  'small print is drawn larger where the file has more of it',
  async () => {
    const recogniser = await startTestRecogniser()
    const lines = tinyDecision.map((line) => ({ ...line, sizePt: 7 }))
    const large = tinyCanvas({ lines })
    const small = createCanvas(large.width >> 1, large.height >> 1)
    small.getContext('2d').drawImage(large, 0, 0, small.width, small.height)
    const asked: number[] = []
    const finer = async () => {
      asked.push(large.width)
      return { image: pixelsOf(large), dpi: TINY_DPI }
    }

    await readScan({ scan: { image: pixelsOf(small), dpi: TINY_DPI / 2 }, finer, recogniser })

    expect(asked).toEqual([large.width])
  },
  ENGINE_MS,
)

test(
  '[DG19] a page is read in several languages together',
  async () => {
    const recogniser = await startTestRecogniser(['vie', 'eng'])
    const image = pixelsOf(
      tinyCanvas({
        lines: [
          { text: 'Whereas the People’s Committee of Vietnam', x: 0.1, y: 0.3 },
          { text: 'Căn cứ Luật Tổ chức chính quyền địa phương', x: 0.1, y: 0.4 },
        ],
      }),
    )

    const { lines } = await readScan({ scan: { image, dpi: TINY_DPI }, finer: null, recogniser })

    expect(lines.map(lineText).join(' ')).toMatch(/Whereas the People.s Committee.*Căn cứ Luật Tổ chức/)
  },
  ENGINE_MS,
)

test('[DG19] a language that is not there is refused by its name', async () => {
  const missing = { code: 'language-missing', detail: { language: 'lao', available: 'vie, eng' } }

  await expect(checkLanguages(['vie', 'lao'])).rejects.toMatchObject(missing)
  await expect(loadLanguages(['lao'])).rejects.toMatchObject(missing)
  await expect(checkLanguages(['vie', 'eng'])).resolves.toBeUndefined()
})
