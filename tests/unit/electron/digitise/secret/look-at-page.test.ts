import { expect, onTestFinished, test } from 'vitest'
import { encodeJpeg } from '../../../../fixtures/encode.ts'
import { drawStampedPage, secretStamps } from '../../../../fixtures/secret-stamps.ts'
import { createTestPool, memorySource } from '../../../../support/reader-pool.ts'
import { tinyDecision, tinyTextPdf } from '../../../../support/tiny-sources.ts'

async function openTestSource(bytes: Uint8Array) {
  const { pool, channels } = await createTestPool()
  onTestFinished(() => pool.close())
  return { pool, channels, source: await pool.openSource(memorySource(bytes)) }
}

test('[DG27] a page that carries its text is told by a line of it, and by no other words', async () => {
  const marked = [...tinyDecision, { text: 'TUYỆT MẬT', x: 0.15, y: 0.16 }]
  const others = [...tinyDecision, { text: 'BẢO MẬT', x: 0.15, y: 0.16 }]
  const { source } = await openTestSource(tinyTextPdf([others, marked]))

  expect(await source.lookForSecret(0)).toBeNull()
  expect(await source.lookForSecret(1)).toMatchObject({ level: 'most-secret', by: 'line', page: 1 })
  await source.close()
})

test('[DG25][IN13] a stamp is told with its place, and the process that saw it is ended', async () => {
  const page = drawStampedPage({ seed: 3, template: 'cong-van', tier: 'A', stamp: secretStamps[0] })
  const { source, channels, pool } = await openTestSource(encodeJpeg(page, 85))
  const [channel] = channels
  let hasEnded = false
  channel?.onExit(() => {
    hasEnded = true
  })

  const mark = await source.lookForSecret(0)

  expect(mark).toMatchObject({ level: 'secret', by: 'frame', page: 0 })
  const [left, top, right, bottom] = mark?.box ?? [0, 0, 0, 0]
  expect(right - left).toBeGreaterThan(0.06)
  expect(right - left).toBeLessThan(0.16)
  expect(bottom).toBeLessThan(0.35)
  expect(left).toBeLessThan(0.4)
  expect(top).toBeGreaterThan(0.1)
  await source.close()
  await expect.poll(() => hasEnded).toBe(true)
  const next = await pool.openSource(memorySource(tinyTextPdf([tinyDecision])))
  expect(await next.lookForSecret(0)).toBeNull()
  await next.close()
})
