import { expect, test } from 'vitest'
import { encodeFrame } from '../../../../../electron/store/log/frame.ts'
import type { FaultyFiles } from '../../../../support/faulty-files.ts'
import {
  appendGroups,
  createDisk,
  logKey,
  ORIGIN,
  openTestLog,
  opsOf,
  quarantineFolder,
  segmentFile,
} from '../../../../support/test-log.ts'

/** A segment of five ops in three groups, with the offset at which each group ends. */
async function aSegment(): Promise<{ files: FaultyFiles; bytes: Uint8Array; ends: readonly number[] }> {
  const files = await createDisk()
  const { log } = await openTestLog(files)
  const ends: number[] = []
  for (const group of [['một'], ['hai', 'ba', 'bốn'], ['năm']]) {
    await appendGroups(log, group)
    ends.push((await files.sizeBytes(segmentFile())) ?? 0)
  }
  await log.close()
  const bytes = await files.read(segmentFile())
  if (bytes === null) throw new Error('the segment was written')
  return { files, bytes, ends }
}

const valuesUpTo = [[], ['một'], ['một', 'hai', 'ba', 'bốn'], ['một', 'hai', 'ba', 'bốn', 'năm']]

test('[ST3] a log cut short at any byte opens with the groups that are whole, and goes on', async () => {
  const { files, bytes, ends } = await aSegment()

  for (let length = 0; length <= bytes.length; length += 1) {
    files.alter(segmentFile(), () => bytes.slice(0, length))
    const opened = await openTestLog(files)
    const whole = valuesUpTo[ends.filter((end) => end <= length).length] ?? []
    expect([length, opened.values, opened.damage]).toEqual([length, whole, []])
    expect(await files.sizeBytes(segmentFile())).toBe(ends.findLast((end) => end <= length) ?? 0)

    await appendGroups(opened.log, ['tiếp'])
    await opened.log.close()
    expect((await openTestLog(files)).values).toEqual([...whole, 'tiếp'])
  }
})

test('[ST3] a tail of zeros, as a file system that grew the file leaves it, is cut off', async () => {
  const { files, bytes, ends } = await aSegment()
  const lastFrameStart = ends[1] ?? 0

  // From inside the tag on it would be a frame that lost a few bytes, and that is damage.
  for (let written = lastFrameStart; written <= bytes.length - 16; written += 1) {
    files.alter(segmentFile(), () => withZeros(bytes.slice(0, written), bytes.length + 100))
    const opened = await openTestLog(files)
    expect([written, opened.values, opened.damage]).toEqual([written, valuesUpTo[2], []])
  }
  files.alter(segmentFile(), () => withZeros(bytes, bytes.length + 4096))
  expect((await openTestLog(files)).values).toEqual(valuesUpTo[3])
})

test('[ST4] any flipped bit is reported as damage, never taken for a cut tail, and nothing is lost on the disk', async () => {
  const { files, bytes, ends } = await aSegment()

  const wrong: unknown[] = []
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const altered = bytes.slice()
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    files.alter(segmentFile(), () => altered)
    const opened = await openTestLog(files)
    const whole = valuesUpTo[ends.filter((end) => end <= bit >> 3).length] ?? []
    const isRight = opened.values.length === whole.length && opened.damage.length === 1
    if (!isRight) wrong.push([bit, opened.values, opened.damage])
    for (const copy of await files.list(quarantineFolder)) await files.remove(`${quarantineFolder}/${copy}`)
  }
  expect(wrong).toEqual([])
  expect(await files.sizeBytes(segmentFile())).toBe(bytes.length)
}, 60_000)

test('[ST4] a damaged log is copied to the quarantine once and takes no more writes', async () => {
  const { files, bytes } = await aSegment()
  files.alter(segmentFile(), () => bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte)))

  await openTestLog(files)
  const { log } = await openTestLog(files)

  await expect(appendGroups(log, ['tiếp'])).rejects.toMatchObject({ code: 'read-only' })
  const copies = await files.list(quarantineFolder)
  expect(copies).toHaveLength(1)
  expect(await files.read(segmentFile())).toEqual(await files.read(`${quarantineFolder}/${copies[0]}`))
})

