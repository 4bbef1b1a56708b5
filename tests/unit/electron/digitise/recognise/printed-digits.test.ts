import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import type { TextLine, Word } from '../../../../../domain/text-layer.ts'
import type { GreyImage } from '../../../../../electron/digitise/prepare/grey-image.ts'
import { lineOfWords } from '../../../../../electron/digitise/recognise/line-of-words.ts'
import { notPlainlyPrinted } from '../../../../../electron/digitise/recognise/printed-digits.ts'
import { cssFont } from '../../../../fixtures/faces.ts'
import { writeByHand } from '../../../../fixtures/handwriting.ts'
import { createRandom } from '../../../../fixtures/random.ts'

interface Part {
  readonly text: string
  readonly look?: 'upright' | 'italic' | 'sans' | 'pen'
}

const SIZE_PX = 42
const PAGE = { widthPx: 1900, heightPx: 700 }

/** A page of one line: words as print or pen put them there, and as the engine would read them. */
function drawn(parts: readonly Part[], left: number): { lines: readonly TextLine[]; image: GreyImage } {
  const canvas = createCanvas(PAGE.widthPx, PAGE.heightPx)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, PAGE.widthPx, PAGE.heightPx)
  const base = 300
  let x = left
  const words = parts.map(({ text, look = 'italic' }): Word => {
    context.fillStyle = 'black'
    const isItalic = look === 'italic'
    context.font = cssFont({ family: look === 'sans' ? 'sans' : 'serif', isBold: false, isItalic }, SIZE_PX)
    const width = context.measureText(text).width
    if (look === 'pen') {
      const pen = { random: createRandom(text), color: 'black', widthMm: 3 }
      writeByHand(context, pen, { text, at: [x, base], heightMm: SIZE_PX * 0.66 })
    } else context.fillText(text, x, base)
    const box: Word['box'] = [x, base - 32, Math.round(x + width), base + 4]
    x = Math.round(x + width + SIZE_PX * 0.28)
    return { text, box, confidence: 0.97 }
  })
  const { data } = context.getImageData(0, 0, PAGE.widthPx, PAGE.heightPx)
  const pixels = Uint8Array.from({ length: PAGE.widthPx * PAGE.heightPx }, (_, at) => data[at * 4] ?? 0)
  return { lines: [lineOfWords(words)], image: { pixels, ...PAGE } }
}

function unproven(parts: readonly Part[], left: number): readonly string[] {
  const { lines, image } = drawn(parts, left)
  return [...notPlainlyPrinted(lines, image)].map(({ text }) => text)
}

const dateOf = (day: Part, month: Part, year: Part = { text: '2024' }): readonly Part[] => [
  { text: 'ngày' },
  day,
  { text: 'tháng' },
  month,
  { text: 'năm' },
  year,
]

test('[DG18] numbers and dates of the type that the law asks for are plainly printed', () => {
  const code = [
    { text: 'Số:', look: 'upright' },
    { text: '285/QĐ-UBND', look: 'upright' },
  ] as const

  expect(unproven(code, 200)).toEqual([])
  expect(unproven(dateOf({ text: '28' }, { text: '7' }), 900)).toEqual([])
})

test('[DG18] a small upright hand in black is no print', () => {
  const code: readonly Part[] = [
    { text: 'Số:', look: 'upright' },
    { text: '285', look: 'pen' },
    { text: '/QĐ-UBND', look: 'upright' },
  ]

  expect(unproven(code, 200)).toContain('285')
  expect(unproven(dateOf({ text: '28', look: 'pen' }, { text: '7', look: 'pen' }), 900)).toEqual([
    '28',
    '7',
    '2024',
  ])
})

test('[DG18] digits of another type or another slope than their line are not told from a hand', () => {
  expect(unproven(dateOf({ text: '28', look: 'sans' }, { text: '7' }), 900)).not.toEqual([])
  expect(unproven(dateOf({ text: '25', look: 'upright' }, { text: '3' }), 900)).not.toEqual([])
})

test('[DG18] ones alone prove nothing, since a pen draws them as type does', () => {
  const code = [
    { text: 'Số:', look: 'upright' },
    { text: '11/QĐ-UBND', look: 'upright' },
  ] as const

  expect(unproven(code, 200)).toEqual(['11/QĐ-UBND'])
})

test('a number in a sentence is not looked at', () => {
  const cited: readonly Part[] = [
    { text: 'Căn' },
    { text: 'cứ' },
    { text: 'Nghị' },
    { text: 'quyết' },
    { text: 'số' },
    { text: '12/NQ-HĐND', look: 'sans' },
  ]

  expect(unproven(cited, 200)).toEqual([])
})
