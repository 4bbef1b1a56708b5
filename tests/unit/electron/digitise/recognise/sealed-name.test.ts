import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { lineText } from '../../../../../domain/text-layer.ts'
import type { GreyImage } from '../../../../../electron/digitise/prepare/grey-image.ts'
import { readScan } from '../../../../../electron/digitise/recognise/read-page.ts'
import { findSealRing } from '../../../../../electron/digitise/recognise/seal-ring.ts'
import { nameUnderSeal } from '../../../../../electron/digitise/recognise/under-seal.ts'
import { drawDocumentPage, setDocument } from '../../../../fixtures/document.ts'
import { boldSerif, cssFont } from '../../../../fixtures/faces.ts'
import type { Tier } from '../../../../fixtures/page-image.ts'
import type { TemplateName } from '../../../../fixtures/template-table.ts'
import { startTestRecogniser } from '../../../../support/test-recogniser.ts'

const PER_MM = 8
const ring = { x: 300, y: 300, radiusPx: 18 * PER_MM }

/** A black seal of two lines over the beginning of a name. */
function sealed(hasSeal: boolean): GreyImage {
  const canvas = createCanvas(900, 600)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = 'black'
  context.font = cssFont(boldSerif, 40)
  context.fillText('Trần Văn Bình', 290, ring.y + ring.radiusPx + 4)
  for (const [radius, width] of hasSeal
    ? ([
        [ring.radiusPx, 6],
        [ring.radiusPx - 10, 2],
      ] as const)
    : []) {
    context.lineWidth = width
    context.beginPath()
    context.arc(ring.x, ring.y, radius, 0, 2 * Math.PI)
    context.stroke()
  }
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const pixels = Uint8Array.from({ length: canvas.width * canvas.height }, (_, at) => data[at * 4] ?? 0)
  return { pixels, widthPx: canvas.width, heightPx: canvas.height }
}

test('a seal is found by its ring, and nothing is where there is none', () => {
  const found = findSealRing(sealed(true), [100, 100, 800, 500], PER_MM)

  expect(found).not.toBeNull()
  expect(Math.hypot((found?.x ?? 0) - ring.x, (found?.y ?? 0) - ring.y)).toBeLessThan(3)
  expect(Math.abs((found?.radiusPx ?? 0) - ring.radiusPx)).toBeLessThan(6)
  expect(findSealRing(sealed(false), [100, 100, 800, 500], PER_MM)).toBeNull()
})

test('the ring is taken out of the name, and the name is left', () => {
  const image = sealed(true)
  const bare = sealed(false)

  const under = nameUnderSeal(image, ring, PER_MM)

  const [left, top, right, bottom] = under?.zone ?? [0, 0, 0, 0]
  const wrongIn = (picture: GreyImage | undefined): number => {
    let wrong = 0
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const at = y * image.widthPx + x
        const isInk = (picture?.pixels[at] ?? 255) < 128
        if (isInk !== (bare.pixels[at] ?? 255) < 128) wrong += 1
      }
    }
    return wrong
  }
  expect(under?.images).toHaveLength(2)
  for (const picture of under?.images ?? []) expect(wrongIn(picture)).toBeLessThan(wrongIn(image) * 0.5)
  expect(nameUnderSeal({ ...image, pixels: image.pixels.map(() => 255) }, ring, PER_MM)).toBeNull()
})

async function textOf(template: TemplateName, { seed, tier }: { seed: number; tier: Tier }): Promise<string> {
  const page = drawDocumentPage(setDocument({ seed, template }), 1, { tier })
  const { rgba, widthPx, heightPx, dpi } = page
  const image = { rgba: new Uint8Array(rgba.buffer, rgba.byteOffset, rgba.byteLength), widthPx, heightPx }
  const recogniser = await startTestRecogniser()
  const { lines } = await readScan({ scan: { image, dpi }, finer: null, recogniser })
  return lines.map(lineText).join('\n')
}

test('[DG7] a name under the black seal of a photocopy is read', async () => {
  expect(await textOf('trich-luc', { seed: 111, tier: 'C' })).toMatch(/^Đặng Xuân Hùng$/m)
}, 60_000)

test('[DG20] a red stamp of urgency is read though the seals are not', async () => {
  expect(await textOf('cong-van-khan', { seed: 108, tier: 'A' })).toMatch(/^THƯỢNG KHẨN$/m)
}, 60_000)
