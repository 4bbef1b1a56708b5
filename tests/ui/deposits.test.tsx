import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCaseFile, aDeposit, aDocument, idOf, unconnected } from '../support/memory-vault.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

const line = { ...unconnected, connection: { url: 'https://tinh.example', communeName: 'Xã Ví Dụ' } }
const accepted = {
  isAccepted: true,
  receiptNumber: 'BN-7',
  decidedAt: '2026-11-20T05:00:00.000Z',
  decidedBy: 'Lưu trữ tỉnh',
  reason: '',
}
const returned = { ...accepted, isAccepted: false, receiptNumber: null, reason: 'Một văn bản không đạt' }

/** The screen without the status bar, which speaks of everything on this PC. */
const shown = () => within(screen.getByRole('main'))

test('[SY1] a deposit is called handed over only with its receipt; before, only what is certain is claimed', async () => {
  const ui = await openUi({
    caseFiles: [aCaseFile(1, { state: 'deposited' })],
    deposits: [aDeposit(1, { caseFiles: [idOf('case', 1)] })],
    sync: { ...line, unsentOps: 3, unsentBlobs: null },
  })
  await goTo(ui, 'Nộp lưu')
  await shown().findByText('đã lưu trên máy')

  ui.engine.vault.sync = { ...line, unsentOps: 0, unsentBlobs: 2, activity: 'working' }
  await ui.emit({ name: 'syncChanged', payload: {} })
  await shown().findByText('đang gửi')

  ui.engine.vault.sync = { ...line, unsentOps: 0, unsentBlobs: 0 }
  await ui.emit({ name: 'syncChanged', payload: {} })
  await shown().findByText('đã gửi')
  expect(shown().queryByText('đã nộp')).toBeNull()

  ui.engine.vault.deposits = [aDeposit(1, { caseFiles: [idOf('case', 1)], outcome: accepted })]
  await ui.emit({ name: 'recordsChanged', payload: { ids: [], revision: 3 } })
  await shown().findByText('đã nộp')
  screen.getByText('Biên nhận số BN-7')
})

test('each word for the state of a deposit is explained when it is focused', async () => {
  const ui = await openUi({ deposits: [aDeposit(1)] })
  await goTo(ui, 'Nộp lưu')

  const word = await shown().findByRole('button', { name: 'đã lưu trên máy' })
  // A tooltip shows for the keyboard's focus only, so the keyboard must have been used.
  await ui.user.tab()
  act(() => word.focus())

  expect((await screen.findByRole('tooltip')).textContent).toContain('chưa gửi hết cho tỉnh')
})

test('a returned deposit tells the reason of each document and shows its page', async () => {
  const document = aDocument(4, { values: { type: '02', number: '15' }, caseFile: idOf('case', 1) })
  const ui = await openUi({
    documents: [document],
    caseFiles: [aCaseFile(1, { state: 'returned', deposit: idOf('deposit', 1) })],
    deposits: [
      aDeposit(1, {
        caseFiles: [idOf('case', 1)],
        outcome: returned,
        verdicts: { [document.id]: { hasPassed: false, reason: 'Trang 2 mờ' } },
      }),
    ],
    sync: line,
  })
  await goTo(ui, 'Nộp lưu')

  await screen.findByText('bị trả lại')
  screen.getByText('Lưu trữ trả lại: Một văn bản không đạt')
  const failed = await screen.findByRole('list', { name: '1 văn bản không đạt' })
  await within(failed).findByText('Quyết định 15')
  within(failed).getByText('Không đạt: Trang 2 mờ')
  await ui.user.click(within(failed).getByRole('button', { name: 'Xem trang' }))
  expect(await screen.findByRole('dialog', { name: 'Quyết định 15' })).toBeDefined()
})

test('closed case files are handed over together', async () => {
  const ui = await openUi({
    caseFiles: [
      aCaseFile(1, { state: 'closed', title: 'Thứ nhất' }),
      aCaseFile(2, { state: 'closed', title: 'Thứ hai' }),
      aCaseFile(3, { title: 'Còn mở' }),
    ],
  })
  await goTo(ui, 'Nộp lưu')

  await ui.user.click(await screen.findByRole('button', { name: 'Nộp lưu hồ sơ' }))
  const dialog = await screen.findByRole('dialog', { name: 'Nộp lưu hồ sơ' })
  expect(within(dialog).getAllByRole('checkbox')).toHaveLength(2)
  await ui.user.click(within(dialog).getByRole('checkbox', { name: /Thứ hai/ }))
  await ui.user.click(within(dialog).getByRole('button', { name: 'Nộp lưu 1 hồ sơ' }))

  await screen.findByText('Lần nộp 1: 1 hồ sơ')
  expect(ui.engine.vault.caseFiles.map(({ state }) => state)).toEqual(['deposited', 'closed', 'open'])
})

