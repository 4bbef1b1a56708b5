import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCaseFile, aDocument, aPlanEntry, idOf, proposalsOf } from '../support/memory-vault.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

const whole = {
  number: '15',
  notation: 'QĐ-UBND',
  issuedDate: '2024-03-05',
  issuer: 'UBND xã Ví Dụ',
  type: '02',
  subject: 'Về việc sửa đường làng',
  signer: 'Lê Văn Mẫu',
}
/** Its signer is most doubtful, then its number; all else is sure. */
const doubtful = aDocument(1, { proposals: proposalsOf(whole, { signer: 0.3, number: 0.6 }) })
const sure = aDocument(2, { proposals: proposalsOf({ ...whole, number: '16' }) })

const zone = (): HTMLElement | null => document.querySelector('[data-zone]')

test('[UI5] the most doubtful document opens at its most doubtful field, with its place lit', async () => {
  const ui = await openUi({ documents: [sure, doubtful] })

  await goTo(ui, 'Soát')

  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Người ký')))
  expect(screen.getByLabelText('Số')).toHaveProperty('value', '15')
  expect(zone()?.style.left).toBe('10%')
  expect(Number.parseFloat(zone()?.style.top ?? '')).toBeCloseTo(29)
  expect(screen.getByRole('group', { name: 'Trang 1/2' })).toBeDefined()
})

test('[UI5] Tab goes to the next field in the order of doubt, Shift+Tab back', async () => {
  const ui = await openUi({ documents: [doubtful] })
  await goTo(ui, 'Soát')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Người ký')))

  await ui.user.tab()
  expect(document.activeElement).toBe(screen.getByLabelText('Số'))
  expect(Number.parseFloat(zone()?.style.top ?? '')).toBeCloseTo(5)

  await ui.user.tab()
  expect(document.activeElement).toBe(screen.getByLabelText('Ký hiệu'))

  await ui.user.tab({ shift: true })
  expect(document.activeElement).toBe(screen.getByLabelText('Số'))
})

test('[UI5] Shift+Tab leaves the fields backwards, and Tab ends at the case file', async () => {
  const ui = await openUi({ documents: [doubtful] })
  await goTo(ui, 'Soát')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Người ký')))

  for (let field = 0; field < 7; field++) await ui.user.tab()
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Xếp vào hồ sơ' }))

  for (let field = 0; field < 8; field++) await ui.user.tab({ shift: true })
  expect(document.activeElement).toBe(screen.getByRole('group', { name: 'Trang 1/2' }))
})

test('[UI5] Enter accepts what is shown and opens the next document', async () => {
  const ui = await openUi({ documents: [doubtful, sure] })
  await goTo(ui, 'Soát')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Người ký')))

  await ui.user.clear(screen.getByLabelText('Người ký'))
  await ui.user.type(screen.getByLabelText('Người ký'), 'Nguyễn Văn Mẫu{Enter}')

  await waitFor(() => expect(screen.getByLabelText('Số')).toHaveProperty('value', '16'))
  const accepted = ui.engine.calls.find(({ name }) => name === 'acceptDocument')
  expect(accepted?.input).toMatchObject({ id: doubtful.id, values: { ...whole, signer: 'Nguyễn Văn Mẫu' } })
  expect(screen.getByText('Đã lưu văn bản 15/QĐ-UBND')).toBeDefined()
  expect(screen.getByText('1 văn bản chờ soát')).toBeDefined()

  await ui.user.keyboard('{Enter}')
  await screen.findByRole('heading', { name: 'Đã soát hết' })
})

test('an emptied proposal is saved as empty, so that it does not come back', async () => {
  const ui = await openUi({ documents: [doubtful] })
  await goTo(ui, 'Soát')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Người ký')))

  await ui.user.clear(screen.getByLabelText('Người ký'))
  await ui.user.keyboard('{Enter}')

  await screen.findByRole('heading', { name: 'Đã soát hết' })
  expect(ui.engine.vault.documents[0]?.values.signer).toBe('')
})