test('[ST4] frames that change places are damage', async () => {
  const { files, bytes, ends } = await aSegment()
  const [first = 0, second = 0] = ends
  files.alter(segmentFile(), () =>
    Buffer.concat([bytes.subarray(0, first), bytes.subarray(second), bytes.subarray(first, second)]),
  )

  const { values, damage } = await openTestLog(files)

  expect(values).toEqual(['một'])
  expect(damage).toEqual([[ORIGIN, 2]])
})

test('[ST4] a frame that is sealed rightly but breaks the chain is damage', async () => {
  const { files, bytes } = await aSegment()
  const [text] = opsOf(6, ['sáu'])
  const forged = encodeFrame(
    { key: logKey, origin: ORIGIN, n: 6 },
    { body: text?.body ?? '', hash: 'A'.repeat(43), endsGroup: true },
  )
  files.alter(segmentFile(), () => Buffer.concat([bytes, forged]))

  const { values, damage } = await openTestLog(files)

  expect(values).toEqual(valuesUpTo[3])
  expect(damage).toEqual([[ORIGIN, 6]])
})

test('[ST4] a missing segment is damage', async () => {
  const files = await createDisk()
  const { log } = await openTestLog(files)
  const large = 'x'.repeat(60_000)
  for (let count = 0; count < 300; count += 1) await appendGroups(log, [large])
  await log.close()
  const segments = await files.list(segmentFile().slice(0, segmentFile().lastIndexOf('/')))
  expect(segments.length).toBeGreaterThan(2)

  await files.remove(segmentFile(Number.parseInt(segments[1] ?? '', 10)))
  const opened = await openTestLog(files)

  expect(opened.values).toHaveLength(Number.parseInt(segments[1] ?? '', 10) - 1)
  expect(opened.damage).toEqual([[ORIGIN, Number.parseInt(segments[1] ?? '', 10)]])
})

test('[ST4] a segment that ends early although another follows is damage, wherever it is cut', async () => {
  const files = await createDisk()
  const { log } = await openTestLog(files)
  const large = 'x'.repeat(60_000)
  for (let count = 0; count < 200; count += 1) await appendGroups(log, [large])
  await log.close()
  const whole = await files.read(segmentFile())
  if (whole === null) throw new Error('the segment was written')
  const frame = whole.length / Math.floor(whole.length / 60_000)
  const cuts = [0, 1, 100, frame - 1, frame, frame + 1, 5 * frame, whole.length - frame, whole.length - 1]

  for (const length of cuts.map((cut) => Math.round(cut))) {
    files.alter(segmentFile(), () => whole.slice(0, length))
    const opened = await openTestLog(files)
    await opened.log.close()
    // The ops before the cut are there, the next one is reported, and the cut segment is left as it was found.
    const [damage] = opened.damage
    expect([length, opened.damage.length, damage?.[1]]).toEqual([length, 1, opened.values.length + 1])
    expect(opened.values.length).toBeLessThanOrEqual(Math.ceil(length / frame))
    expect(await files.sizeBytes(segmentFile())).toBe(length)
  }
})

test('a log of several segments is read whole, and from any op on', async () => {
  const files = await createDisk()
  const { log } = await openTestLog(files)
  const value = (n: number): string => `${n}${'x'.repeat(20_000)}`
  for (let n = 1; n <= 900; n += 1) await appendGroups(log, [value(n)])
  await log.close()

  const opened = await openTestLog(files)

  expect(opened.values).toEqual(Array.from({ length: 900 }, (_, index) => value(index + 1)))
  for (const from of [1, 255, 256, 257, 420, 899, 900]) {
    const ops = await opened.log.origin(ORIGIN)?.read(from, { ops: 3, bytes: 1_000_000 })
    expect(ops?.map((op) => op.n)).toEqual([from, from + 1, from + 2].filter((n) => n <= 900))
    expect(ops?.map((op) => op.op.val)).toEqual(ops?.map((op) => value(op.n)))
  }
  const limited = await opened.log.origin(ORIGIN)?.read(10, { ops: 100, bytes: 45_000 })
  expect(limited?.map((op) => op.n)).toEqual([10, 11])
  expect(await opened.log.origin(ORIGIN)?.read(10, { ops: 100, bytes: 1 })).toHaveLength(1)
})

function withZeros(bytes: Uint8Array, length: number): Uint8Array {
  const padded = new Uint8Array(length)
  padded.set(bytes)
  return padded
}
