import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { patchSheet } from '../../../../../domain/labels.ts'
import { PATCH_T } from '../../../../../domain/separator-code.ts'
import { pixelsOf } from '../../../../../electron/digitise/decode/page-canvas.ts'
import { type GreyImage, greyForReading } from '../../../../../electron/digitise/prepare/grey-image.ts'
import { hasPatchT } from '../../../../../electron/digitise/separator/patch-code.ts'
import { createSeparatorReader } from '../../../../../electron/digitise/separator/read-separator.ts'
import { degrade } from '../../../../fixtures/degrade.ts'
import { canvasOf, type Tier, tiers } from '../../../../fixtures/page-image.ts'
import { createRandom } from '../../../../fixtures/random.ts'
import { printedLabels } from '../../../../support/scanned-heap.ts'
import { tinyCanvas, tinyDecision } from '../../../../support/tiny-sources.ts'

const A4_INCHES = { width: 8.27, height: 11.69 }

interface Drawing {
  readonly dpi?: number
  /** Widths of bars and gaps in turn, in inches. */
  readonly widths?: readonly number[]
  /** Of the bars, in inches. */
  readonly length?: number
  readonly degrees?: number
  /** How much the grey of each pixel may be off. */
  readonly grain?: number
}

const patchT = [0.08, 0.08, 0.2, 0.08, 0.08, 0.08, 0.2]

/** Bars across the head of a sheet, turned about its middle. */
function sheetWith({ dpi = 150, widths = patchT, length = 4, degrees = 0, grain = 0 }: Drawing): GreyImage {
  const canvas = createCanvas(Math.round(A4_INCHES.width * dpi), Math.round(A4_INCHES.height * dpi))
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((degrees * Math.PI) / 180)
  context.fillStyle = '#111'
  let y = -3.6 * dpi
  for (const [nth, width] of widths.entries()) {
    if (nth % 2 === 0) context.fillRect((-length / 2) * dpi, y, length * dpi, width * dpi)
    y += width * dpi
  }
  const image = greyForReading(pixelsOf(canvas))
  const random = createRandom(`grain ${grain} ${degrees}`)
  for (const [at, grey] of image.pixels.entries())
    if (grain > 0) image.pixels[at] = Math.max(0, Math.min(255, grey + (random.next() - 0.5) * 2 * grain))
  return image
}

test('[UI40] four bars of a Patch T are seen at any resolution of a scan, and with grain', () => {
  for (const dpi of [75, 100, 150, 200, 300])
    expect([dpi, hasPatchT(sheetWith({ dpi }))]).toEqual([dpi, true])
  for (const grain of [20, 60, 110]) expect([grain, hasPatchT(sheetWith({ grain }))]).toEqual([grain, true])
})

test('[UI40] they are seen askew, on the side and upside down', () => {
  for (const degrees of [-8, -4, -1, 1, 4, 8, 90, 180, 270, 93, 178])
    expect([degrees, hasPatchT(sheetWith({ degrees, grain: 30 }))]).toEqual([degrees, true])
})

test('[UI40] other bars, bars that are too short, and bars as large as a frame are none', () => {
  const others: Readonly<Record<string, Drawing>> = {
    'patch 1': { widths: [0.2, 0.08, 0.2, 0.08, 0.08, 0.08, 0.08] },
    'patch 2': { widths: [0.2, 0.08, 0.08, 0.08, 0.08, 0.08, 0.2] },
    'patch 4': { widths: [0.08, 0.08, 0.2, 0.08, 0.2, 0.08, 0.08] },
    'three bars': { widths: patchT.slice(0, 5) },
    'equal bars': { widths: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1] },
    'wide gaps': { widths: [0.08, 0.3, 0.2, 0.3, 0.08, 0.3, 0.2] },
    short: { length: 0.6 },
    large: { widths: patchT.map((width) => width * 3) },
    blank: { widths: [] },
  }

  for (const [name, drawing] of Object.entries(others))
    expect([name, hasPatchT(sheetWith(drawing))]).toEqual([name, false])
})

test('[UI40] an ordinary page is none', () => {
  expect(hasPatchT(greyForReading(pixelsOf(tinyCanvas({ lines: tinyDecision }))))).toBe(false)
})

test('[UI40] the printed sheet is seen in every kind of scan, whichever edge goes first', async () => {
  const [printed] = await printedLabels([patchSheet('UBND xã Thử')])
  if (printed === undefined) throw new Error('nothing was printed')
  const read = createSeparatorReader()

  const scanned = (tier: Tier): Canvas =>
    canvasOf(degrade(printed, { tier, dpi: 200, random: createRandom(`patch ${tier}`) }))
  const seen = async (scan: Canvas, quarters: number) => {
    const isAside = quarters % 2 === 1
    const canvas = createCanvas(isAside ? scan.height : scan.width, isAside ? scan.width : scan.height)
    const context = canvas.getContext('2d')
    context.translate(canvas.width / 2, canvas.height / 2)
    context.rotate((quarters * Math.PI) / 2)
    context.drawImage(scan, -scan.width / 2, -scan.height / 2)
    return read(canvas)
  }

  for (const tier of tiers) {
    const scan = scanned(tier)
    for (const quarters of [0, 1, 2, 3])
      expect([tier, quarters, await seen(scan, quarters)]).toEqual([tier, quarters, PATCH_T])
  }
})
