import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { aLaw } from '../support/memory-law.ts'
import { aCaseFile, aDocument, aPlanEntry } from '../support/memory-vault.ts'
import { goTo, openUi } from '../support/open-ui.tsx'
import { shippedAuthority } from '../support/shipped-authority.ts'

const region = (name: string) => screen.findByRole('region', { name })

test('[CF11] the settings tell every data file, and what an import did', async () => {
  const law = aLaw()
  const version = '2099-01-01'
  law.offered.set('/usb/moi.json', {
    ...shippedAuthority.layouts,
    file: 'layouts',
    version,
    source: 'Sở Nội vụ',
  })
  const ui = await openUi({ law })
  await goTo(ui, 'Thiết lập')
  const panel = await region('Danh mục pháp lý')
  expect(within(panel).getByText('Bảng thời hạn theo loại hồ sơ')).toBeTruthy()
  expect(within(panel).getByText('Bộ trường xuất: Thông tư 05/2025/TT-BNV')).toBeTruthy()
  expect(within(panel).getAllByText('Theo chương trình')).toHaveLength(9)

  ui.chosen.push('/usb/moi.json')
  await ui.user.click(within(panel).getByRole('button', { name: 'Nhập tệp danh mục mới…' }))

  expect(
    await within(panel).findByText('Đã nhập Thể thức văn bản qua các thời kỳ, bản ngày 01/01/2099.'),
  ).toBeTruthy()
  expect(await within(panel).findByText(/Trần Thị Mẫu nhập ngày 02\/01\/2027/)).toBeTruthy()

  await ui.user.click(within(panel).getByRole('button', { name: 'Nhập tệp danh mục mới…' }))
  expect(await within(panel).findByText(/không mới hơn bản đang dùng/)).toBeTruthy()
})

test('[CF11] a chooser that is left changes nothing', async () => {
  const ui = await openUi()
  await goTo(ui, 'Thiết lập')

  await ui.user.click(await screen.findByRole('button', { name: 'Nhập tệp danh mục mới…' }))

  expect(ui.engine.calls.map(({ name }) => name)).not.toContain('importAuthority')
})

test('[CF12] a row of the schedule is found without tone marks and changed by the keyboard', async () => {
  const ui = await openUi()
  await goTo(ui, 'Thiết lập')
  const panel = await region('Bảng thời hạn lưu trữ')
  const search = within(panel).getByRole('searchbox', { name: /Tìm trong bảng/ })
  await ui.user.click(search)
  await ui.user.paste('khong co gi nhu the')
  expect(await within(panel).findByText('Không có dòng nào khớp với chữ đang tìm.')).toBeTruthy()
  await ui.user.clear(search)
  await ui.user.paste('so chung thuc')
  expect(await within(panel).findByText('Có 1 trên 33 dòng')).toBeTruthy()
  expect(within(panel).getByText('Chưa xác nhận')).toBeTruthy()

  await ui.user.tab()
  await ui.user.keyboard('{Enter}')
  const dialog = await screen.findByRole('dialog', { name: 'Sửa dòng thời hạn' })

  await ui.user.click(within(dialog).getByRole('checkbox', { name: 'Sở Nội vụ đã xác nhận thời hạn này' }))
  await ui.user.click(within(dialog).getByRole('button', { name: 'Lưu dòng' }))

  expect(await within(panel).findByText('Đã xác nhận')).toBeTruthy()
  expect(within(panel).getByText('Đã sửa ở xã')).toBeTruthy()
})

