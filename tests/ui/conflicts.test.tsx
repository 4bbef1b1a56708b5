import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aConflict, aSending, aSide } from '../support/memory-sync.ts'
import { aCaseFile, aDocument, idOf } from '../support/memory-vault.ts'
import { goTo, type OpenUi, openUi } from '../support/open-ui.tsx'

const file = idOf('case', 1)
const document = idOf('doc', 4)

const conflicts = [
  aConflict({
    record: file,
    path: '/title',
    label: 'case-title',
    title: '01.TH Hồ sơ hội nghị',
    sides: [
      aSide(1, { text: 'Hồ sơ hội nghị tổng kết năm hai nghìn' }),
      aSide(2, { text: 'Hồ sơ hội nghị sơ kết năm hai nghìn' }),
    ],
    canKeepBoth: true,
  }),
  aConflict({ record: file, path: '/retention', label: 'case-retention', title: '01.TH Hồ sơ hội nghị' }),
  aConflict({
    record: document,
    path: '/caseFile',
    label: 'doc-caseFile',
    title: 'Quyết định 15/QĐ-UBND',
    canKeepBoth: true,
  }),
]

async function openConflicts(rows = conflicts): Promise<OpenUi> {
  const ui = await openUi({
    caseFiles: [aCaseFile(1)],
    documents: [aDocument(4)],
    sending: aSending({ conflicts: [...rows] }),
  })
  await ui.user.keyboard('{Control>}0{/Control}')
  await screen.findByRole('heading', { level: 1, name: 'Xung đột' })
  return ui
}

const settled = ({ engine }: OpenUi) =>
  engine.calls.filter(({ name }) => name === 'settleConflict' || name === 'keepBoth')

test('[UI15] one key keeps left, right or both, and the next conflict comes up by itself until none is left', async () => {
  const ui = await openConflicts()
  await screen.findByRole('region', { name: 'Tiêu đề hồ sơ' })

  await ui.user.keyboard('2')
  await screen.findByRole('region', { name: 'Thời hạn bảo quản' })
  await screen.findByText('Đã chọn 1, còn 2')
  await ui.user.keyboard('1')
  await screen.findByRole('region', { name: 'Nằm trong hồ sơ' })
  await ui.user.keyboard('b')

  await screen.findByRole('heading', { name: 'Đã chọn xong 3 chỗ' })
  expect(settled(ui)).toEqual([
    { name: 'settleConflict', input: { record: file, path: '/title', keep: conflicts[0]?.sides[1]?.op } },
    { name: 'settleConflict', input: { record: file, path: '/retention', keep: conflicts[1]?.sides[0]?.op } },
    { name: 'keepBoth', input: { record: document, path: '/caseFile' } },
  ])
})

test('[UI15] arrows and letters walk round the list, and what is chosen there is what a key settles', async () => {
  const ui = await openConflicts()
  const shown = (name: string) => screen.findByRole('region', { name })
  await shown('Tiêu đề hồ sơ')

  await ui.user.keyboard('{ArrowDown}')
  await shown('Thời hạn bảo quản')
  await ui.user.keyboard('jj')
  await shown('Tiêu đề hồ sơ')
  await ui.user.keyboard('k')
  await shown('Nằm trong hồ sơ')
  await ui.user.keyboard('{ArrowUp}')
  const region = await shown('Thời hạn bảo quản')
  within(region).getByText('Chỗ 2/3')
  await ui.user.keyboard('1')
  await shown('Nằm trong hồ sơ')
  expect(settled(ui).map(({ input }) => input)).toMatchObject([{ path: '/retention' }])
})

test('[UI15] a key that is held down settles one conflict, and no key of the screen is heard below a dialog or in a box', async () => {
  const ui = await openConflicts()
  await screen.findByRole('region', { name: 'Tiêu đề hồ sơ' })

  fireEvent.keyDown(window.document.body, { key: '1', repeat: true })
  await ui.user.keyboard('{Control>}k{/Control}')
  const palette = await screen.findByRole('dialog')
  await ui.user.type(within(palette).getByRole('searchbox'), '12b')
  await ui.user.keyboard('{Escape}')

  expect(settled(ui)).toEqual([])
})

test('[UI15] both values that cannot stand beside each other are not offered to be kept', async () => {
  const ui = await openConflicts(conflicts.slice(1, 2))
  await screen.findByRole('region', { name: 'Thời hạn bảo quản' })

  expect(screen.queryByRole('button', { name: 'Giữ cả hai' })).toBeNull()
  await ui.user.keyboard('b')
  expect(settled(ui)).toEqual([])
})

