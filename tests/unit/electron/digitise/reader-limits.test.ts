import { deflateSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { Fault } from '../../../../domain/fault.ts'
import { deathOf } from '../../../../electron/digitise/reader-death.ts'
import { anyPng } from '../../../fixtures/any-png.ts'
import { picturePdf } from '../../../fixtures/plain-pdf.ts'
import { createTestPool, memorySource, type TestPool } from '../../../support/reader-pool.ts'
import { tinyDecision, tinyPng } from '../../../support/tiny-sources.ts'

const MEBIBYTE = 2 ** 20
const sound = tinyPng({ lines: tinyDecision, widthPx: 100 })
const open: TestPool[] = []
afterEach(async () => {
  for (const { pool } of open.splice(0)) await pool.close()
})

async function poolWith(
  limits: NonNullable<Parameters<typeof createTestPool>[0]>['limits'],
): Promise<TestPool> {
  const made = await createTestPool(limits === undefined ? {} : { limits })
  open.push(made)
  return made
}

const faultOf = (promise: Promise<unknown>): Promise<Fault | 'nothing thrown'> =>
  promise.then(
    () => 'nothing thrown' as const,
    // The pool throws faults alone here; anything else fails the comparison.
    (error: unknown) => error as Fault,
  )

test('[DG34] a reader that takes more memory than it may is ended, and the next file is read', async () => {
  const { pool } = await poolWith({ residentBytes: 250 * MEBIBYTE })
  const large = anyPng({
    widthPx: 9900,
    heightPx: 9900,
    depth: 8,
    colours: 2,
    rows: deflateSync(Buffer.alloc((9900 * 3 + 1) * 9900), { level: 1 }),
  })

  const fault = await faultOf(pool.inspect(memorySource(large)))

  const code = fault === 'nothing thrown' ? fault : fault.code
  expect(['file-too-large', 'reader-died']).toContain(code)
  expect(await pool.inspect(memorySource(sound))).toMatchObject({ format: 'png' })
})

test('[DG34] a file that takes longer to open than it may is given up, with the time it had', async () => {
  const { pool, swallow } = await poolWith({ openMs: 5000 })

  swallow('open')
  const fault = await faultOf(pool.inspect(memorySource(sound)))
  swallow(null)

  expect(fault).toMatchObject({ code: 'reader-died', detail: { timeoutMs: 5000 } })
  expect(await pool.inspect(memorySource(sound))).toMatchObject({ format: 'png' })
})

test('[DG34] a page that takes longer to draw than it may is given up, and the file goes on', async () => {
  const { pool, swallow } = await poolWith({ drawMs: 5000 })
  const source = await pool.openSource(memorySource(sound))

  swallow('pageImage')
  const fault = await faultOf(source.pageImage(0, { widthPx: 20 }))
  swallow(null)

  expect(fault).toMatchObject({ code: 'reader-died', detail: { timeoutMs: 5000 } })
  expect(await source.pageImage(0, { widthPx: 20 })).toMatchObject({ widthPx: 20 })
  await source.close()
})

test.each([
  ['too many bytes', { fileBytes: 100 }, { limitMegabytes: 1, megabytes: 1 }],
  ['too many pixels', { megapixels: 0.001 }, { limitMegapixels: 0.001, megapixels: 1 }],
  ['too long a side', { sidePx: 50 }, { limitSidePx: 50, sidePx: 142 }],
])('[DG2] a file of %s is told the limit', async (_, limits, detail) => {
  const { pool } = await poolWith(limits)

  expect(await faultOf(pool.inspect(memorySource(sound)))).toMatchObject({ code: 'file-too-large', detail })
})

test('[DG34] a reader that is led outside its file goes on', async () => {
  const { pool, channels } = await poolWith({})
  const pdf = Buffer.from(
    picturePdf({
      widthPx: 1,
      heightPx: 1,
      entries: '/BitsPerComponent 8 /ColorSpace /DeviceGray',
      bytes: Buffer.alloc(1),
    }),
  ).toString('latin1')
  const astray = Buffer.from(pdf.replace(/startxref\n\d+/, 'startxref\n999999999'), 'latin1')

  const source = await pool.openSource(memorySource(astray))
  expect(source.warnings).toContain('repaired')
  expect(await source.pageImage(0, { widthPx: 30 })).toMatchObject({ widthPx: 30 })
  await source.close()
  expect(channels).toHaveLength(1)
})

test.each([
  [139, 'file-corrupt'],
  [11, 'file-corrupt'],
  [134, 'file-corrupt'],
  [0xc0000005, 'file-corrupt'],
  [-1_073_741_819, 'file-corrupt'],
  [137, 'reader-died'],
  [9, 'reader-died'],
  [1, 'reader-died'],
  [0, 'reader-died'],
  [null, 'reader-died'],
])('a reader that ends with %j means %s', (code, fault) => {
  expect(deathOf(code).code).toBe(fault)
})
