import { expect, test } from 'vitest'
import { turnEdits, turnedBox } from '../../../domain/page-turn.ts'
import type { PageBox } from '../../../domain/records/page-box.ts'
import type { PixelBox, TextLayer } from '../../../domain/text-layer.ts'
import { onUprightPages } from '../../../domain/upright-pages.ts'

/** Wide and low, near the top left. */
const box: PageBox = [0.1, 0.2, 0.5, 0.3]
const DOCUMENT = 'doc_00000000-0000-4000-8000-000000000001'

const close = (value: PageBox): readonly number[] => value.map((side) => Math.round(side * 1000) / 1000)

test('[DG40] a box is turned with its page: a quarter brings the top to the right', () => {
  expect(close(turnedBox(box, 0))).toEqual([0.1, 0.2, 0.5, 0.3])
  expect(close(turnedBox(box, 90))).toEqual([0.7, 0.1, 0.8, 0.5])
  expect(close(turnedBox(box, 180))).toEqual([0.5, 0.7, 0.9, 0.8])
  expect(close(turnedBox(box, 270))).toEqual([0.2, 0.5, 0.3, 0.9])
})

test('four quarters are none', () => {
  expect(close(turnedBox(turnedBox(box, 90), 270))).toEqual([...box])
  expect(close(turnedBox(turnedBox(box, 180), 180))).toEqual([...box])
})

test('only a page that lies is said to be turned', () => {
  expect(turnEdits(DOCUMENT, 'p', 0)).toEqual([])
  expect(turnEdits(DOCUMENT, 'p', 270)).toEqual([{ record: DOCUMENT, path: '/turn/p', value: 270 }])
})

test('[DG40] fields are found on the page as it is held, and their places lie on the kept image', () => {
  const recipe = {
    version: 1,
    turnedDegrees: 90,
    turnConfidence: 1,
    outline: null,
    skewDegrees: 0,
    scale: 1,
    xHeightPx: null,
    isSpeckled: false,
    isBleedingThrough: false,
    inkBelow: null,
    refused: [],
  } as const
  // The head of a page that was scanned with its top to the left: low down on the left of the image.
  const kept: PixelBox = [10, 500, 30, 900]
  const layer: TextLayer = {
    version: 1,
    widthPx: 1400,
    heightPx: 1000,
    engine: 'test',
    lines: [{ box: kept, words: [{ text: 'QUYẾT ĐỊNH', box: kept, confidence: 1 }] }],
    recipe: { ...recipe, refused: [] },
  }
  const seen: TextLayer[] = []
  const extract = onUprightPages((pages) => {
    seen.push(...pages)
    const { widthPx = 1, heightPx = 1, lines = [] } = pages[0] ?? {}
    const [left, top, right, bottom] = lines[0]?.box ?? [0, 0, 0, 0]
    const found: PageBox = [left / widthPx, top / heightPx, right / widthPx, bottom / heightPx]
    const type = { value: '02', confidence: 1, page: 0, box: found }
    const incoming = { page: 0, box: found, confidence: 1, number: null, date: null }
    return { proposals: { type }, findings: { cited: [], incoming, splits: [], layout: 'other' } }
  })

  const { proposals, findings } = extract([layer], [])

  expect(seen[0]).toMatchObject({ widthPx: 1000, heightPx: 1400 })
  expect(seen[0]?.lines[0]?.box.map(Math.round)).toEqual([100, 10, 500, 30])
  const onImage = close([10 / 1400, 500 / 1000, 30 / 1400, 900 / 1000])
  expect(close(proposals.type?.box ?? [0, 0, 0, 0])).toEqual(onImage)
  expect(close(findings.incoming?.box ?? [0, 0, 0, 0])).toEqual(onImage)
})
