import { expect, test } from 'vitest'
import type { TextLine, Word } from '../../../../../domain/text-layer.ts'
import { blueInkShare } from '../../../../../electron/digitise/recognise/blue-ink.ts'
import { withHandwriting } from '../../../../../electron/digitise/recognise/handwriting.ts'
import { lineOfWords } from '../../../../../electron/digitise/recognise/line-of-words.ts'
import { readScan } from '../../../../../electron/digitise/recognise/read-page.ts'
import { drawDocumentPage, setDocument } from '../../../../fixtures/document.ts'
import type { Tier } from '../../../../fixtures/page-image.ts'
import { startTestRecogniser } from '../../../../support/test-recogniser.ts'

/** Words 30 pixels high, or as high as the number behind "|" says. */
function line(text: string): TextLine {
  return lineOfWords(
    text.split(' ').map((part, place): Word => {
      const [word = '', height = '30'] = part.split('|')
      return { text: word, box: [place * 100, 0, place * 100 + 90, Number(height)], confidence: 0.9 }
    }),
  )
}
const byHand = (lines: readonly TextLine[]): readonly string[] =>
  lines.flatMap(({ words }) => words.filter((word) => word.isHandwritten === true).map((word) => word.text))
const blank = { pixels: new Uint8Array(1200 * 100).fill(255), widthPx: 1200, heightPx: 100 }
const noBlue = { image: blank, blueShare: (): number => 0 }

test('[DG18] numbers higher than the printed ones are by hand where forms leave a gap', () => {
  const lines = withHandwriting(
    [line('Số: 5ƒ/QĐ-UBND|44 Hạ, ngày|38 Ô7|42 tháng|38 9|43 năm 2021'), line('ngày 15 tháng 3 năm 2020')],
    noBlue,
  )

  expect(byHand(lines)).toEqual(['5ƒ/QĐ-UBND', 'Ô7', '9'])
  expect(lines[0]?.words.filter((word) => word.confidence > 0.3).map((word) => word.text)).toEqual([
    'Số:',
    'Hạ,',
    'ngày',
    'tháng',
    'năm',
    '2021',
  ])
})

test('[DG18] high words anywhere else are print', () => {
  const lines = [line('Điều 1.|50 Trợ cấp 12|50 hộ tháng 4|50 này 2021')]

  expect(withHandwriting(lines, noBlue)).toBe(lines)
})

test('[DG18] blue numbers in black print are by hand, a page in blue is printed so', () => {
  const lines = [line('ngày 15 tháng 3 năm 2020')]
  const blueAt = (word: Word | undefined) => ({
    image: blank,
    blueShare: (box: readonly number[]) => (box === word?.box ? 1 : 0),
  })

  expect(byHand(withHandwriting(lines, blueAt(lines[0]?.words[1])))).toEqual(['15'])
  expect(
    byHand(withHandwriting([line('12 cái, 4 hộp, 33 tờ')], { image: blank, blueShare: () => 1 })),
  ).toEqual([])
})

test('the share of blue in the ink does not count the paper, however yellow the light', () => {
  const rgba = new Uint8Array(40 * 40 * 4)
  for (let at = 0; at < rgba.length; at += 4) {
    const x = (at / 4) % 40
    rgba.set(x < 5 ? [32, 57, 157] : x < 10 ? [40, 38, 30] : [235, 225, 190], at)
  }
  const image = { rgba, widthPx: 40, heightPx: 40 }

  expect(blueInkShare(image, [0, 0, 40, 40])).toBeCloseTo(0.55, 1)
  expect(blueInkShare(image, [5, 0, 40, 40])).toBe(0)
  expect(blueInkShare(image, [20, 0, 40, 40])).toBe(0)
})

const notice = (seed: number) => setDocument({ seed: `by hand ${seed}`, template: 'thong-bao' })
const isFilledIn = (seed: number): boolean =>
  notice(seed).truth.pages[0]?.lines.some((of) => of.seg === 'number' && of.hand === true) === true
const seeds = Array.from({ length: 40 }, (_, seed) => seed)
const filledIn = seeds.filter(isFilledIn)
const printed = seeds.filter((seed) => !isFilledIn(seed))

async function markedOn(seed: number | undefined, tier: Tier): Promise<readonly string[]> {
  const page = drawDocumentPage(notice(seed ?? 0), 1, { tier, dpi: 200 })
  const { rgba, widthPx, heightPx, dpi } = page
  const image = { rgba: new Uint8Array(rgba.buffer, rgba.byteOffset, rgba.byteLength), widthPx, heightPx }
  const recogniser = await startTestRecogniser()
  return byHand((await readScan({ scan: { image, dpi }, finer: null, recogniser })).lines)
}

test.each(['A', 'C'] as const)(
  '[DG18] on a page of quality %s number, day and month by hand are found',
  async (tier) => {
    expect((await markedOn(filledIn[0], tier)).length).toBeGreaterThanOrEqual(2)
  },
  60_000,
)

test.each(['A', 'C'] as const)(
  '[DG18] on a printed page of quality %s nothing is taken for handwriting',
  async (tier) => {
    expect(await markedOn(printed[0], tier)).toEqual([])
  },
  60_000,
)
