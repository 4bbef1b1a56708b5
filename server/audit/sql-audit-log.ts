import * as z from 'zod'
import type { SqlDatabase, SqlValue } from '../store/sql.ts'
import { AUDIT_START, auditHash, auditText } from './audit-chain.ts'
import { AuditEntry, type AuditFilter, type AuditLog } from './audit-log.ts'

/** Entries that are looked at in one go when the chain is checked. */
const STEP = 1000

const LastRow = z.object({ seq: z.int(), hash: z.string() })
const BodyRow = z
  .object({ body: z.string() })
  .transform(({ body }): AuditEntry => AuditEntry.parse(JSON.parse(body)))
const ChainRow = z.object({ seq: z.int(), hash: z.string(), body: z.string() })
const CountRow = z.object({ total: z.int() })

/** The audit log in a table of its own. */
export function createSqlAuditLog(db: SqlDatabase): AuditLog {
  const selectLast = db.query('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1', LastRow)
  const insert = db.command('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)')
  const walk = db.query('SELECT seq, hash, body FROM audit WHERE seq > ? ORDER BY seq LIMIT ?', ChainRow)
  return {
    note: (entry) =>
      db.transaction(async () => {
        const last = await selectLast.first([])
        const body = auditText(entry)
        const hash = auditHash(last?.hash ?? AUDIT_START, body)
        const { time, actor, action, commune } = entry
        await insert([(last?.seq ?? 0) + 1, time, actor.name, action, commune, body, hash])
      }),
    page: async ({ limit, offset }, filter) => {
      const { where, values } = conditionOf(filter)
      const select = db.query(`SELECT body FROM audit ${where} ORDER BY seq DESC LIMIT ? OFFSET ?`, BodyRow)
      const count = db.query(`SELECT count(*) AS total FROM audit ${where}`, CountRow)
      const rows = await select.all([...values, limit, offset])
      return { rows: [...rows], total: (await count.first(values))?.total ?? 0 }
    },
    firstBroken: async () => {
      let before = { seq: 0, hash: AUDIT_START }
      for (let rows = await walk.all([0, STEP]); rows.length > 0; rows = await walk.all([before.seq, STEP])) {
        for (const { seq, hash, body } of rows) {
          if (seq !== before.seq + 1 || hash !== auditHash(before.hash, body)) return before.seq + 1
          before = { seq, hash }
        }
      }
      return null
    },
  }
}

/** Only names of columns that stand here reach the statement; what was asked for goes in as values. */
function conditionOf({ action, commune, actor, from, to }: AuditFilter): {
  readonly where: string
  readonly values: readonly SqlValue[]
} {
  const asked: readonly (readonly [condition: string, value: SqlValue | undefined])[] = [
    ['action = ?', action],
    ['commune = ?', commune],
    ['actor = ?', actor],
    ['time >= ?', from],
    ['time < ?', to],
  ]
  const given = asked.flatMap(([condition, value]) => (value === undefined ? [] : [{ condition, value }]))
  return {
    where: given.length === 0 ? '' : `WHERE ${given.map(({ condition }) => condition).join(' AND ')}`,
    values: given.map(({ value }) => value),
  }
}
