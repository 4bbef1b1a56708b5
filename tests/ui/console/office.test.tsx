import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { CommuneProgress } from '../../../domain/console/commune-api.ts'
import type { ConsoleRole } from '../../../domain/console/console-user.ts'
import type { ListedDocument } from '../../../domain/console/deposit-api.ts'
import { twinReason } from '../../../domain/console/twin-refusal.ts'
import { App } from '../../../server/console/app.tsx'
import { hashOf, type Route, readRoute } from '../../../server/console/state/route.ts'
import { createConsoleStore } from '../../../server/console/state/store.ts'
import { createMemoryArchive, type MemoryArchive } from '../../support/memory-archive.ts'

afterEach(cleanup)

const route = { kind: 'deposit', commune: 'H27.38.05', id: 'deposit_1' } as const

async function open(archive: MemoryArchive, route: Route, role: ConsoleRole = 'administrator') {
  archive.user = { name: 'quản trị', role, communes: null }
  const store = createConsoleStore(archive.client)
  render(<App store={store} />)
  await store.getState().begin()
  await store.getState().go(route)
  return store
}

function commune(code: string, name: string, change: Partial<CommuneProgress> = {}): CommuneProgress {
  return {
    code,
    name,
    stations: 1,
    planEntries: 10,
    openFiles: 2,
    closedFiles: 1,
    depositedFiles: 1,
    acceptedFiles: 1,
    created: 5,
    complete: 3,
    target: { share: 0.3, isOwn: false },
    wanted: 3,
    waiting: 1,
    lastSeenAt: '2026-11-20T02:15:00.000Z',
    silentDays: 0,
    ...change,
  }
}

const listed: ListedDocument = {
  code: '1/QĐ-UBND',
  date: '2026-03-05',
  type: '02',
  subject: 'Việc thứ 1',
  issuer: 'UBND xã',
  pages: 1,
}

test('[SV43] communes are sorted by a column, filtered without tone marks, added up, and the silent ones are marked', async () => {
  const archive = createMemoryArchive()
  archive.communes = [
    commune('H27.1', 'Xã Cẩm Hoà', { created: 9 }),
    commune('H27.2', 'Xã Thạch Đài', { created: 4, silentDays: 12 }),
  ]
  await open(archive, { kind: 'communes' })
  const user = userEvent.setup()
  const table = await screen.findByRole('table', { name: 'Tiến độ các xã, phường' })
  const names = () =>
    within(table)
      .getAllByRole('rowheader')
      .map((cell) => cell.textContent)

  expect(within(table).getByText('Im lặng 12 ngày')).toBeTruthy()
  expect(within(table).getByText('Cộng 2 nơi').closest('tr')?.textContent).toContain('13')
  await user.click(within(table).getByRole('button', { name: 'Đã lập' }))
  expect(names()).toEqual(['Xã Cẩm HoàH27.1', 'Xã Thạch ĐàiH27.2'])
  await user.click(within(table).getByRole('button', { name: 'Đã lập' }))
  expect(names()).toEqual(['Xã Thạch ĐàiH27.2', 'Xã Cẩm HoàH27.1'])
  await user.type(screen.getByLabelText('Tìm theo tên hoặc mã'), 'cam hoa')
  expect(names()).toEqual(['Xã Cẩm HoàH27.1'])
})

test('[SV49] a deposit is examined by keyboard: J and K walk, P passes, F asks why, A accepts', async () => {
  const archive = createMemoryArchive()
  await open(archive, route, 'archivist')
  const user = userEvent.setup()
  await screen.findByRole('heading', { name: 'Quyết định 1/QĐ-UBND' })

  await user.keyboard('j')
  await screen.findByRole('heading', { name: 'Quyết định 2/QĐ-UBND' })
  await user.keyboard('k')
  await screen.findByRole('heading', { name: 'Quyết định 1/QĐ-UBND' })
  await user.keyboard('p')
  await screen.findByRole('heading', { name: 'Quyết định 2/QĐ-UBND' })
  expect(archive.detail.deposit.verdicts).toEqual({ doc_1: { hasPassed: true, reason: '' } })
  expect(archive.asked.find(({ name }) => name === 'setVerdict')?.input).toMatchObject({
    commune: 'H27.38.05',
    deposit: 'deposit_1',
  })
  await user.keyboard('f')
  await user.keyboard('{Escape}')
  await user.keyboard('a')

  expect(await screen.findByRole('dialog', { name: 'Tiếp nhận lần nộp này' })).toBeTruthy()
})

test('[SV48] an auditor sees a deposit and is offered no decision, no dialog opens by key', async () => {
  const archive = createMemoryArchive()
  await open(archive, route, 'auditor')
  await screen.findByRole('heading', { name: 'Quyết định 1/QĐ-UBND' })

  await userEvent.setup().keyboard('pfta')

  expect(screen.queryByRole('dialog')).toBeNull()
  for (const name of ['Đạt', 'Không đạt…', 'Tiếp nhận', 'Trả lại…']) {
    expect(screen.queryByRole('button', { name })).toBeNull()
  }
  expect(archive.detail.deposit.verdicts).toEqual({})
})

