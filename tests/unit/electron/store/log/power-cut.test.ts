import { expect, test } from 'vitest'
import { Fault } from '../../../../../domain/fault.ts'
import type { TornWrite } from '../../../../support/faulty-files.ts'
import { appendGroups, createDisk, ORIGIN, openTestLog, segmentFile } from '../../../../support/test-log.ts'

const torn: readonly TornWrite[] = ['nothing', 'half', 'half-then-zeros', 'everything']

test.each(torn)(
  '[ST1] what was acknowledged survives a power cut that leaves %s of the last write',
  async (left) => {
    const files = await createDisk()
    const { log } = await openTestLog(files)
    await appendGroups(log, ['một'])
    await appendGroups(log, ['hai', 'ba'])

    // The sync of the third append never returns: the power is gone.
    files.failAt(files.calls + 2, 'EIO')
    await expect(appendGroups(log, ['bốn', 'năm', 'sáu'], ['bảy'])).rejects.toMatchObject({
      code: 'read-only',
    })
    files.cutPower(left)

    const opened = await openTestLog(files)
    expect(opened.damage).toEqual([])
    expect(opened.values.slice(0, 3)).toEqual(['một', 'hai', 'ba'])
    // A group that was not acknowledged is there whole or not at all.
    expect([[], ['bốn', 'năm', 'sáu'], ['bốn', 'năm', 'sáu', 'bảy']]).toContainEqual(opened.values.slice(3))
    await appendGroups(opened.log, ['tiếp'])
    expect((await openTestLog(files)).values.at(-1)).toBe('tiếp')
  },
)

test('[ST5] an append that failed at any call leaves the log at its last good frame, or read-only', async () => {
  for (const code of ['ENOSPC', 'EIO'] as const) {
    for (let call = 1; call <= 12; call += 1) {
      const files = await createDisk()
      const first = await openTestLog(files)
      await appendGroups(first.log, ['một'])
      await first.log.close()
      const { log } = await openTestLog(files)
      files.failAt(files.calls + call, code)
      const acknowledged = ['một']
      const refused: unknown[] = []
      for (const value of ['hai', 'ba', 'bốn', 'năm', 'sáu']) {
        try {
          await appendGroups(log, [value, `${value} nữa`])
          acknowledged.push(value, `${value} nữa`)
        } catch (error) {
          refused.push(error)
        }
      }
      expect(refused.every((error) => error instanceof Fault)).toBe(true)
      files.cutPower()
      const opened = await openTestLog(files)
      expect([code, call, opened.values, opened.damage]).toEqual([code, call, acknowledged, []])
    }
  }
})

test('[ST5] a failed sync is not tried again', async () => {
  const files = await createDisk()
  const { log } = await openTestLog(files)
  await appendGroups(log, ['một'])

  files.failAt(files.calls + 2, 'EIO')
  await expect(appendGroups(log, ['hai'])).rejects.toMatchObject({ code: 'read-only' })
  const callsBefore = files.calls
  await expect(appendGroups(log, ['ba'])).rejects.toMatchObject({ code: 'read-only' })

  expect(files.calls).toBe(callsBefore)
  expect(log.origin(ORIGIN)?.isWritable).toBe(false)
})

test('[ST16] a full disk is said to be full, leaves what was saved readable, and is no end', async () => {
  const files = await createDisk()
  const { log } = await openTestLog(files)
  await appendGroups(log, ['một'])

  files.failAt(files.calls + 1, 'ENOSPC')
  // Half of it is written, more than what the next append writes over.
  await expect(appendGroups(log, ['hai'.repeat(1000), 'ba'])).rejects.toMatchObject({ code: 'disk-full' })

  const stored = await log.origin(ORIGIN)?.read(1, { ops: 10, bytes: 10_000 })
  expect(stored?.map(({ op }) => op.val)).toEqual(['một'])
  await appendGroups(log, ['bốn'])
  const opened = await openTestLog(files)
  expect([opened.values, opened.damage]).toEqual([['một', 'bốn'], []])
})

test('[ST5] a half frame that cannot be cut off closes the log', async () => {
  const files = await createDisk()
  const { log } = await openTestLog(files)
  await appendGroups(log, ['một'])

  files.failAlways('ENOSPC')
  await expect(appendGroups(log, ['hai'])).rejects.toMatchObject({ code: 'disk-full' })
  files.failAlways(null)
  await expect(appendGroups(log, ['ba'])).rejects.toMatchObject({ code: 'read-only' })

  const opened = await openTestLog(files)
  expect(opened.values).toEqual(['một'])
  expect(opened.damage).toEqual([])
  expect(await files.sizeBytes(segmentFile())).toBeGreaterThan(0)
})
