import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { type SeparatorSheet, separatorSheets } from '../../../../../domain/labels.ts'
import { createSeparatorReader } from '../../../../../electron/digitise/separator/read-separator.ts'
import { degrade } from '../../../../fixtures/degrade.ts'
import { canvasOf, type Tier, tiers } from '../../../../fixtures/page-image.ts'
import { createRandom } from '../../../../fixtures/random.ts'
import { aCaseFile, aFonds } from '../../../../support/memory-vault.ts'
import { printedLabels } from '../../../../support/scanned-heap.ts'
import { tinyCanvas, tinyDecision } from '../../../../support/tiny-sources.ts'

const sheets: readonly SeparatorSheet[] = separatorSheets(
  aCaseFile(1, { notation: '05.ĐĐ.2025', title: 'Hồ sơ cấp giấy chứng nhận quyền sử dụng đất' }),
  aFonds(),
  { from: 3, to: 3 },
)
const read = createSeparatorReader()
/** What a page is looked at in. */
const LOOK_DPI = 150

test('[CF34] a printed separator sheet is read from every kind of scan, and upside down', async () => {
  const [printed] = await printedLabels(sheets)
  if (printed === undefined) throw new Error('nothing was printed')

  const seen = async (tier: Tier) => {
    const scan = canvasOf(degrade(printed, { tier, dpi: 200, random: createRandom(`sheet ${tier}`) }))
    const small = createCanvas(
      Math.round((scan.width * LOOK_DPI) / 200),
      Math.round((scan.height * LOOK_DPI) / 200),
    )
    const context = small.getContext('2d')
    context.translate(small.width, small.height)
    context.rotate(Math.PI)
    context.drawImage(scan, 0, 0, small.width, small.height)
    return read(small)
  }

  for (const tier of tiers) expect([tier, await seen(tier)]).toEqual([tier, sheets[0]?.qr])
})

test('[CF34] an ordinary page is no separator sheet', async () => {
  expect(await read(tinyCanvas({ lines: tinyDecision }))).toBeNull()
})