test('a date is typed as it is written, and an impossible one is not accepted', async () => {
  const ui = await openUi({ documents: [doubtful] })
  await goTo(ui, 'Soát')
  const date = await screen.findByLabelText('Ngày ban hành')
  expect(date).toHaveProperty('value', '05/03/2024')

  await ui.user.clear(date)
  await ui.user.type(date, '31/2/2024{Enter}')
  expect(await screen.findByText(/^Không có ngày như vậy/)).toBeDefined()
  expect(ui.engine.vault.documents[0]?.isAccepted).toBe(false)

  await ui.user.clear(date)
  await ui.user.type(date, '1.2.2024{Enter}')
  await screen.findByRole('heading', { name: 'Đã soát hết' })
  expect(ui.engine.vault.documents[0]?.values.issuedDate).toBe('2024-02-01')
})

test('the type is found without tone marks, and Enter in the open list only chooses', async () => {
  const ui = await openUi({ documents: [doubtful] })
  await goTo(ui, 'Soát')
  const type = await screen.findByRole('combobox', { name: 'Tên loại văn bản' })

  await ui.user.clear(type)
  await ui.user.type(type, 'to trinh{ArrowDown}{Enter}')

  expect(type).toHaveProperty('value', 'Tờ trình')
  expect(ui.engine.vault.documents[0]?.isAccepted).toBe(false)
  await ui.user.keyboard('{Enter}')
  await screen.findByRole('heading', { name: 'Đã soát hết' })
  expect(ui.engine.vault.documents[0]?.values.type).toBe('15')
})

test('what was typed into a list of choices does not stay for the next document that opens there', async () => {
  const doubtfulType = { type: 0.2 }
  const ui = await openUi({
    documents: [
      aDocument(1, { proposals: proposalsOf(whole, doubtfulType) }),
      aDocument(2, { proposals: proposalsOf({ ...whole, number: '16' }, doubtfulType) }),
    ],
  })
  await goTo(ui, 'Soát')
  const type = await screen.findByRole('combobox', { name: 'Tên loại văn bản' })
  await waitFor(() => expect(document.activeElement).toBe(type))
  const name = (type as HTMLInputElement).value
  await ui.user.type(type, 'xyz')

  await ui.user.keyboard('{Alt>}{ArrowRight}{/Alt}')
  await waitFor(() => expect(screen.getByLabelText('Số')).toHaveProperty('value', '16'))

  const next = screen.getByRole('combobox', { name: 'Tên loại văn bản' })
  await waitFor(() => expect(next).toHaveProperty('value', name))
  expect(document.activeElement).toBe(next)
})

test('[UI101] a list of choices that somebody stands in stays shut when the next document opens there', async () => {
  const doubtfulType = { type: 0.2 }
  const ui = await openUi({
    documents: [
      aDocument(1, { proposals: proposalsOf(whole, doubtfulType) }),
      aDocument(2, { proposals: proposalsOf({ ...whole, number: '16', type: '15' }, doubtfulType) }),
    ],
  })
  await goTo(ui, 'Soát')
  const type = await screen.findByRole('combobox', { name: 'Tên loại văn bản' })
  await waitFor(() => expect(document.activeElement).toBe(type))
  const name = (type as HTMLInputElement).value

  await ui.user.keyboard('{Enter}')
  await waitFor(() => expect(screen.getByLabelText('Số')).toHaveProperty('value', '16'))

  const next = screen.getByRole<HTMLInputElement>('combobox', { name: 'Tên loại văn bản' })
  await waitFor(() => expect(next.value).not.toBe(name))
  expect(next.value).not.toBe('')
  expect(document.activeElement).toBe(next)
  expect(next.getAttribute('aria-expanded')).toBe('false')
  await ui.user.keyboard('{Enter}')
  await screen.findByRole('heading', { name: 'Đã soát hết' })
})

