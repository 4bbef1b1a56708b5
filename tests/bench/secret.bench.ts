// How surely are stamps of state secrets found, and how often is a clerk asked for nothing?
// npm run bench -- secret [--stamps=500] [--ordinary=2000] [--first=5000]
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { prepareEngine } from '../../electron/digitise/recognise/engine.ts'
import { loadLanguages } from '../../electron/digitise/recognise/language-data.ts'
import { compileCore, startCore } from '../../electron/digitise/recognise/tesseract-core.ts'
import { lookForStamp } from '../../electron/digitise/secret/look-for-secret.ts'
import { canvasOf, type PageImage, tiers } from '../fixtures/page-image.ts'
import {
  drawStampedPage,
  otherStamps,
  type StampedPage,
  secretStamps,
  type Turn,
} from '../fixtures/secret-stamps.ts'
import { type TemplateName, templateNames } from '../fixtures/template-table.ts'
import { printRows } from './report.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    stamps: { type: 'string', default: '500' },
    ordinary: { type: 'string', default: '2000' },
    first: { type: 'string', default: '5000' },
  },
})
const [stamps, ordinary, first] = [values.stamps, values.ordinary, values.first].map(Number)
const A4_WIDTH_INCHES = 8.27
/** As a page is looked at before it is stored. */
const LOOK_DPI = 150
const turns: readonly Turn[] = [0, 0, 0, 90, 0, 180, 0, 270]

const engine = prepareEngine(await startCore(await compileCore()), await loadLanguages(['vie']))

async function isAsked(image: PageImage): Promise<boolean> {
  // Canvases of pages before are given back only between two turns.
  await nextTurn()
  const dpi = Math.min(image.widthPx, image.heightPx) / A4_WIDTH_INCHES
  const scale = Math.min(1, LOOK_DPI / dpi)
  const whole = canvasOf(image)
  const canvas = canvasOf({ widthPx: 1, heightPx: 1, rgba: new Uint8ClampedArray(4) })
  canvas.width = Math.round(whole.width * scale)
  canvas.height = Math.round(whole.height * scale)
  canvas.getContext('2d').drawImage(whole, 0, 0, canvas.width, canvas.height)
  const mark = await lookForStamp(canvas, dpi * scale, async (cut, layout) =>
    engine.read({ image: cut, dpi: 270, layout }),
  )
  return mark !== null
}

function pageAt(at: number, part: Partial<StampedPage>): StampedPage {
  const template: TemplateName = templateNames[(at * 5) % templateNames.length] ?? 'cong-van'
  const tier = tiers[at % tiers.length] ?? 'A'
  return { seed: (first ?? 0) + at, template, tier, turn: turns[at % turns.length] ?? 0, ...part }
}

/** Fresh to worn, red or copied, by every device, lying every way. */
const stamped = Array.from({ length: stamps ?? 0 }, (_, at) => {
  const isCopied = at % 4 === 2 || at % 7 === 0
  return pageAt(at, {
    stamp: secretStamps[at % secretStamps.length] ?? secretStamps[0],
    isCopied,
    wear: isCopied ? 0.1 : (at % 5) * 0.12,
  })
})

/** Red seals on every one, other framed stamps on most, BẢO MẬT and MẬT KHẨU among them. */
const others = Array.from({ length: ordinary ?? 0 }, (_, at) => {
  const stamp = otherStamps[at % (otherStamps.length + 3)]
  return pageAt(at + (stamps ?? 0), { isCopied: at % 3 === 0, ...(stamp === undefined ? {} : { stamp }) })
})

const missed: string[] = []
for (const [at, page] of stamped.entries()) {
  if (!(await isAsked(drawStampedPage(page)))) missed.push(`${page.tier} ${page.stamp?.text} ${page.wear}`)
  if (at % 50 === 49) console.log(`  ${at + 1} stamps, ${missed.length} missed`)
}
const asked: string[] = []
for (const [at, page] of others.entries()) {
  if (await isAsked(drawStampedPage(page))) asked.push(`${page.tier} ${page.stamp?.text ?? 'no stamp'}`)
  if (at % 100 === 99) console.log(`  ${at + 1} ordinary pages, ${asked.length} asked`)
}
const share = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole)
printRows('secret', [
  {
    what: `of ${stamped.length} stamps found`,
    value: share(stamped.length - missed.length, stamped.length),
    unit: '%',
  },
  { what: `of ${others.length} other pages asked`, value: share(asked.length, others.length), unit: '%' },
])
if (missed.length > 0) console.log(`missed: ${missed.join('; ')}`)
if (asked.length > 0) console.log(`asked: ${asked.join('; ')}`)
