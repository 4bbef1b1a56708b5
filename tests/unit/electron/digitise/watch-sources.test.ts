import { appendFile, rename, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findSources } from '../../../../electron/digitise/find-sources.ts'
import { watchSources } from '../../../../electron/digitise/watch-sources.ts'
import { temporaryFolder } from '../../../support/test-vault.ts'

/** Watches a folder with a clock that a test turns; gives the names of the files that became whole. */
async function watching() {
  const folder = await temporaryFolder()
  const stop = new AbortController()
  const time = { nowMs: 0, looks: 0 }
  const told: string[] = []
  const watched = watchSources({
    find: async () => {
      time.looks += 1
      return (await findSources([folder], path.join(folder, 'ra'))).sources
    },
    folders: [folder],
    pollMs: 5,
    settleMs: 3000,
    nowMs: () => time.nowMs,
    signal: stop.signal,
  })
  const ended = (async () => {
    for await (const whole of watched) told.push(...whole.map(({ path: file }) => path.basename(file)))
  })()
  const look = async (): Promise<void> => {
    const before = time.looks
    await expect.poll(() => time.looks).toBeGreaterThan(before + 1)
  }
  return {
    folder,
    told,
    look,
    pass: async (ms: number): Promise<void> => {
      time.nowMs += ms
      await look()
    },
    end: async (): Promise<void> => {
      stop.abort()
      await ended
    },
  }
}

test('[DG31] a file is told when it has not changed for a while, and once', async () => {
  const { folder, told, look, pass, end } = await watching()
  const file = path.join(folder, 'quet.pdf')
  await writeFile(file, 'nửa đầu')
  await look()
  await pass(2900)
  await appendFile(file, ', nửa sau')
  await look()
  await pass(2900)
  expect(told).toEqual([])

  await pass(200)
  await pass(9000)

  expect(told).toEqual(['quet.pdf'])
  await end()
})

test('[DG31] an empty file is waited for, and one that is written anew is told again', async () => {
  const { folder, told, look, pass, end } = await watching()
  const file = path.join(folder, 'quet.pdf')
  await writeFile(file, '')
  await look()
  await pass(5000)
  expect(told).toEqual([])

  await writeFile(path.join(folder, 'quet.tmp'), 'một')
  await rename(path.join(folder, 'quet.tmp'), file)
  await look()
  await pass(5000)
  expect(told).toEqual(['quet.pdf'])

  const { atime, mtime } = await stat(file)
  await writeFile(file, 'hai')
  // The same size and, as some scanners do it, an older time.
  await utimes(file, atime, new Date(mtime.getTime() - 60_000))
  await look()
  await pass(5000)
  expect(told).toEqual(['quet.pdf', 'quet.pdf'])
  await end()
})
