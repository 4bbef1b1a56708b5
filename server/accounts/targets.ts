import * as z from 'zod'
import type { SqlDatabase } from '../store/sql.ts'

/** What share of its work each commune is to have as electronic case files. */
export interface Targets {
  province(): Promise<number>
  /** Of communes that have one of their own, by code. */
  own(): Promise<ReadonlyMap<string, number>>
  /** @param commune null for the province @param share 0..1, null takes it back */
  set(commune: string | null, share: number | null): Promise<void>
}

/** The first target of the law's schedule: 30 % of a commune's work. */
const FIRST_SHARE = 0.3
/** The province's own target stands under a code that no commune can have. */
const PROVINCE = ''
const Row = z.object({ commune: z.string(), percent: z.int() })

export function createTargets(db: SqlDatabase): Targets {
  const select = db.query('SELECT commune, percent FROM targets', Row)
  const save = db.command(
    `INSERT INTO targets (commune, percent) VALUES (?, ?)
     ON CONFLICT (commune) DO UPDATE SET percent = excluded.percent`,
  )
  const remove = db.command('DELETE FROM targets WHERE commune = ?')
  const all = async () =>
    new Map((await select.all([])).map(({ commune, percent }) => [commune, percent / 100]))
  return {
    province: async () => (await all()).get(PROVINCE) ?? FIRST_SHARE,
    own: async () => {
      const shares = await all()
      shares.delete(PROVINCE)
      return shares
    },
    set: async (commune, share) => {
      if (share === null) await remove([commune ?? PROVINCE])
      else await save([commune ?? PROVINCE, Math.round(share * 100)])
    },
  }
}