test('[UI16] both values stand side by side, with who wrote them where and when, and where long ones differ', async () => {
  const { user } = await openConflicts()
  const left = await screen.findByRole('region', { name: 'Bên trái' })
  const right = screen.getByRole('region', { name: 'Bên phải' })

  within(left).getByText('đang hiện')
  within(left).getByText('Người 1')
  within(left).getByText('máy này (máy số 1)')
  within(right).getByText('Người 2')
  within(right).getByText('máy số 2')
  within(right).getByText(/20\/11\/2026$/)
  const marked = (side: HTMLElement) => [...side.querySelectorAll('mark')].map((mark) => mark.textContent)
  expect(marked(left)).toEqual(['tổng'])
  expect(marked(right)).toEqual(['sơ'])
  expect(left.textContent).toContain('Hồ sơ hội nghị tổng kết năm hai nghìn')

  await user.keyboard('j')
  const short = await screen.findByRole('region', { name: 'Bên trái' })
  expect(marked(short)).toEqual([])
})

test('[UI16] values that are no text are told in words', async () => {
  await openConflicts([
    aConflict({
      record: file,
      path: '/state',
      label: 'case-state',
      sides: [
        aSide(1, { text: 'xếp nhầm', told: { kind: 'state-open', count: 0 } }),
        aSide(2, { text: '', isRemoved: true }),
        aSide(3, { text: '1, 2', told: { kind: 'pages', count: 2 } }),
      ],
    }),
  ])

  const left = await screen.findByRole('region', { name: 'Bên trái' })
  expect(within(left).getByText('đang mở: xếp nhầm')).toBeDefined()
  within(screen.getByRole('region', { name: 'Bên phải' })).getByText('Đã xoá giá trị này')
  within(screen.getByRole('region', { name: 'Giá trị thứ ba' })).getByText('2 trang, theo thứ tự 1, 2')
})

test('the place of a conflict is opened by one key', async () => {
  const ui = await openConflicts()
  await screen.findByRole('region', { name: 'Tiêu đề hồ sơ' })

  await ui.user.keyboard('o')

  expect(await screen.findByRole('heading', { level: 1, name: 'Hồ sơ' })).toBeDefined()
})

test('a conflict that somebody settled meanwhile is told, and the list is the newest', async () => {
  const ui = await openConflicts()
  await screen.findByRole('region', { name: 'Tiêu đề hồ sơ' })
  ui.engine.vault.sending.conflicts = ui.engine.vault.sending.conflicts.slice(1)

  await ui.user.keyboard('1')

  expect(await screen.findByText('Mục này đã được sửa tiếp sau đó.')).toBeDefined()
  await screen.findByRole('region', { name: 'Thời hạn bảo quản' })
})

test('conflicts are counted in the rail, the status bar and the next steps, and lead to their screen', async () => {
  const ui = await openUi({ sending: aSending({ conflicts: [...conflicts] }) })

  await screen.findByRole('button', { name: '3 chỗ các máy ghi khác nhau' })
  const rail = screen.getByRole('navigation', { name: 'Các màn hình' })
  within(rail).getByRole('button', { name: /^Xung đột/ })
  const step = (await screen.findAllByText('3 chỗ các máy ghi khác nhau')).map((text) => text.closest('li'))
  const next = step.find((item) => item !== null)
  await ui.user.click(within(next ?? window.document.body).getByRole('button', { name: 'Xung đột' }))

  expect(await screen.findByRole('heading', { level: 1, name: 'Xung đột' })).toBeDefined()
})

test('without conflicts the screen says so; a list that cannot be had is told and asked for again', async () => {
  const ui = await openUi()
  await screen.findByRole('heading', { level: 1, name: 'Tổng quan' })
  expect(screen.queryByRole('button', { name: /các máy ghi khác nhau/ })).toBeNull()
  ui.engine.failNext('conflicts', { code: 'damaged', detail: { part: 'ledger' } })
  await goTo(ui, 'Xung đột')

  await ui.user.click(await screen.findByRole('button', { name: 'Thử lại' }))

  await screen.findByRole('heading', { name: 'Các máy ghi như nhau' })
})

test('who may only look sees the values and keeps none', async () => {
  const ui = await openConflicts()
  await screen.findByRole('region', { name: 'Tiêu đề hồ sơ' })
  expect(screen.getByRole('button', { name: 'Giữ bên trái' })).toBeDefined()
  const { users } = ui.engine.vault
  users.rows = users.rows.map((user) => ({ ...user, role: 'leader' as const }))
  await ui.emit({ name: 'vaultChanged', payload: {} })

  await ui.user.keyboard('{Control>}0{/Control}')
  await screen.findByRole('region', { name: 'Tiêu đề hồ sơ' })
  expect(screen.queryByRole('button', { name: 'Giữ bên trái' })).toBeNull()
  await ui.user.keyboard('1')
  expect(settled(ui)).toEqual([])
})
