import { expect, test } from 'vitest'
import { conflictingValues, shownValue } from '../../../../../domain/merge.ts'
import type { Op } from '../../../../../domain/op.ts'
import { restoreVault } from '../../../../../electron/store/care/restore.ts'
import { carePorts } from '../../../../support/test-care.ts'
import { createTestVault, edit, newRecord, PASSPHRASE } from '../../../../support/test-vault.ts'
import {
  batchesOf,
  COMMUNE,
  clonedFolders,
  everyOp,
  openCopy,
  twoCopies,
  valuesIn,
} from '../../../../support/two-copies.ts'

const record = newRecord('case')
const shared = [edit(record, '/title', 'chung'), edit(record, '/maker', 'chung')]

test('[SY22] a copy that comes second writes its edits anew under another incarnation and takes the other ones', async () => {
  const [first, second] = await twoCopies(...shared)
  const { id, incarnation } = second.station
  await first.append([edit(record, '/title', 'máy một')])
  second.setAuthor('Lê Văn Thử')
  await second.append([edit(record, '/title', 'máy hai')])
  await second.append([edit(record, '/title', 'máy hai, sửa')])
  const before = await second.opsOf(`${id}.0`, 3, 4)

  for (const batch of await batchesOf(first)) await second.ingest(batch, COMMUNE)

  expect(second.station.incarnation).not.toBe(incarnation)
  const anew = `${id}.${second.station.incarnation}`
  expect(second.vector()).toEqual({ [`${id}.0`]: 3, [anew]: 2 })
  expect((await everyOp(second))[`${id}.0`]).toEqual((await everyOp(first))[`${id}.0`])
  const now = (await second.opsOf(anew, 1, 2)).map((text) => JSON.parse(text) as Op)
  const then = before.map((text) => JSON.parse(text) as Op)
  expect(now.map(({ f, p, val, by, t }) => ({ f, p, val, by, t }))).toEqual(
    then.map(({ f, p, val, by, t }) => ({ f, p, val, by, t })),
  )
  expect(now.map(({ o }) => o)).toEqual([[`${id}:0:1`], [`${id}:${second.station.incarnation}:1`]])
  expect(now.map(({ was }) => String(was).replace(/#.{43}$/, ''))).toEqual([`${id}:0:3`, `${id}:0:4`])
  const cell = second.record(record).cells['/title'] ?? { heads: [], awaited: [] }
  expect(new Set(conflictingValues(cell).map(({ val }) => val))).toEqual(new Set(['máy một', 'máy hai, sửa']))
  expect(shownValue(second.record(record), '/maker')).toBe('chung')
  expect(second.notices).toEqual([{ code: 'fork', detail: { part: 'station', reason: 'copy' } }])
})

test('[SY22] what was cured is the same after opening again, and goes on', async () => {
  const [one, two] = await clonedFolders(...shared)
  const first = await openCopy(one)
  const second = await openCopy(two)
  await first.append([edit(record, '/title', 'máy một')])
  await second.append([edit(record, '/title', 'máy hai')])
  for (const batch of await batchesOf(first)) await second.ingest(batch, COMMUNE)
  const state = second.record(record)
  await second.close()

  const again = await openCopy(two)
  expect(again.record(record)).toEqual(state)
  expect(again.notices).toEqual([])
  expect((await again.care.check({})).faults).toEqual([])
  await again.append([edit(record, '/title', 'quyết định')])
  for (const batch of await batchesOf(again, first.vector())) await first.ingest(batch, COMMUNE)
  expect(valuesIn(first.record(record), '/title')).toEqual(['"quyết định"'])
  expect(await everyOp(first)).toEqual(await everyOp(again))
  expect(first.notices).toEqual([])
})

test('[SY22] a fork at the very first op and one within a group of edits are cured', async () => {
  const [first, second] = await twoCopies()
  await first.append([edit(record, '/title', 'chung'), edit(record, '/maker', 'máy một')])
  await second.append([edit(record, '/title', 'chung'), edit(record, '/maker', 'máy hai')])
  const [empty, other] = await twoCopies()
  await empty.append([edit(record, '/title', 'máy một')])
  await other.append([edit(record, '/title', 'máy hai')])

  for (const batch of await batchesOf(first)) await second.ingest(batch, COMMUNE)
  for (const batch of await batchesOf(empty)) await other.ingest(batch, COMMUNE)

  expect(valuesIn(second.record(record), '/title')).toEqual(['"chung"'])
  expect(valuesIn(second.record(record), '/maker')).toEqual(['"máy hai"', '"máy một"'])
  expect(valuesIn(other.record(record), '/title')).toEqual(['"máy hai"', '"máy một"'])
})

test('[SY22] a batch whose history parts before it changes nothing, and one from the parting on is taken', async () => {
  const [first, second] = await twoCopies(...shared)
  for (const title of ['a', 'b', 'c']) {
    await first.append([edit(record, '/title', `máy một ${title}`)])
    await second.append([edit(record, '/title', `máy hai ${title}`)])
  }
  const [, , , later] = await batchesOf(first, {}, 1)
  const before = await everyOp(second)

  // The body differs at this n, but not first there.
  await expect(second.ingest(later?.from === 4 ? later : neverSo(), COMMUNE)).rejects.toMatchObject({
    code: 'hash-mismatch',
  })
  expect(await everyOp(second)).toEqual(before)
  for (const batch of await batchesOf(first, {}, 2)) await second.ingest(batch, COMMUNE)
  expect(valuesIn(second.record(record), '/title')).toEqual(['"máy hai c"', '"máy một c"'])
})

test('[SY22] edits that were asked for while a fork is cured keep what they replaced, and nothing else', async () => {
  const [first, second] = await twoCopies(...shared)
  await first.append([edit(record, '/title', 'máy một')])
  await second.append([edit(record, '/title', 'máy hai')])
  const batches = await batchesOf(first)

  const taking = batches.map((batch) => second.ingest(batch, COMMUNE))
  await second.append([edit(record, '/title', 'máy hai, sửa ngay')])
  await Promise.all(taking)

  expect(valuesIn(second.record(record), '/title')).toEqual(['"máy hai, sửa ngay"', '"máy một"'])
})

test('[SY22] a copy that was restored from a backup hides nothing of the other with what it wrote since', async () => {
  const [one, two] = await clonedFolders(...shared)
  const first = await openCopy(one)
  const second = await openCopy(two)
  await first.append([edit(record, '/title', 'máy một')])
  await second.append([edit(record, '/title', 'máy hai')])
  await second.care.backUp(`${two}-usb`, {})
  await restoreVault({ from: `${two}-usb`, to: `${two}-lai`, secret: PASSPHRASE }, carePorts())
  const restored = await openCopy(`${two}-lai`)
  await restored.append([edit(record, '/title', 'máy hai, sau khi khôi phục')])

  for (const batch of await batchesOf(first)) await restored.ingest(batch, COMMUNE)

  expect(valuesIn(restored.record(record), '/title')).toEqual(['"máy hai, sau khi khôi phục"', '"máy một"'])
  for (const batch of await batchesOf(restored, first.vector())) await first.ingest(batch, COMMUNE)
  expect(first.record(record).cells).toEqual(restored.record(record).cells)
})

test('[SY22] what others wrote on the ops of the other copy stays a conflict with what was written here', async () => {
  const [first, second] = await twoCopies(...shared)
  await first.append([edit(record, '/title', 'máy một')])
  const { vault: third } = await createTestVault()
  for (const batch of await batchesOf(first)) await third.ingest(batch, COMMUNE)
  await third.append([edit(record, '/title', 'máy ba')])
  await second.append([edit(record, '/title', 'máy hai')])

  // The ops of the third come before the fork shows.
  const ofThird = await batchesOf(third, first.vector())
  for (const batch of [...ofThird, ...(await batchesOf(first))]) await second.ingest(batch, COMMUNE)

  expect(valuesIn(second.record(record), '/title')).toEqual(['"máy ba"', '"máy hai"'])
})

test('[SY22] a tail of several segments and thousands of edits is cured', async () => {
  const [one, two] = await clonedFolders(...shared)
  const first = await openCopy(one)
  const second = await openCopy(two)
  await first.append([edit(record, '/title', 'máy một')])
  const long = 'x'.repeat(60_000)
  for (let segment = 0; segment < 2; segment += 1) {
    await second.append(Array.from({ length: 150 }, (_, n) => edit(record, `/long/${segment}-${n}`, long)))
  }
  await second.append(Array.from({ length: 3000 }, (_, n) => edit(record, `/note/${n % 50}`, n)))
  await second.append([edit(record, '/title', 'máy hai')])
  const cells = Object.keys(second.record(record).cells)

  for (const batch of await batchesOf(first)) await second.ingest(batch, COMMUNE)
  await second.close()

  const again = await openCopy(two)
  expect(again.notices).toEqual([])
  expect(Object.keys(again.record(record).cells).sort()).toEqual(cells.sort())
  expect(valuesIn(again.record(record), '/note/49')).toEqual(['2999'])
  expect(valuesIn(again.record(record), '/title')).toEqual(['"máy hai"', '"máy một"'])
  expect(again.vector()).toMatchObject({ [`${again.station.id}.0`]: 3 })
  expect((await again.care.check({})).faults).toEqual([])
})

function neverSo(): never {
  throw new Error('batches of one op each come in their order')
}
