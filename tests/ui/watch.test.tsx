import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aScan } from '../support/a-scan.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

const onWatch = { ...aScan().watch, folder: 'S:\\may-photo', isOn: true, taken: 12 }

test('[SC20] the watched folder is chosen and switched on with the statement', async () => {
  const ui = await openUi()
  ui.chosen.push('S:\\may-photo')
  await goTo(ui, 'Tiếp nhận')
  await ui.user.click(await screen.findByRole('button', { name: 'Thư mục theo dõi' }))
  const dialog = await screen.findByRole('dialog', { name: 'Thư mục theo dõi' })
  expect(
    within(dialog).getByText(/Tôi xác nhận thư mục này chỉ nhận tệp quét không đóng dấu MẬT/),
  ).toBeDefined()

  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn thư mục' }))
  await ui.user.click(within(dialog).getByRole('checkbox', { name: 'Cả các thư mục con' }))
  await ui.user.click(within(dialog).getByRole('button', { name: 'Xác nhận và bật theo dõi' }))

  expect(await screen.findByText('Đang theo dõi')).toBeDefined()
  expect(ui.engine.vault.scan.watch).toMatchObject({
    folder: 'S:\\may-photo',
    hasSubfolders: true,
    isOn: true,
  })
})

test('[SC23] a folder that is away, and what came of each file, are told', async () => {
  const problem = { code: 'file-missing', detail: { reason: 'watched-folder' } } as const
  const recent = [
    { name: 'a.pdf', outcome: 'growing', at: '2026-11-20T02:00:00.000Z' },
    { name: 'b.pdf', outcome: 'known', at: '2026-11-20T02:00:00.000Z' },
  ] as const
  const ui = await openUi({ scan: aScan({ watch: { ...onWatch, problem, recent: [...recent] } }) })
  await goTo(ui, 'Tiếp nhận')

  expect(await screen.findByText('Không mở được thư mục theo dõi.')).toBeDefined()
  expect(screen.getByText('12 tệp đã đưa vào kho')).toBeDefined()
  await ui.user.click(screen.getByRole('button', { name: 'Tệp gần đây' }))
  expect(screen.getByText('đang ghi dở, chờ')).toBeDefined()
  expect(screen.getByText('đã có trong kho')).toBeDefined()
})

test('[SC24] a statement that is due is renewed with one key, by who is there', async () => {
  const ui = await openUi({ scan: aScan({ watch: { ...onWatch, isStatementDue: true } }) })
  await goTo(ui, 'Tiếp nhận')

  await ui.user.click(await screen.findByRole('button', { name: 'Xác nhận cho hôm nay' }))

  expect(await screen.findByText('Đang theo dõi')).toBeDefined()
  const started = ui.engine.calls.find(({ name }) => name === 'startWatch')
  expect(started?.input).toMatchObject({ folder: 'S:\\may-photo', isStatementMade: true })
})
