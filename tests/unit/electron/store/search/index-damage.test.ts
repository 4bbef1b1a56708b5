import { readFile, rm, writeFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { anEntry, openTestIndex } from '../../../../support/test-index.ts'

test('[ST15] an index that is deleted or damaged begins anew and says so; one that is whole goes on', async () => {
  const first = await openTestIndex()
  expect(first.index.covered).toBeNull()
  const [document] = await first.put({ pages: ['đất'] })
  await first.index.setCovered({ x: 3 })

  const whole = await first.reopen()
  expect(whole.index.covered).toEqual({ x: 3 })
  expect(await whole.find('dat')).toEqual([document])

  await whole.close()
  await rm(whole.file)
  const deleted = await whole.reopen()
  expect(deleted.index.covered).toBeNull()
  expect(await deleted.find('dat')).toEqual([])

  await deleted.index.setCovered({ x: 4 })
  await deleted.close()
  await writeFile(deleted.file, Buffer.alloc(20_000, 7))
  const damaged = await deleted.reopen()
  expect(damaged.index.covered).toBeNull()
  await damaged.put({ pages: ['nhà'] })
  expect(await damaged.find('nha')).toHaveLength(1)
})

test('[ST15] damage that shows only in use makes the index anew, tells of it, and nothing is called covered by mistake', async () => {
  const first = await openTestIndex()
  await first.index.put(
    Array.from({ length: 300 }, (_, n) => anEntry({ pages: [`đất số ${n} ${'chữ '.repeat(200)}`] })),
  )
  await first.index.setCovered({ x: 3 })
  await first.close()
  const bytes = await readFile(first.file)
  await writeFile(first.file, bytes.fill(1, 3 * 4096))

  const damaged = await first.reopen()
  const told: string[] = []
  damaged.index.onMadeAnew(() => told.push('anew'))

  expect(await damaged.find('dat')).toEqual([])
  expect(damaged.index.covered).toBeNull()
})

test('[ST15] an index that was not closed is read through; one that is not whole begins anew', async () => {
  const first = await openTestIndex()
  await first.index.put(
    Array.from({ length: 300 }, (_, n) => anEntry({ pages: [`đất số ${n} ${'chữ '.repeat(200)}`] })),
  )
  await first.index.setCovered({ x: 3 })
  await first.close()
  const bytes = await readFile(first.file)
  // Somewhere in the words, where opening does not look.
  await writeFile(first.file, bytes.fill(1, bytes.length - 20_480, bytes.length - 4096))

  const damaged = await first.reopen({ checkDelayMs: 1 })

  await vi.waitFor(() => expect(damaged.index.covered).toBeNull(), { timeout: 10_000 })
  await damaged.put({ pages: ['nhà'] })
  expect(await damaged.find('nha')).toHaveLength(1)
})