test('[UI3] a wrong enrolment code says so and what to do; a right one connects and synchronises', async () => {
  const ui = await openUi()
  await goTo(ui, 'Nộp lưu')
  await ui.user.click(await screen.findByRole('button', { name: 'Kết nối với tỉnh' }))
  const dialog = await screen.findByRole('dialog', { name: 'Kết nối với tỉnh' })
  const code = within(dialog).getByLabelText('Mã ghi danh')
  await ui.user.type(within(dialog).getByLabelText('Địa chỉ máy chủ của tỉnh'), 'tinh.example')
  await ui.user.type(code, 'SAI')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Kết nối' }))

  const alert = await within(dialog).findByRole('alert')
  expect(alert.textContent).toBe('Mã ghi danh sai, đã dùng hoặc hết hạn.Xin tỉnh một mã ghi danh mới.')

  await ui.user.clear(code)
  await ui.user.type(code, 'GHI-DANH')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Kết nối' }))

  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(ui.engine.calls.map(({ name }) => name)).toContain('syncNow')
  expect((await screen.findAllByText('https://tinh.example')).length).toBeGreaterThan(0)
})

test('[UI3] a line that is down, and a clock that is wrong, are told with their next step', async () => {
  const ui = await openUi({
    sync: {
      ...line,
      problem: { code: 'offline', detail: {} },
      activity: 'waiting',
      clockSkewMs: -11 * 60_000,
    },
  })
  await goTo(ui, 'Nộp lưu')

  await screen.findByText('Không liên lạc được với máy chủ của tỉnh.')
  screen.getByText('Đồng hồ máy này lệch 11 phút so với tỉnh')
  expect(screen.getByRole('button', { name: 'Không liên lạc được với tỉnh' })).toBeDefined()
})

test('a clock that is only a little wrong is not spoken of', async () => {
  const ui = await openUi({ sync: { ...line, clockSkewMs: 9 * 60_000 } })

  await goTo(ui, 'Nộp lưu')

  expect(screen.queryByText(/^Đồng hồ máy này lệch/)).toBeNull()
})

test('files that the province was not asked for are not called sent', async () => {
  await openUi({ sync: { ...line, unsentOps: 0, unsentBlobs: null } })

  expect(await screen.findByRole('button', { name: 'Chưa gửi: 0 thay đổi, chưa rõ số tệp' })).toBeDefined()
})

test('F5 synchronises from anywhere, and the status bar tells what is unsent', async () => {
  const ui = await openUi({ sync: { ...line, unsentOps: 12, unsentBlobs: 3 } })
  await screen.findByRole('button', { name: 'Chưa gửi: 12 thay đổi, 3 tệp' })

  await ui.user.keyboard('{F5}')

  expect(await screen.findByRole('button', { name: 'Không còn gì chưa gửi' })).toBeDefined()
})