test('a document goes into a case file opened from the plan, and Ctrl+Enter puts the next one there too', async () => {
  const ui = await openUi({
    documents: [doubtful, sure],
    plan: [aPlanEntry(1, { title: 'Đường làng ngõ xóm' })],
    caseFiles: [aCaseFile(9, { planEntry: null, notation: '09.VT', title: 'Tập lưu', state: 'closed' })],
  })
  await goTo(ui, 'Soát')
  const target = await screen.findByRole('combobox', { name: 'Xếp vào hồ sơ' })

  await ui.user.type(target, 'duong lang')
  const option = await screen.findByRole('option')
  expect(option.textContent).toContain('mở hồ sơ mới từ danh mục')
  await ui.user.click(option)
  await ui.user.keyboard('{Enter}')
  await waitFor(() => expect(screen.getByLabelText('Số')).toHaveProperty('value', '16'))
  await screen.findByText('Ctrl+Enter xếp vào: 01.TH Đường làng ngõ xóm')
  await ui.user.keyboard('{Control>}{Enter}{/Control}')

  await screen.findByRole('heading', { name: 'Đã soát hết' })
  const opened = ui.engine.vault.caseFiles.find(({ planEntry }) => planEntry === idOf('plan', 1))
  expect(ui.engine.vault.documents.map(({ caseFile }) => caseFile)).toEqual([opened?.id, opened?.id])
})

test('what is being typed stays while other records change', async () => {
  const ui = await openUi({ documents: [doubtful] })
  await goTo(ui, 'Soát')
  await ui.user.clear(await screen.findByLabelText('Trích yếu'))
  await ui.user.type(screen.getByLabelText('Trích yếu'), 'Về việc khác')

  ui.engine.vault.documents = [...ui.engine.vault.documents, aDocument(3)]
  await ui.emit({ name: 'recordsChanged', payload: { ids: [], revision: 9 } })

  expect(screen.getByText('2 văn bản chờ soát')).toBeDefined()
  expect(screen.getByLabelText('Trích yếu')).toHaveProperty('value', 'Về việc khác')
  expect(screen.getByText('đã sửa, chưa lưu')).toBeDefined()
})

test('what was typed over a document is still there after looking at another', async () => {
  const ui = await openUi({ documents: [doubtful, sure] })
  await goTo(ui, 'Soát')
  await ui.user.type(await screen.findByLabelText('Số'), '0')

  await ui.user.keyboard('{Alt>}{ArrowRight}{/Alt}')
  await waitFor(() => expect(screen.getByLabelText('Số')).toHaveProperty('value', '16'))
  await ui.user.keyboard('{Alt>}{ArrowLeft}{/Alt}')

  await waitFor(() => expect(screen.getByLabelText('Số')).toHaveProperty('value', '150'))
})

test('Enter that is held down accepts one document and no more', async () => {
  const ui = await openUi({ documents: [doubtful, sure] })
  await goTo(ui, 'Soát')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Người ký')))

  await ui.user.keyboard('{Enter>5/}')

  await waitFor(() => expect(screen.getByLabelText('Số')).toHaveProperty('value', '16'))
  expect(ui.engine.vault.documents.map(({ isAccepted }) => isAccepted)).toEqual([true, false])
})

test('[UI3] a page that was not read says why, and that the fields can be filled by hand', async () => {
  const [page] = doubtful.pages
  if (page === undefined) throw new Error('a document has pages')
  const ui = await openUi({ documents: [{ ...doubtful, unread: { [page.id]: 'file-corrupt' } }] })

  await goTo(ui, 'Soát')

  expect(await screen.findByText(/^Máy không đọc được trang này. Tệp bị hỏng/)).toBeDefined()
  expect(screen.getByText('Xem ảnh và nhập các mục bằng tay.')).toBeDefined()
})

test('[UI3] a document whose case file is closed says so and stays under review', async () => {
  const ui = await openUi({
    documents: [{ ...doubtful, caseFile: idOf('case', 1) }],
    caseFiles: [aCaseFile(1, { state: 'closed' })],
  })
  await goTo(ui, 'Soát')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Người ký')))

  await ui.user.keyboard('{Enter}')

  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Hồ sơ 01.TH không còn mở nên không sửa được.')
  expect(alert.textContent).toContain('Mở lại hồ sơ, ghi lý do')
  expect(screen.getByLabelText('Số')).toHaveProperty('value', '15')
})
