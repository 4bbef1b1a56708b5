import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createCrashBook } from '../../../../electron/shell/crash-book.ts'
import { breakdownLine, noteBreakdown } from '../../../../electron/shell/diagnostics.ts'

const surface = { version: '0.1.0', electron: '45', uptimeSeconds: 12 }

test('[UI30] the diagnostics say what broke down on what PC, and nothing of any person or file', () => {
  const line = breakdownLine(
    '2026-01-05T08:00:00.000Z',
    { part: 'window', reason: 'crashed', exitCode: 5 },
    surface,
  )
  const named = [...line.matchAll(/"(\w+)":/g)].map(([, name]) => name)
  expect(new Set(named)).toEqual(
    new Set([
      'arch',
      'cores',
      'electron',
      'exitCode',
      'freeMegabytes',
      'memoryMegabytes',
      'part',
      'platform',
      'reason',
      'release',
      'time',
      'uptimeSeconds',
      'version',
    ]),
  )
  for (const secret of [os.userInfo().username, os.hostname(), os.homedir()])
    expect(line).not.toContain(`"${secret}"`)
})

test('[UI30] a reason that is none of the program’s own words is left out', () => {
  const line = breakdownLine('t', { part: 'other', reason: 'Hồ sơ của ông A', exitCode: null }, surface)
  expect(JSON.parse(line)).toMatchObject({ reason: 'unknown' })
})

test('[UI30] the diagnostics file begins a new page before it grows large, and a missing folder breaks nothing', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'diagnostics-'))
  const file = path.join(folder, 'chan-doan.jsonl')
  const crash = { part: 'window', reason: 'oom', exitCode: 1 } as const
  await writeFile(file, 'x'.repeat(200_001))

  noteBreakdown(folder, crash, surface)
  noteBreakdown(folder, crash, surface)

  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(2)
  expect((await stat(path.join(folder, 'chan-doan.1.jsonl'))).size).toBe(200_001)
  await rm(folder, { recursive: true })
  noteBreakdown(folder, crash, surface)
})

test('[UI30] three breakdowns within a minute are too many, however many came before', () => {
  const clock = { ms: 0 }
  const book = createCrashBook(() => clock.ms)
  const at = (ms: number): boolean => {
    clock.ms = ms
    return book.note()
  }
  expect([at(0), at(30_000), at(70_000), at(95_000), at(100_000)]).toEqual([false, false, false, false, true])
})
