import { expect, test } from 'vitest'
import * as z from 'zod'
import type { SqlDatabase } from '../../../server/store/sql.ts'

const Feed = z.object({ seq: z.int() })
const COMMUNE = 'A'

/** What every database port promises. @param open an empty one for each test */
export function sqlContract(open: () => Promise<SqlDatabase>): void {
  async function counter() {
    const db = await open()
    const select = db.query('SELECT seq FROM feeds WHERE commune = ?', Feed)
    const save = db.command(
      'INSERT INTO feeds VALUES (?, ?) ON CONFLICT (commune) DO UPDATE SET seq = excluded.seq',
    )
    const read = async (): Promise<number> => (await select.first([COMMUNE]))?.seq ?? 0
    const add = (amount: number) =>
      db.transaction(async () => {
        const before = await read()
        await save([COMMUNE, before + amount])
        return before
      })
    return { db, read, save, add }
  }

  test('[SV26] of transactions at the same moment none sees the other half done', async () => {
    const { add, read } = await counter()

    const seen = await Promise.all(Array.from({ length: 40 }, () => add(1)))

    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index))
    expect(await read()).toBe(40)
  })

  test('[SV26] a transaction that fails leaves nothing, and what ran beside it stays', async () => {
    const { db, add, read, save } = await counter()
    const failing = db.transaction(async () => {
      await save([COMMUNE, 1000])
      throw new Error('midway')
    })

    const [outcome] = await Promise.allSettled([failing, add(1), add(1)])

    expect(outcome).toMatchObject({ reason: { message: 'midway' } })
    expect(await read()).toBe(2)
  })

  test('[SV26] of works that commit together one that fails takes back only itself', async () => {
    const { db, save, read } = await counter()
    const one = (commune: string, isBad: boolean) =>
      db.transaction(async () => {
        await save([commune, 1])
        if (isBad) throw new Error(`bad ${commune}`)
      }, 'by-row-locks')

    const outcomes = await Promise.allSettled([one(COMMUNE, false), one('B', true), one('C', false)])

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await read()).toBe(1)
    const select = db.query('SELECT seq FROM feeds WHERE commune = ?', Feed)
    expect(await select.first(['B'])).toBeUndefined()
    expect(await select.first(['C'])).toEqual({ seq: 1 })
  })

  test('one transaction inside another is part of it', async () => {
    const { db, add, read } = await counter()

    await expect(
      db.transaction(async () => {
        await add(5)
        throw new Error('outer')
      }),
    ).rejects.toThrow('outer')

    expect(await read()).toBe(0)
  })

  test('what a transaction left running when it ended is not part of the next', async () => {
    const { db, add, read } = await counter()
    const late: { work: (() => Promise<unknown>) | null } = { work: null }
    await db.transaction(async () => {
      await add(1)
      late.work = () => add(1)
    })

    await Promise.all([add(1), late.work?.()])

    expect(await read()).toBe(3)
  })

  test('a statement that the database refuses says so, and the next one goes on', async () => {
    const { db, save, read } = await counter()
    const insert = db.command('INSERT INTO feeds VALUES (?, ?)')
    await save([COMMUNE, 7])

    await expect(insert([COMMUNE, 8])).rejects.toThrow(/unique/i)
    await expect(db.transaction(() => insert([COMMUNE, 8]))).rejects.toThrow(/unique/i)

    expect(await read()).toBe(7)
  })

  test('numbers up to 2^53 and Vietnamese texts come back as they were', async () => {
    const db = await open()
    await db.command('INSERT INTO communes VALUES (?, ?, ?)')(['H27.38.05', 'Xã Đường Lâm', 2 ** 53 - 1])

    const Row = z.object({ name: z.string(), incarnation: z.number() })
    expect(await db.query('SELECT name, incarnation FROM communes', Row).all([])).toEqual([
      { name: 'Xã Đường Lâm', incarnation: 2 ** 53 - 1 },
    ])
  })

  test('[SV26] the audit log can be added to only', async () => {
    const db = await open()
    const insert = db.command('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)')
    await insert([1, '2026-01-05T00:00:00.000Z', 'a', 'signed-in', null, '{}', 'h'])

    await expect(db.command('UPDATE audit SET actor = ?')(['b'])).rejects.toThrow('append-only')
    await expect(db.command('DELETE FROM audit')([])).rejects.toThrow('append-only')
  })
}
