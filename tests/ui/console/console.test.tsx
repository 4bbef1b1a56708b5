import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { Fault } from '../../../domain/fault.ts'
import { App } from '../../../server/console/app.tsx'
import type { ConsoleStore } from '../../../server/console/state/store.ts'
import { createConsoleStore } from '../../../server/console/state/store.ts'
import { createMemoryArchive, type MemoryArchive } from '../../support/memory-archive.ts'

afterEach(cleanup)

async function open(archive: MemoryArchive): Promise<ConsoleStore> {
  const store = createConsoleStore(archive.client)
  render(<App store={store} />)
  await store.getState().begin()
  return store
}

async function openDeposit(archive: MemoryArchive): Promise<ConsoleStore> {
  archive.user = { name: 'luutru', role: 'archivist', communes: null }
  const store = await open(archive)
  await store.getState().go({ kind: 'deposit', commune: 'H27.38.05', id: 'deposit_1' })
  await screen.findByRole('grid', { name: 'Mục lục văn bản' })
  return store
}

test('a wrong password is told with the next step, the right one leads to the deposits', async () => {
  const archive = createMemoryArchive()
  await open(archive)
  const user = userEvent.setup()
  await user.type(await screen.findByLabelText('Tên đăng nhập'), 'luutru')
  await user.type(screen.getByLabelText('Mật khẩu'), 'sai{Enter}')
  expect(await screen.findByRole('alert')).toHaveProperty(
    'textContent',
    expect.stringContaining('Sai tên đăng nhập hoặc mật khẩu'),
  )

  await user.type(screen.getByLabelText('Mật khẩu'), `${archive.password}{Enter}`)

  const deposits = await screen.findByRole('grid', { name: 'Các lần nộp' })
  expect(await within(deposits).findByText('UBND xã Thử')).toBeTruthy()
  expect(within(deposits).getByText('Đủ tệp, chờ tiếp nhận')).toBeTruthy()
})

test('Đ passes the document and goes on to the next; F asks for the reason and does not go without', async () => {
  const archive = createMemoryArchive()
  await openDeposit(archive)
  const user = userEvent.setup()
  await screen.findByRole('heading', { name: 'Quyết định 1/QĐ-UBND' })

  await user.keyboard('đ')
  await screen.findByRole('heading', { name: 'Quyết định 2/QĐ-UBND' })
  expect(archive.detail.deposit.verdicts).toEqual({ doc_1: { hasPassed: true, reason: '' } })

  await user.keyboard('f')
  const dialog = await screen.findByRole('dialog')
  await user.click(within(dialog).getByRole('button', { name: 'Ghi không đạt' }))
  expect(await within(dialog).findByText('Nhập lý do để xã biết phải sửa gì.')).toBeTruthy()
  await user.click(within(dialog).getByRole('button', { name: 'Thiếu trang' }))
  await user.click(within(dialog).getByRole('button', { name: 'Ghi không đạt' }))

  await waitFor(() => {
    expect(archive.detail.deposit.verdicts['doc_2']).toEqual({ hasPassed: false, reason: 'Thiếu trang' })
  })
})

