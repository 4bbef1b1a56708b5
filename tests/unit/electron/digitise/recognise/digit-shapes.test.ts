import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { fitDigits } from '../../../../../electron/digitise/recognise/digit-fit.ts'
import { typefaces } from '../../../../../electron/digitise/recognise/digit-shapes.ts'
import { cssFont } from '../../../../fixtures/faces.ts'

const fonts = path.join(
  path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  'standard_fonts',
)

function foxit(file: string): (sizePx: number) => string {
  GlobalFonts.register(readFileSync(path.join(fonts, file)), file)
  return (sizePx) => `${sizePx}px "${file}"`
}
const tinos = (isItalic: boolean) => (sizePx: number) =>
  cssFont({ family: 'serif', isBold: false, isItalic }, sizePx)

const drawn: Readonly<Record<string, (sizePx: number) => string>> = {
  tinos: tinos(false),
  'tinos-italic': tinos(true),
  'foxit-serif': foxit('FoxitSerif.pfb'),
  'foxit-serif-italic': foxit('FoxitSerifItalic.pfb'),
}

test.each(typefaces.map((typeface) => [typeface.name, typeface] as const))(
  'the shapes of %s are those of the font they were drawn from',
  (name, typeface) => {
    const canvas = createCanvas(80, 80)
    const context = canvas.getContext('2d')
    const misses = Array.from('0123456789', (digit) => {
      context.fillStyle = 'white'
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.fillStyle = 'black'
      context.font = drawn[name]?.(54) ?? ''
      context.fillText(digit, 20, 62)
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
      const pixels = Uint8Array.from({ length: canvas.width * canvas.height }, (_, at) => data[at * 4] ?? 0)
      const image = { pixels, widthPx: canvas.width, heightPx: canvas.height }
      return fitDigits(image, { box: [16, 20, 54, 66], digits: digit, typefaces: [typeface] })?.worstMiss ?? 1
    })

    expect(Math.max(...misses)).toBeLessThan(0.03)
  },
)
