import * as z from 'zod'
import type { SqlDatabase } from '../store/sql.ts'

const Sent = z.object({
  id: z.string(),
  commune: z.string(),
  kind: z.enum(['plan', 'authority']),
  /** Milliseconds since 1970. */
  at: z.int(),
  by: z.string(),
  title: z.string(),
  entries: z.int(),
  /** Which of the server's own ops of the commune was the last of it. */
  incarnation: z.int(),
  n: z.int(),
})
/** Something that one commune was given. What was given to several at once has one id. */
export type Sent = Readonly<z.infer<typeof Sent>>

const Reach = z.object({ station: z.string(), incarnation: z.int(), n: z.int() })
/** How far a station has the server's own ops. */
export type Reach = Readonly<z.infer<typeof Reach>>

/** Who was sent what when, and who has fetched how much. */
export interface Sendings {
  note(sent: Sent): Promise<void>
  /** The latest first. @param commune null for all */
  all(commune: string | null): Promise<readonly Sent[]>
  /** What a station says that it holds; called at each of its exchanges, so it writes only what is new. */
  noteReach(reach: Reach): Promise<void>
  reaches(): Promise<ReadonlyMap<string, Reach>>
}

const MOST_SENDINGS = 2000
const columns = 'id, commune, kind, at, "by", title, entries, incarnation, n'

export function createSendings(db: SqlDatabase): Sendings {
  const insert = db.command(`INSERT INTO sendings (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const select = db.query(
    `SELECT ${columns} FROM sendings ORDER BY at DESC, id, commune LIMIT ${MOST_SENDINGS}`,
    Sent,
  )
  const selectOf = db.query(
    `SELECT ${columns} FROM sendings WHERE commune = ? ORDER BY at DESC, id LIMIT ${MOST_SENDINGS}`,
    Sent,
  )
  const selectReach = db.query('SELECT station, incarnation, n FROM station_reach', Reach)
  const save = db.command(
    `INSERT INTO station_reach (station, incarnation, n) VALUES (?, ?, ?)
     ON CONFLICT (station) DO UPDATE SET incarnation = excluded.incarnation, n = excluded.n`,
  )
  const known = new Map<string, string>()
  return {
    note: async ({ id, commune, kind, at, by, title, entries, incarnation, n }) => {
      await insert([id, commune, kind, at, by, title, entries, incarnation, n])
    },
    all: (commune) => (commune === null ? select.all([]) : selectOf.all([commune])),
    noteReach: async ({ station, incarnation, n }) => {
      const reach = `${incarnation}:${n}`
      if (known.get(station) === reach) return
      await save([station, incarnation, n])
      known.set(station, reach)
    },
    reaches: async () => new Map((await selectReach.all([])).map((reach) => [reach.station, reach])),
  }
}