test.each([
  ['files are missing', { blobsStored: 1 }, 'Còn thiếu 3 tệp'],
  ['the manifests differ', { manifestMatches: false }, 'Nội dung không khớp bản kê'],
])('where %s, acceptance is not offered and the reason is told', async (_name, change, reason) => {
  const archive = createMemoryArchive()
  archive.detail = { ...archive.detail, ...change }
  await openDeposit(archive)

  expect(await screen.findByText(reason)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Tiếp nhận' })).toHaveProperty('disabled', true)
})

test('a document that nobody can see yet cannot be passed', async () => {
  const archive = createMemoryArchive()
  archive.detail = { ...archive.detail, sources: {}, blobsStored: 2 }
  await openDeposit(archive)
  await screen.findByText('Ảnh trang này chưa về tới tỉnh')

  await userEvent.setup().keyboard('d')

  expect(screen.getByRole('button', { name: 'Đạt' })).toHaveProperty('disabled', true)
  expect(archive.detail.deposit.verdicts).toEqual({})
})

test('accepting is confirmed, tells what was not examined, and ends with the receipt', async () => {
  const archive = createMemoryArchive()
  await openDeposit(archive)
  const user = userEvent.setup()

  await user.click(await screen.findByRole('button', { name: 'Tiếp nhận' }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText('Còn 2 văn bản chưa xem')).toBeTruthy()
  await user.click(within(dialog).getByRole('button', { name: 'Tiếp nhận và ký biên nhận' }))

  const receipt = await screen.findByRole('region', { name: 'Biên nhận' })
  expect(within(receipt).getByText('BN-2026-000001')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Trả lại…' })).toBeNull()
})

test('returning starts from the reasons of what failed', async () => {
  const archive = createMemoryArchive()
  const verdicts = { doc_2: { hasPassed: false, reason: 'Ảnh mờ' } }
  archive.detail = { ...archive.detail, deposit: { ...archive.detail.deposit, verdicts } }
  await openDeposit(archive)
  const user = userEvent.setup()

  await user.click(await screen.findByRole('button', { name: 'Trả lại…' }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByLabelText('Lý do trả lại')).toHaveProperty('value', '2/QĐ-UBND: Ảnh mờ')
  await user.click(within(dialog).getByRole('button', { name: 'Trả lại' }))

  expect(await screen.findByText(/Đã trả lại lúc/)).toBeTruthy()
  expect(archive.detail.deposit.outcome).toMatchObject({ isAccepted: false, reason: '2/QĐ-UBND: Ảnh mờ' })
})

test('a refresh that fails hides nothing, and says that it is old', async () => {
  const archive = createMemoryArchive()
  const store = await openDeposit(archive)
  archive.outage = new Fault('offline', 'no line')

  await store.getState().refresh()

  expect(await screen.findByText(/Không liên lạc được với máy chủ/)).toBeTruthy()
  expect(screen.getByRole('grid', { name: 'Mục lục văn bản' })).toBeTruthy()
})

test('a session that ended leads back to the sign-in and says so', async () => {
  const archive = createMemoryArchive()
  const store = await openDeposit(archive)
  archive.user = null

  await store.getState().refresh()

  expect(await screen.findByText('Phiên làm việc đã hết')).toBeTruthy()
  expect(screen.getByLabelText('Tên đăng nhập')).toBeTruthy()
})

test('an archivist sees no way to add communes, an administrator does', async () => {
  for (const [role, count] of [
    ['archivist', 0],
    ['administrator', 2],
  ] as const) {
    const archive = createMemoryArchive(role)
    archive.user = { name: 'a', role, communes: null }
    const store = await open(archive)
    await store.getState().go({ kind: 'communes' })
    await screen.findByText('Chưa có xã, phường nào')

    expect(screen.queryAllByRole('button', { name: 'Thêm xã, phường' })).toHaveLength(count)
    cleanup()
  }
})

test('[IN15] an isolated document is a gap with a date: no title, no page, no verdict, and the next is gone on to', async () => {
  const archive = createMemoryArchive()
  const at = new Date(2026, 10, 22, 9, 30).toISOString()
  const [file] = archive.detail.files
  const [first, second] = file?.documents ?? []
  if (file === undefined || first === undefined || second === undefined) throw new Error('two documents')
  const gap = { ...first, pages: [], texts: {}, values: {}, isolated: { at } }
  archive.detail = { ...archive.detail, files: [{ ...file, documents: [gap, second] }] }
  const store = await openDeposit(archive)

  const row = within(screen.getByRole('grid', { name: 'Mục lục văn bản' })).getByRole('row', {
    name: /Đã cách ly/,
  })
  expect(within(row).getByText('Cách ly lúc 09:30, 22/11/2026')).toBeTruthy()
  expect(await screen.findByRole('heading', { name: 'Văn bản đã cách ly' })).toBeTruthy()
  expect(screen.getByText('0 đạt · 0 không đạt · 1 chưa xem · 1 đã cách ly')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Đạt' })).toBeNull()

  await userEvent.setup().keyboard('đ')
  expect(archive.detail.deposit.verdicts).toEqual({})
  store.getState().showDocument('doc_2')
  await screen.findByRole('heading', { name: 'Quyết định 2/QĐ-UBND' })
})

test('[CF51] what fails at a page is told at that page: T asks with the page set, and a field may be named', async () => {
  const archive = createMemoryArchive()
  await openDeposit(archive)
  const user = userEvent.setup()
  await screen.findByRole('heading', { name: 'Quyết định 1/QĐ-UBND' })
  screen.getByRole('button', { name: /Không đạt, ở trang này/ })

  await user.keyboard('t')
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByRole('checkbox', { name: 'Lý do nằm ở trang 1' })).toHaveProperty(
    'checked',
    true,
  )
  await user.click(within(dialog).getByRole('button', { name: 'Ảnh mờ, không đọc được' }))
  await user.click(within(dialog).getByRole('button', { name: /Mục liên quan/ }))
  await user.click(await screen.findByRole('option', { name: 'Ngày ban hành' }))
  await user.click(within(dialog).getByRole('button', { name: 'Ghi không đạt' }))

  await waitFor(() => {
    expect(archive.detail.deposit.verdicts['doc_1']).toEqual({
      hasPassed: false,
      reason: 'Ảnh mờ, không đọc được',
      page: 'p',
      field: 'issuedDate',
    })
  })
  const contents = screen.getByRole('grid', { name: 'Mục lục văn bản' })
  expect(await within(contents).findByText('Trang 1, Ngày ban hành: Ảnh mờ, không đọc được')).toBeTruthy()
})

test('[CF60] the console shows the values that it confirms', async () => {
  await openDeposit(createMemoryArchive())

  await userEvent
    .setup()
    .click(await screen.findByRole('button', { name: 'Các số liệu xác nhận với cơ quan nộp' }))

  expect(await screen.findByText('NL.H27.38.05.2026.01')).toBeTruthy()
  expect(screen.getByText('12 hồ sơ')).toBeTruthy()
  expect(screen.getByText('4/4')).toBeTruthy()
})

test('[SV50] a deposit that waits longer than the archive may take is marked, one that was decided is not', async () => {
  const archive = createMemoryArchive()
  archive.user = { name: 'luutru', role: 'archivist', communes: null }
  archive.detail = { ...archive.detail, waitedDays: 60 }
  const store = await open(archive)
  expect(await screen.findByText('chờ 60 ngày')).toBeTruthy()

  archive.detail = { ...archive.detail, waitedDays: 63 }
  await store.getState().refresh()
  expect(await screen.findByText('Quá hạn 3 ngày')).toBeTruthy()

  await archive.client.returnDeposit({ commune: 'H27.38.05', deposit: 'deposit_1', reason: 'Mờ' })
  await store.getState().refresh()
  store.getState().setFilter('returned')
  expect(await screen.findByText('1 lần nộp')).toBeTruthy()
  expect(screen.queryByText(/Quá hạn/)).toBeNull()
})

test('[SV49] plus and minus zoom the page, nought fits it to its place again', async () => {
  await openDeposit(createMemoryArchive())
  const user = userEvent.setup()
  const sheet = (await screen.findByRole('img', { name: 'Trang 1 của 1' })).parentElement
  const width = () => sheet?.style.width

  await user.keyboard('+')
  expect(width()).toBe('125%')
  await user.keyboard('--')
  expect(width()).toBe('80%')
  await user.keyboard('0')
  expect(width()).toBe('100%')
})