test('[CF52] of the files that were chosen each is taken or refused with its reason, and what must be mended is told', async () => {
  const lacking = aDocument(5, { values: {}, proposals: null, caseFile: idOf('case', 1) })
  const ui = await openUi({
    documents: [lacking],
    caseFiles: [
      aCaseFile(1, { state: 'closed', title: 'Còn thiếu', endDate: '2025-05-05' }),
      aCaseFile(2, { state: 'open', title: 'Còn mở', endDate: '2025-05-05' }),
      aCaseFile(3, { state: 'closed', title: 'Phông cũ', fonds: idOf('fonds', 2), endDate: '2025-05-05' }),
    ],
  })
  await goTo(ui, 'Nộp lưu')

  await ui.user.click(await screen.findByRole('button', { name: 'Nộp lưu 3 hồ sơ trong danh sách…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Nộp lưu hồ sơ' })

  await within(dialog).findByText('Đã chọn 3 hồ sơ: nộp 1, để lại 0, không nộp được 2.')
  const refused = within(dialog).getByRole('list', { name: 'Không nộp được lần này (2)' })
  within(refused).getByText('Hồ sơ chưa kết thúc. Kết thúc hồ sơ rồi nộp.')
  within(refused).getByText('Hồ sơ thuộc phông khác. Mỗi lần nộp chỉ gồm hồ sơ của một phông.')
  await within(dialog).findByText(/^Lúc này còn \d+ lỗi phải sửa/)

  await ui.user.click(within(dialog).getByRole('button', { name: /Phông nộp lưu/ }))
  await ui.user.click(await screen.findByRole('option', { name: 'Phông 2 (1 hồ sơ)' }))
  expect(await within(dialog).findByRole('checkbox', { name: /Phông cũ/ })).toBeDefined()
  await ui.user.click(within(dialog).getByRole('button', { name: 'Nộp lưu 1 hồ sơ' }))
  await screen.findByText('Lần nộp 1: 1 hồ sơ')
  expect(ui.engine.vault.caseFiles.map(({ state }) => state)).toEqual(['closed', 'open', 'deposited'])
})

test('[CF60] the ten values that the archive confirms are unfolded, and counted anew when it decides', async () => {
  const ui = await openUi({
    documents: [aDocument(1, { caseFile: idOf('case', 1) })],
    caseFiles: [aCaseFile(1, { state: 'deposited' })],
    deposits: [aDeposit(1, { caseFiles: [idOf('case', 1)] })],
    sync: line,
  })
  await goTo(ui, 'Nộp lưu')

  await ui.user.click(await screen.findByRole('button', { name: 'Các số liệu lưu trữ xác nhận' }))

  await screen.findByText('Mã yêu cầu nộp lưu')
  screen.getByText(/^NL\..*\.2026\.01$/)
  screen.getByText('1 hồ sơ, 1 văn bản')
  screen.getByText('chưa tiếp nhận')
  ui.engine.vault.deposits = [aDeposit(1, { caseFiles: [idOf('case', 1)], outcome: accepted })]
  await ui.emit({ name: 'recordsChanged', payload: { ids: [idOf('deposit', 1)], revision: 4 } })
  await waitFor(() => expect(screen.queryByText('chưa tiếp nhận')).toBeNull())
})

test('[CF54] a deposit whose number another PC gave as well says under which it was made', async () => {
  const ui = await openUi({ deposits: [aDeposit(3, { madeAs: 2 })], sync: line })
  await goTo(ui, 'Nộp lưu')

  expect(await screen.findByText('Lần nộp này được lập là lần 2, nay tính là lần 3')).toBeDefined()
})

test('[CF51] the reason stands at the very page: in the contents list, and over the page in review until it is mended', async () => {
  const whole = aDocument(4, {
    values: { type: '02', number: '15' },
    caseFile: idOf('case', 1),
    isAccepted: true,
  })
  const pages = ['p1', 'p2', 'p3'].map((id, index) => ({ id, source: 'c'.repeat(64), index }))
  const document = { ...whole, pages }
  const verdicts = {
    [document.id]: { hasPassed: false, reason: 'Trang mờ', page: 'p2', field: 'issuedDate' },
  }
  const ui = await openUi({
    documents: [document],
    caseFiles: [aCaseFile(1, { state: 'open', title: 'Bị trả', deposit: idOf('deposit', 1) })],
    deposits: [aDeposit(1, { caseFiles: [idOf('case', 1)], outcome: returned, verdicts })],
  })
  await act(async () => ui.store.getState().openFile(idOf('case', 1)))
  const said = 'Không đạt, trang 2, mục Ngày ban hành: Trang mờ'
  expect((await screen.findAllByText(said)).length).toBeGreaterThan(0)

  await act(async () => ui.store.getState().correctDocument(document.id, null))
  const banner = await screen.findByRole('alert')
  expect(banner.textContent).toContain(said)
  await waitFor(() => expect(ui.store.getState().review).toMatchObject({ page: 1, field: 'issuedDate' }))
  expect(within(banner).queryByRole('button')).toBeNull()
  await act(async () => ui.store.getState().turnPage(1))
  await ui.user.click(
    await within(await screen.findByRole('alert')).findByRole('button', { name: 'Đến trang 2' }),
  )
  expect(ui.store.getState().review?.page).toBe(1)

  ui.engine.vault.deposits = []
  await ui.emit({ name: 'recordsChanged', payload: { ids: [document.id], revision: 5 } })
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})
