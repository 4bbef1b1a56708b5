import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { CommuneProgress } from '../../../domain/console/commune-api.ts'
import type { AuditRow } from '../../../domain/console/people-api.ts'
import { App } from '../../../server/console/app.tsx'
import { createConsoleStore } from '../../../server/console/state/store.ts'
import { createMemoryArchive, type MemoryArchive } from '../../support/memory-archive.ts'

afterEach(cleanup)

const commune = (code: string, name: string): CommuneProgress => ({
  code,
  name,
  stations: 0,
  planEntries: 0,
  openFiles: 0,
  closedFiles: 0,
  depositedFiles: 0,
  acceptedFiles: 0,
  created: 0,
  complete: 0,
  target: { share: 0.3, isOwn: false },
  wanted: 0,
  waiting: 0,
  lastSeenAt: null,
  silentDays: null,
})
const two = [commune('H27.1', 'Xã Cẩm Hoà'), commune('H27.2', 'Xã Thạch Đài')]

/** The audit as somebody who is limited to these communes opens it. */
async function openAudit(
  scope: readonly CommuneProgress[] | null,
  rows: readonly AuditRow[] = [],
): Promise<MemoryArchive> {
  const archive = createMemoryArchive()
  archive.communes = scope ?? two
  archive.user = { name: 'a', role: 'auditor', communes: scope?.map(({ code }) => code) ?? null }
  archive.office = { audit: async () => ({ rows: [...rows], total: rows.length }) }
  const store = createConsoleStore(archive.client)
  render(<App store={store} />)
  await store.getState().begin()
  await store.getState().go({ kind: 'audit' })
  return archive
}

const askedFor = (archive: MemoryArchive) =>
  archive.asked.flatMap(({ name, input }) => (name === 'audit' ? [input] : []))

test('[SV41] who is limited to several communes chooses of which the audit is shown, and cannot choose all', async () => {
  const archive = await openAudit(two)
  const user = userEvent.setup()

  await user.click(await screen.findByRole('button', { name: /Xã, phường/ }))
  const options = within(await screen.findByRole('listbox')).getAllByRole('option')
  expect(options.map((option) => option.textContent)).toEqual(['Xã Cẩm Hoà (H27.1)', 'Xã Thạch Đài (H27.2)'])
  await user.click(screen.getByRole('option', { name: 'Xã Thạch Đài (H27.2)' }))

  await waitFor(() => expect(askedFor(archive).at(-1)).toMatchObject({ commune: 'H27.2', offset: 0 }))
})

test('[SV41] who sees all communes may choose one or all; who sees one chooses nothing', async () => {
  await openAudit(null)
  await userEvent.setup().click(await screen.findByRole('button', { name: /Xã, phường/ }))
  expect(await screen.findByRole('option', { name: 'Tất cả' })).toBeTruthy()
  cleanup()

  await openAudit(two.slice(0, 1))
  await screen.findByText('Không có dòng nào khớp')
  expect(screen.queryByRole('button', { name: /Xã, phường/ })).toBeNull()
})

test('[SV41] an entry is told in the words of the screen, and what a newer server wrote as it is', async () => {
  const by = { kind: 'user' as const, name: 'quản trị' }
  const entry = (action: string, subject: string, detail: AuditRow['detail']): AuditRow => ({
    time: '2026-11-22T09:00:00.000Z',
    actor: by,
    action,
    commune: null,
    subject,
    detail,
  })
  await openAudit(null, [
    entry('user-changed', 'lưu trữ viên', { role: 'lead', communes: 'all' }),
    entry('user-changed', 'lưu trữ viên', { locked: 1 }),
    entry('authority-sent', 'retentions', { version: '2026-01-01' }),
    entry('of-a-newer-server', 'x', { depth: 3 }),
  ])

  const table = await screen.findByRole('grid', { name: 'Nhật ký' })
  for (const text of [
    'vai trò: Phụ trách lưu trữ, phạm vi: tất cả',
    'trạng thái: khoá',
    'Thang thời hạn lưu trữ',
    'of-a-newer-server',
    'depth: 3',
  ]) {
    expect(await within(table).findByText(text)).toBeTruthy()
  }
})
