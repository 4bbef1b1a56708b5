import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { prepareEngine } from '../../../../../electron/digitise/recognise/engine.ts'
import { loadLanguages } from '../../../../../electron/digitise/recognise/language-data.ts'
import { compileCore, startCore } from '../../../../../electron/digitise/recognise/tesseract-core.ts'
import { lookForStamp, placesOn } from '../../../../../electron/digitise/secret/look-for-secret.ts'
import { canvasOf, type PageImage, tiers } from '../../../../fixtures/page-image.ts'
import {
  drawStampedPage,
  otherStamps,
  type StampedPage,
  secretStamps,
  type Turn,
} from '../../../../fixtures/secret-stamps.ts'
import { type TemplateName, templateNames } from '../../../../fixtures/template-table.ts'

const A4_WIDTH_INCHES = 8.27
/** As `lookAtPage` draws a page. */
const LOOK_DPI = 150

const engine = prepareEngine(await startCore(await compileCore()), await loadLanguages(['vie']))

async function lookAt(image: PageImage) {
  // Canvases of pages before are given back only between two turns.
  await nextTurn()
  const dpi = Math.min(image.widthPx, image.heightPx) / A4_WIDTH_INCHES
  const scale = Math.min(1, LOOK_DPI / dpi)
  const whole = canvasOf(image)
  const canvas = canvasOf({ widthPx: 1, heightPx: 1, rgba: new Uint8ClampedArray(4) })
  canvas.width = Math.round(whole.width * scale)
  canvas.height = Math.round(whole.height * scale)
  canvas.getContext('2d').drawImage(whole, 0, 0, canvas.width, canvas.height)
  return lookForStamp(canvas, dpi * scale, async (cut, layout) =>
    engine.read({ image: cut, dpi: 270, layout }),
  )
}

const templateAt = (at: number): TemplateName => templateNames[at % templateNames.length] ?? 'cong-van'
const turns: readonly Turn[] = [0, 0, 90, 0, 180, 270]

/** A dozen papers by all devices, lying all ways, with all stamps from fresh to worn. */
const stamped = Array.from({ length: 12 }, (_, at): Required<Pick<StampedPage, 'stamp'>> & StampedPage => {
  const tier = tiers[at % 4] ?? 'A'
  return {
    seed: 700 + at,
    template: templateAt(at * 5),
    tier,
    stamp: secretStamps[at % 3] ?? secretStamps[0],
    turn: turns[at % turns.length] ?? 0,
    isCopied: tier === 'C' || at % 5 === 0,
    wear: tier === 'C' ? 0.1 : (at % 4) * 0.15,
  }
})

test('[DG25] stamps of state secrets are found, red or copied, worn, leaning, and however the page lies', async () => {
  const levels = ['secret', 'top-secret', 'most-secret']
  const missed: string[] = []
  let wrongLevels = 0
  for (const page of stamped) {
    const mark = await lookAt(drawStampedPage(page))
    if (mark === null) missed.push(`${page.seed} ${page.tier} ${page.stamp.text}`)
    else if (mark.level !== levels[secretStamps.findIndex(({ text }) => text === page.stamp.text)])
      wrongLevels += 1
  }

  expect(missed).toEqual([])
  expect(wrongLevels).toBeLessThanOrEqual(1)
}, 300_000)

test('[DG26] papers with seals, tables, stamps of urgency, of arrival and others are taken for none', async () => {
  const asked: string[] = []
  for (let at = 0; at < 12; at += 1) {
    const stamp = otherStamps[at % otherStamps.length]
    const tier = tiers[at % 4] ?? 'A'
    const page = { seed: 800 + at, template: templateAt(at), tier, isCopied: at % 3 === 0 } as const
    const image = drawStampedPage(stamp === undefined ? page : { ...page, stamp })
    if ((await lookAt(image)) !== null) asked.push(`${page.seed} ${tier} ${stamp?.text}`)
  }

  expect(asked).toEqual([])
}, 300_000)

test('a page is searched in few places, each of the size of a stamp', () => {
  const image = drawStampedPage({ seed: 900, template: 'qd-du-toan', tier: 'A' })

  const places = placesOn(canvasOf(image), image.dpi)

  expect(places.length).toBeLessThanOrEqual(12)
  for (const { corners, perMm } of places) {
    const widthMm = Math.max(...corners.map(([x]) => x)) - Math.min(...corners.map(([x]) => x))
    expect(widthMm / perMm).toBeLessThan(60)
  }
})
