import { rm } from 'node:fs/promises'
import path from 'node:path'
import Libsql from 'libsql'
import { afterEach, expect, test } from 'vitest'
import { removeServer, startServer } from '../../support/test-server.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

test('[SV16] an entry cannot be changed or removed, and one that was by other means breaks the chain', async () => {
  const first = await startServer()
  folders.push(first.dataFolder)
  await first.enrol()
  await first.close()
  const sqlite = new Libsql(path.join(first.dataFolder, 'server.sqlite'))
  expect(() => sqlite.exec("UPDATE audit SET actor = 'ai khác'")).toThrow('append-only')
  expect(() => sqlite.exec('DELETE FROM audit')).toThrow('append-only')
  sqlite.exec('DROP TRIGGER audit_is_not_changed')
  sqlite.exec(
    "UPDATE audit SET body = replace(body, 'Máy thử', 'Máy khác') WHERE action = 'station-enrolled'",
  )
  sqlite.close()

  const second = await startServer({ dataFolder: first.dataFolder })
  expect(await second.audit.firstBroken()).toBe(2)
  await removeServer(second)
})

test('[SV16] entries are read by page, the latest first, by what, where and when', async () => {
  const server = await startServer()
  const actor = { kind: 'user', name: 'người thử' } as const
  for (let index = 0; index < 25; index += 1) {
    const time = new Date(Date.UTC(2026, 0, 1 + index)).toISOString()
    await server.audit.note({
      time,
      actor,
      action: 'verdict-given',
      commune: index % 2 === 0 ? 'H27.1' : 'H27.2',
      subject: `doc ${index}`,
      detail: { index },
    })
  }

  const page = await server.audit.page({ limit: 3, offset: 1 }, { commune: 'H27.1', actor: actor.name })
  expect(page.total).toBe(13)
  expect(page.rows.map(({ detail }) => detail['index'])).toEqual([22, 20, 18])
  const between = { from: '2026-01-03', to: '2026-01-05', action: 'verdict-given' } as const
  expect((await server.audit.page({ limit: 200, offset: 0 }, between)).total).toBe(2)
  await removeServer(server)
})
