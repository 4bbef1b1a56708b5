import { expect, test } from 'vitest'
import type { AuditEntry } from '../../../server/audit/audit-log.ts'
import { createSqlAuditLog } from '../../../server/audit/sql-audit-log.ts'
import type { SqlDatabase } from '../../../server/store/sql.ts'

const DAY_MS = 86_400_000
const START_MS = Date.UTC(2026, 0, 1)

const entryOf = (index: number): AuditEntry => ({
  time: new Date(START_MS + index * DAY_MS).toISOString(),
  actor: { kind: 'user', name: index % 3 === 0 ? 'lưu trữ viên' : 'quản trị' },
  action: 'verdict-given',
  commune: index % 2 === 0 ? 'H27.1' : null,
  subject: `doc ${index}`,
  detail: { index, reason: 'thiếu trang “cuối”' },
})

/** What every audit log promises. @param open an empty database for each test */
export function auditLogContract(open: () => Promise<SqlDatabase>): void {
  test('[SV16] entries come back as they were written, the latest first, by page and by what is asked for', async () => {
    const audit = createSqlAuditLog(await open())
    for (let index = 0; index < 12; index += 1) await audit.note(entryOf(index))

    const page = await audit.page({ limit: 2, offset: 1 }, { commune: 'H27.1', actor: 'quản trị' })

    expect(page).toEqual({ rows: [entryOf(8), entryOf(4)], total: 4 })
    const between = { from: entryOf(2).time, to: entryOf(5).time }
    expect((await audit.page({ limit: 200, offset: 0 }, between)).rows).toEqual([4, 3, 2].map(entryOf))
  })

  test('[SV16] entries of the same moment stand in one chain', async () => {
    const audit = createSqlAuditLog(await open())

    await Promise.all(Array.from({ length: 30 }, (_, index) => audit.note(entryOf(index))))

    expect(await audit.firstBroken()).toBeNull()
    expect((await audit.page({ limit: 1, offset: 0 }, {})).total).toBe(30)
  })
}