test.each<[ConsoleRole, readonly string[]]>([
  ['archivist', ['Hồ sơ nộp', 'Xã, phường', 'Tìm kiếm']],
  ['lead', ['Hồ sơ nộp', 'Xã, phường', 'Tìm kiếm', 'Gửi xuống xã']],
  ['auditor', ['Hồ sơ nộp', 'Xã, phường', 'Tìm kiếm', 'Gửi xuống xã', 'Người dùng', 'Máy trạm', 'Nhật ký']],
])('[SV48] who is %s is led only to what they may see', async (role, places) => {
  await open(createMemoryArchive(), { kind: 'deposits' }, role)
  const parts = await screen.findByRole('navigation', { name: 'Các phần' })

  expect(
    within(parts)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(places)
})

test('[SV39] both lists stand side by side with what differs, and the server row leads to the document', async () => {
  const archive = createMemoryArchive()
  const file = {
    id: 'case_1',
    title: 'Tập quyết định',
    fileCode: 'H27.2026.01',
    isMissing: false,
    isSame: true,
  }
  const changed = { ...listed, subject: 'Đã sửa' }
  const gone = { id: 'doc_9', state: 'missing' as const, handed: { ...listed, code: '9/QĐ' }, now: null }
  archive.comparison = {
    ...archive.comparison,
    files: [
      {
        ...file,
        documents: [
          {
            id: 'doc_2',
            state: 'differs',
            handed: listed,
            now: changed,
            differences: ['subject'],
            blobsMissing: 2,
          },
          { ...gone, differences: [], blobsMissing: 0 },
        ],
      },
    ],
  }
  await open(archive, route, 'archivist')
  const user = userEvent.setup()

  await user.click(await screen.findByRole('tab', { name: 'Đối chiếu (2 khác)' }))

  const table = await screen.findByRole('table', { name: 'Đối chiếu hai mục lục' })
  expect(within(table).getByText('Còn 2 tệp đang về')).toBeTruthy()
  expect(within(table).getByText('Trích yếu')).toBeTruthy()
  expect(within(table).getByText('Tỉnh không có trong hồ sơ này')).toBeTruthy()
  await user.click(within(table).getByRole('button', { name: /Đã sửa/ }))
  await screen.findByRole('heading', { name: 'Quyết định 2/QĐ-UBND' })
})

test('[SV37] a refusal by rule is shown with the other document, and taken back with one press', async () => {
  const archive = createMemoryArchive()
  const twin = {
    document: 'doc_2',
    kind: 'same-bytes' as const,
    other: listed,
    otherDocument: 'doc_1',
    otherDeposit: 'deposit_1',
    otherOrdinal: 1,
    otherFile: 'Tập quyết định',
  }
  archive.comparison = { ...archive.comparison, inside: [twin] }
  const verdicts = { doc_2: { hasPassed: false, reason: twinReason(twin) } }
  archive.detail = { ...archive.detail, deposit: { ...archive.detail.deposit, verdicts } }
  await open(archive, route, 'archivist')
  const user = userEvent.setup()

  await user.click(await screen.findByRole('tab', { name: 'Trùng lặp (1)' }))
  await user.click(await screen.findByRole('button', { name: 'Gỡ từ chối' }))

  await waitFor(() => expect(archive.detail.deposit.verdicts).toEqual({}))
})

test('[SV41] a user is added with a role, and the first password is shown this once', async () => {
  const archive = createMemoryArchive()
  archive.office = { users: async () => [], addUser: async () => ({ password: 'mk-lần-đầu' }) }
  await open(archive, { kind: 'users' })
  const user = userEvent.setup()
  await screen.findByText('Chưa có người dùng nào')

  await user.click(screen.getByRole('button', { name: 'Thêm người dùng' }))
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByLabelText('Tên đăng nhập'), 'Người Mới')
  await user.click(within(dialog).getByRole('button', { name: 'Thêm' }))

  expect(await screen.findByText('mk-lần-đầu')).toBeTruthy()
  expect(archive.asked.find(({ name }) => name === 'addUser')?.input).toEqual({
    name: 'Người Mới',
    role: 'archivist',
    communes: null,
  })
})

test('[SV40] a found page leads to its deposit, its document and its page', async () => {
  const archive = createMemoryArchive()
  const hit = {
    deposit: 'deposit_1',
    document: 'doc_2',
    commune: 'H27.1',
    communeName: 'Xã Thử',
    isAccepted: true,
    code: '2/QĐ-UBND',
    date: '2026-03-05',
    type: '02',
    subject: 'Việc',
    issuer: '',
    fileTitle: 'Tập',
    page: 0,
    snippet: [
      { text: 'về ', isHit: false },
      { text: 'đất', isHit: true },
    ],
  }
  const facets = { communes: [], years: [], types: [] }
  archive.office = {
    searchHoldings: async () => ({ hits: [hit], total: 1, isMore: false, toIndex: 0, ...facets }),
  }
  await open(archive, { kind: 'search' })
  const user = userEvent.setup()

  await user.type(await screen.findByRole('searchbox'), 'dat{Enter}')

  const link = await screen.findByRole('link', { name: 'Quyết định 2/QĐ-UBND, trang 1' })
  expect(readRoute(link.getAttribute('href') ?? '')).toEqual({
    kind: 'deposit',
    commune: 'H27.1',
    id: 'deposit_1',
    at: { document: 'doc_2', page: 0 },
  })
  expect(screen.getByText('đất').tagName).toBe('MARK')
})

test('an address leads back to where it was made from', () => {
  const routes: readonly Route[] = [
    { kind: 'deposits' },
    { kind: 'commune', code: 'H27.38.05' },
    { ...route, at: { document: 'doc_2', page: 3 } },
    { kind: 'search' },
    { kind: 'audit' },
  ]

  expect(routes.map((route) => readRoute(hashOf(route)))).toEqual(routes)
})
