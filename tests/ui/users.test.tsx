import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Role } from '../../domain/user.ts'
import { aUser, firstUsers } from '../support/memory-users.ts'
import { idOf } from '../support/memory-vault.ts'
import { goTo, type OpenUi, openUi } from '../support/open-ui.tsx'

const PASSPHRASE = 'con đường làng dài'

/** Somebody of this role is signed in beside an administrator. */
function usersAs(role: Role) {
  const users = firstUsers('Trần Thị Mẫu', 'mật khẩu của quản trị')
  users.rows = [...users.rows, aUser('2', { name: 'Lê Văn Ví Dụ', role })]
  users.passphrases.set('2', PASSPHRASE)
  users.current = '2'
  return users
}

async function typeTwice({ user }: OpenUi, passphrase: string): Promise<void> {
  await user.type(screen.getByLabelText('Mật khẩu'), passphrase)
  await user.type(screen.getByLabelText('Nhập lại mật khẩu'), passphrase)
}

test('[KY7] the lock screen counts the seconds down before another passphrase can be tried', async () => {
  const { user, engine } = await openUi({ kind: 'locked' })
  engine.failNext('unlockVault', { code: 'too-many-requests', detail: { reason: 'passphrase', seconds: 2 } })

  await user.type(screen.getByLabelText('Mật khẩu'), 'không phải{Enter}')

  expect((await screen.findByRole('timer')).textContent).toBe('Thử lại được sau 2 giây')
  const open = screen.getByRole('button', { name: 'Mở kho' })
  expect(open).toHaveProperty('disabled', true)
  await waitFor(() => expect(screen.getByRole('timer').textContent).toBe('Thử lại được sau 1 giây'), {
    timeout: 3000,
  })
  await waitFor(() => expect(screen.queryByRole('timer')).toBeNull(), { timeout: 3000 })
  expect(open).toHaveProperty('disabled', false)
})

test('[KY6] after the recovery code a user gets a new passphrase and works on as that user', async () => {
  const ui = await openUi({ kind: 'recovering', users: usersAs('clerk') })
  const { user, engine } = ui
  await screen.findByRole('heading', { name: 'Đặt lại mật khẩu' })

  await user.click(screen.getByRole('button', { name: 'Đặt mật khẩu và vào làm việc' }))
  expect(screen.getByText('Mật khẩu cần ít nhất 8 ký tự.')).toBeDefined()
  await typeTwice(ui, 'một mật khẩu hoàn toàn mới')
  await user.click(screen.getByRole('button', { name: 'Đặt mật khẩu và vào làm việc' }))

  await screen.findByRole('heading', { name: 'Tổng quan' })
  expect(engine.vault.users.passphrases.get('1')).toBe('một mật khẩu hoàn toàn mới')
  expect(screen.getByRole('navigation', { name: 'Các màn hình' }).textContent).toContain('Quản trị')
})

