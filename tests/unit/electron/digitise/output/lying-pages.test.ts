import { expect, test } from 'vitest'
import { layerText, type TextLayer, type Word } from '../../../../../domain/text-layer.ts'
import type { ArchivePage } from '../../../../../electron/digitise/output/coded-picture.ts'
import { keptJpeg } from '../../../../../electron/digitise/output/kept-photo.ts'
import { popplerTexts } from '../../../../support/independent-readers.ts'
import { lyingLayer } from '../../../../support/lying-layer.ts'
import { plainLayer } from '../../../../support/plain-layer.ts'
import { tinyDecision, tinyJpeg } from '../../../../support/tiny-sources.ts'
import { pdfjsPage, pdfjsTexts, writtenPdf } from '../../../../support/written-pdf.ts'

const A4_PT = { widthPt: 595, heightPt: 842 }
const jpeg = tinyJpeg({ lines: tinyDecision, widthPx: 800 })
const layer = plainLayer(tinyDecision)

function jpegPage({ widthPt, heightPt } = A4_PT): ArchivePage {
  const picture = keptJpeg(jpeg)
  if (picture === null) throw new Error('the JPEG cannot be kept')
  return { widthPt, heightPt, pictures: [{ picture, placement: [widthPt, 0, 0, heightPt, 0, 0] }] }
}

function layerOf(words: readonly Omit<Word, 'confidence'>[]): TextLayer {
  const lines = words.map(({ text, box }) => ({ box, words: [{ text, box, confidence: 1 }] }))
  return { version: 1, widthPx: 1000, heightPx: 1400, engine: 'test', lines }
}

const good = await writtenPdf([{ page: jpegPage(), layer }])

test.each([90, 180, 270] as const)(
  '[PA23] a page that lies %i degrees from upright is shown upright, with its words on their places',
  async (turn) => {
    const { widthPt, heightPt } = A4_PT
    const size = turn === 180 ? A4_PT : { widthPt: heightPt, heightPt: widthPt }
    const pages = [{ page: jpegPage(size), layer: lyingLayer(layer, turn) }]

    const file = await writtenPdf(pages)

    const shown = await pdfjsPage(file)
    const upright = await pdfjsPage(good)
    expect([shown.turn, upright.turn]).toEqual([turn, 0])
    expect([shown.isUpright, upright.isUpright]).toEqual([true, true])
    expect(shown.pieces.map(({ text }) => text)).toEqual(upright.pieces.map(({ text }) => text))
    for (const [at, { x, y }] of upright.pieces.entries()) {
      expect(shown.pieces[at]?.x).toBeCloseTo(x, 2)
      expect(shown.pieces[at]?.y).toBeCloseTo(y, 2)
    }
    expect(await pdfjsTexts(file)).toEqual(await pdfjsTexts(good))
    for (const options of [['-raw'], []]) {
      expect(popplerTexts(file, ...options)).toEqual(popplerTexts(good, ...options))
    }
    expect(file.includes(Buffer.from(jpeg))).toBe(true)
    expect((await writtenPdf(pages)).equals(file)).toBe(true)
  },
)

test('[PA23] a turn that a person gave a page stands before what its reading found, also where nothing was read', async () => {
  const turned = await writtenPdf([{ page: jpegPage(), layer: null, turn: 90 }])
  const kept = await writtenPdf([{ page: jpegPage(), layer: lyingLayer(layer, 180), turn: 0 }])

  expect([(await pdfjsPage(turned)).turn, (await pdfjsPage(kept)).turn]).toEqual([90, 0])
  // The words lie on the print, whichever way the page is shown.
  expect((await pdfjsTexts(kept)).join().split(/\s+/)).toHaveLength(layerText(layer).split(/\s+/).length)
})

test('[PA23] whatever stands on a page that lies, the file is lawful', async () => {
  const outside = layerOf([
    { text: 'ngoài', box: [-900, -800, -700, -600] },
    { text: 'xa', box: [5000, 9000, 6000, 9100] },
  ])
  const lying = [outside, layerOf([])].map((each) => lyingLayer(each, 270))

  const file = await writtenPdf(lying.map((each) => ({ page: jpegPage(), layer: each })))

  expect((await pdfjsTexts(file)).map((text) => text.split(/\s+/))).toEqual([['ngoài', 'xa'], ['']])
})