test('[CF12] a row is added, and a form that is not right says where', async () => {
  const ui = await openUi()
  await goTo(ui, 'Thiết lập')
  await ui.user.click(await screen.findByRole('button', { name: 'Thêm dòng thời hạn…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Thêm dòng thời hạn' })
  await ui.user.click(within(dialog).getByRole('button', { name: 'Lưu dòng' }))
  expect(ui.engine.calls.map(({ name }) => name)).not.toContain('setScheduleRow')

  await ui.user.type(within(dialog).getByLabelText(/Nhóm/), 'Đất đai')
  await ui.user.type(within(dialog).getByLabelText(/Loại hồ sơ/), 'Hồ sơ đo đạc')
  await ui.user.click(within(dialog).getByRole('checkbox', { name: '20 năm' }))
  await ui.user.click(within(dialog).getByRole('checkbox', { name: 'Khác: 15 năm' }))
  await ui.user.click(within(dialog).getByRole('button', { name: 'Lưu dòng' }))

  const panel = await region('Bảng thời hạn lưu trữ')
  expect(await within(panel).findByText('Thêm ở xã')).toBeTruthy()
  const row = within(panel).getByRole('row', { name: /Hồ sơ đo đạc/ })
  expect(within(row).getByText('Khác: 15 năm hoặc 20 năm')).toBeTruthy()
})

test('[CF12] a row that was taken out can be put back', async () => {
  const ui = await openUi()
  await goTo(ui, 'Thiết lập')
  const panel = await region('Bảng thời hạn lưu trữ')
  const edit = async (): Promise<void> => {
    await ui.user.click(await within(panel).findByText('Sổ hộ tịch'))
    await screen.findByRole('dialog', { name: 'Sửa dòng thời hạn' })
  }
  await edit()
  await ui.user.click(screen.getByRole('button', { name: 'Bỏ dòng này' }))
  expect(await within(panel).findByText('Đã bỏ ở xã')).toBeTruthy()

  await edit()
  await ui.user.click(screen.getByRole('button', { name: 'Đưa về như tệp gốc' }))

  expect(await screen.findByText('Đã đưa về như tệp gốc: Sổ hộ tịch')).toBeTruthy()
  expect(within(panel).queryByText('Đã bỏ ở xã')).toBeNull()
})

test('[CF14] another profile is chosen, and its elements are shown', async () => {
  const ui = await openUi()
  await goTo(ui, 'Thiết lập')
  const panel = await region('Bộ trường mô tả và xuất')
  await ui.user.click(within(panel).getByRole('button', { name: 'Trường của hồ sơ: 18' }))
  const table = await within(panel).findByRole('grid', { name: 'Trường của hồ sơ: 18' })
  expect(within(table).getByText('Khi Mức độ tin cậy là 02')).toBeTruthy()

  await ui.user.click(within(panel).getByRole('button', { name: /Theo văn bản nào/ }))
  await ui.user.click(await screen.findByRole('option', { name: 'Thông tư 02/2019/TT-BNV' }))

  expect(await within(panel).findByText('{archiveCode}.{fondsCode}.{year}.{notation}')).toBeTruthy()
})

test('[UI2] whoever may only look sees the schedule and changes nothing', async () => {
  const ui = await openUi()
  const [row] = ui.engine.vault.users.rows
  if (row !== undefined) ui.engine.vault.users.rows[0] = { ...row, role: 'leader' }
  await act(() => ui.store.getState().loadSession())
  await goTo(ui, 'Thiết lập')
  const panel = await region('Bảng thời hạn lưu trữ')

  await ui.user.click(await within(panel).findByText('Sổ hộ tịch'))

  expect(screen.queryByRole('dialog')).toBeNull()
})

const described = {
  plan: [aPlanEntry(1)],
  caseFiles: [aCaseFile(1)],
  documents: [aDocument(1, { caseFile: aCaseFile(1).id })],
}

async function openDescription(ui: Awaited<ReturnType<typeof openUi>>) {
  await goTo(ui, 'Hồ sơ')
  act(() => ui.store.getState().openFile(aCaseFile(1).id))
  await ui.user.click(await screen.findByRole('button', { name: 'Mô tả theo Thông tư 05/2025/TT-BNV' }))
  return screen.findByLabelText(/^Từ khóa/)
}

test('[CF13] the elements of a case file are entered and saved when a box is left', async () => {
  const ui = await openUi(described)
  const keyword = await openDescription(ui)
  expect(screen.queryByText(/^Tình trạng dự phòng/)).toBeNull()

  await ui.user.type(keyword, 'trợ cấp')
  await ui.user.tab()
  await ui.user.click(screen.getByRole('checkbox', { name: /^Chế độ dự phòng/ }))

  expect(await screen.findByText(/^Tình trạng dự phòng/)).toBeTruthy()
  expect(ui.engine.vault.caseFiles[0]?.extra).toEqual({ keyword: 'trợ cấp', riskRecovery: '1' })
  await ui.user.click(screen.getByRole('button', { name: /^Tình trạng vật lý|Tình trạng vật lý$/ }))
  await ui.user.click(await screen.findByRole('option', { name: '03 Hỏng' }))
  expect(ui.engine.vault.caseFiles[0]?.extra).toMatchObject({ format: '03' })
})

test('[CF13] a value that is too long stays in its box with the reason', async () => {
  const ui = await openUi(described)
  const keyword = await openDescription(ui)

  await ui.user.click(keyword)
  await ui.user.paste('x'.repeat(101))
  await ui.user.keyboard('{Enter}')

  expect(await screen.findByText(/Dài quá 100 ký tự/)).toBeTruthy()
  expect((keyword as HTMLInputElement).value).toHaveLength(101)
  expect(ui.engine.vault.caseFiles[0]?.extra).toEqual({})
})

test('[CF13] the description of a closed case file is only shown', async () => {
  const file = aCaseFile(1, { state: 'closed', extra: { keyword: 'trợ cấp' } })
  const ui = await openUi({ ...described, caseFiles: [file] })
  await goTo(ui, 'Hồ sơ')
  act(() => ui.store.getState().openFile(file.id))
  await ui.user.click(await screen.findByRole('button', { name: /^Mô tả theo/ }))

  expect(await screen.findByText('Hồ sơ không còn mở nên phần mô tả chỉ xem được.')).toBeTruthy()
  expect(screen.getByText('trợ cấp')).toBeTruthy()
  expect(screen.getByText('Số hóa')).toBeTruthy()
})

test('[CF13] a document is described in its review, where Enter saves the box and does not accept', async () => {
  const ui = await openUi({ documents: [aDocument(1, { isAccepted: false })] })
  await goTo(ui, 'Soát')
  await ui.user.click(await screen.findByRole('button', { name: /^Mô tả theo/ }))

  await ui.user.type(await screen.findByLabelText(/^Từ khóa/), 'đất{Enter}')

  expect(ui.engine.vault.documents[0]?.extra).toEqual({ keyword: 'đất' })
  expect(ui.engine.calls.map(({ name }) => name)).not.toContain('acceptDocument')
})

test('[CF13] a fault leads to the element of the case file that it concerns', async () => {
  const ui = await openUi(described)
  await goTo(ui, 'Hồ sơ')
  act(() => ui.store.getState().openFile(aCaseFile(1).id))
  await screen.findByRole('button', { name: /^Mô tả theo/ })

  await act(() => ui.store.getState().openDescription(aCaseFile(1).id, 'paperFileCode'))

  const box = await screen.findByLabelText(/^Mã hồ sơ gốc giấy/)
  await expect.poll(() => document.activeElement).toBe(box)
})