test('an administrator adds a user with a role and a passphrase of their own', async () => {
  const ui = await openUi()
  const { user, engine } = ui
  await goTo(ui, 'Thiết lập')
  await user.click(screen.getByRole('button', { name: 'Thêm người dùng' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Thêm người dùng' }))

  await user.type(dialog.getByLabelText('Họ và tên'), 'Lê Văn Ví Dụ')
  await typeTwice(ui, PASSPHRASE)
  await user.click(dialog.getByRole('button', { name: 'Thêm người dùng' }))
  expect((await dialog.findByRole('alert')).textContent).toContain('Không dùng được mật khẩu này.')

  await typeTwice(ui, ' ở cuối xã')
  await user.click(dialog.getByRole('button', { name: 'Thêm người dùng' }))
  await screen.findByText('Đã thêm người dùng Lê Văn Ví Dụ')
  expect(engine.vault.users.rows.map(({ name, role }) => [name, role])).toEqual([
    ['Trần Thị Mẫu', 'administrator'],
    ['Lê Văn Ví Dụ', 'clerk'],
  ])
  expect(await screen.findByRole('row', { name: /Lê Văn Ví Dụ/ })).toBeDefined()
})

test('an administrator removes a user after being asked, and cannot remove themselves', async () => {
  const users = { ...usersAs('clerk'), current: '1' }
  const ui = await openUi({ users })
  await goTo(ui, 'Thiết lập')
  const row = within(await screen.findByRole('row', { name: /Lê Văn Ví Dụ/ }))
  expect(screen.getAllByRole('button', { name: 'Xoá' })).toHaveLength(1)

  await ui.user.click(row.getByRole('button', { name: 'Xoá' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Xoá người dùng Lê Văn Ví Dụ?' }))
  await ui.user.click(dialog.getByRole('button', { name: 'Xoá' }))

  await screen.findByText('Đã xoá người dùng Lê Văn Ví Dụ')
  expect(screen.queryByRole('row', { name: /Lê Văn Ví Dụ/ })).toBeNull()
})

test('the own passphrase is changed with the old one, by anybody', async () => {
  const ui = await openUi({ users: usersAs('leader') })
  const { user, engine } = ui
  await goTo(ui, 'Thiết lập')
  await user.click(screen.getByRole('button', { name: 'Đổi mật khẩu của tôi' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Đổi mật khẩu của tôi' }))

  await user.type(dialog.getByLabelText('Mật khẩu đang dùng'), 'nhầm')
  await typeTwice(ui, 'mật khẩu mới của tôi')
  await user.click(dialog.getByRole('button', { name: 'Đổi mật khẩu của tôi' }))
  expect((await dialog.findByRole('alert')).textContent).toContain('Mật khẩu không đúng.')
  await user.clear(dialog.getByLabelText('Mật khẩu đang dùng'))
  await user.type(dialog.getByLabelText('Mật khẩu đang dùng'), PASSPHRASE)
  await user.click(dialog.getByRole('button', { name: 'Đổi mật khẩu của tôi' }))

  await screen.findByText('Đã đổi mật khẩu của bạn')
  expect(engine.vault.users.passphrases.get('2')).toBe('mật khẩu mới của tôi')
})

test('[KY8] a leader sees their role and is offered nothing that the engine would refuse', async () => {
  const ui = await openUi({ users: usersAs('leader') })

  expect(screen.getByRole('navigation', { name: 'Các màn hình' }).textContent).toContain('Lãnh đạo')
  expect(screen.queryByRole('button', { name: 'Chọn tệp quét' })).toBeNull()
  await goTo(ui, 'Thiết lập')
  expect(screen.queryByRole('button', { name: 'Thêm người dùng' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Kết nối với tỉnh' })).toBeNull()
  expect(ui.engine.calls.map(({ name }) => name)).not.toContain('users')
  await act(() => ui.store.getState().setIdleMinutes(5))
  expect((await screen.findByText('Vai trò của bạn không được làm việc này.')).textContent).toBeDefined()
})

test('[KY9] while no recovery sheet was confirmed a new one is offered, and counts once it is kept', async () => {
  const users = firstUsers('Trần Thị Mẫu', PASSPHRASE)
  users.sheets = [{ slot: users.sheets[0]?.slot ?? '', confirmedAt: null }]
  const { user, engine } = await openUi({ users })

  await user.click(await screen.findByRole('button', { name: 'In phiếu khôi phục' }))
  const sheet = await screen.findByRole('region', { name: 'Phiếu khôi phục để in' })
  expect(sheet.textContent).toContain('AGE-SECRET-KEY-1 MNPQ')
  await user.click(screen.getByRole('checkbox', { name: 'Tôi đã in hoặc chép lại' }))
  await user.click(screen.getByRole('button', { name: 'Vào làm việc' }))

  await screen.findByRole('heading', { name: 'Tổng quan' })
  expect(screen.queryByRole('button', { name: 'In phiếu khôi phục' })).toBeNull()
  expect(engine.vault.users.sheets).toHaveLength(1)
})

test('[KY10] the engine hears that somebody is there, and a recovery code leaves the screen of a locked vault', async () => {
  const ui = await openUi()
  await ui.user.keyboard('a')
  expect(ui.engine.calls.map(({ name }) => name)).toContain('noteActivity')
  await act(() => ui.store.getState().newSheet(false))
  await screen.findByRole('region', { name: 'Phiếu khôi phục để in' })

  ui.engine.vault.kind = 'locked'
  await ui.emit({ name: 'vaultChanged', payload: {} })

  await screen.findByRole('heading', { name: 'Mở khoá kho' })
  expect(document.body.textContent).not.toContain('AGE-SECRET-KEY')
})

test('[KY11] an archivist reads who saw what, newest first', async () => {
  const users = usersAs('archivist')
  const event = {
    what: 'view',
    subject: idOf('case', 1),
    at: '2026-11-20T03:00:00.000Z',
    by: 'Nguyễn Văn A',
  } as const
  users.access = [{ ...event, id: 'access-1', name: '01.TH Báo cáo năm' }]
  const ui = await openUi({ users })

  await goTo(ui, 'Thiết lập')

  const table = await screen.findByRole('grid', { name: 'Nhật ký tiếp cận' })
  const row = within(table).getByRole('row', { name: /Nguyễn Văn A/ })
  expect(row.textContent).toContain('01.TH Báo cáo năm')
  expect(row.textContent).toContain('Xem')
})
