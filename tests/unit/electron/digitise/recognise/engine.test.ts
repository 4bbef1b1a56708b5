import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { lineText } from '../../../../../domain/text-layer.ts'
import { pixelsOf } from '../../../../../electron/digitise/decode/page-canvas.ts'
import { greyForReading } from '../../../../../electron/digitise/prepare/grey-image.ts'
import { prepareEngine } from '../../../../../electron/digitise/recognise/engine.ts'
import { loadLanguages } from '../../../../../electron/digitise/recognise/language-data.ts'
import { compileCore, startCore } from '../../../../../electron/digitise/recognise/tesseract-core.ts'
import { tinyCanvas } from '../../../../support/tiny-sources.ts'

const engine = prepareEngine(await startCore(await compileCore()), await loadLanguages(['vie']))
const lines = [
  { text: 'Danh sách các hộ được trợ cấp', x: 0.2, y: 0.3, sizePt: 16 },
  { text: 'từ ngày 01 tháng 4', x: 0.2, y: 0.4, sizePt: 16 },
]

/** The page with its first line white on black, as the head of a table is printed. */
function page(isInverted: boolean) {
  const drawn = tinyCanvas({ lines, widthPx: 1300 })
  const canvas = createCanvas(drawn.width, drawn.height)
  const context = canvas.getContext('2d')
  context.drawImage(drawn, 0, 0)
  if (isInverted) {
    context.globalCompositeOperation = 'difference'
    context.fillStyle = 'white'
    context.fillRect(150, canvas.height * 0.27, 1000, canvas.height * 0.06)
  }
  return greyForReading(pixelsOf(canvas))
}

const read = (layout: 'column' | 'block', isInverted: boolean): readonly string[] =>
  engine.read({ image: page(isInverted), dpi: 160, layout }).map(lineText)

test('print is read on a page and in a zone, and white on black on a page', () => {
  expect(read('column', false)).toEqual(lines.map(({ text }) => text))
  expect(read('block', false)).toEqual(lines.map(({ text }) => text))
  expect(read('column', true)).toEqual(lines.map(({ text }) => text))
})

test('a zone does not leave the engine as it was set for it', () => {
  const before = read('column', true)
  read('block', true)

  expect(read('column', true)).toEqual(before)
})
