import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openUi } from '../support/open-ui.tsx'

async function fillIn(user: Awaited<ReturnType<typeof openUi>>['user']): Promise<void> {
  await user.type(screen.getByLabelText('Mã định danh cơ quan'), 'h27.38.05')
  await user.type(screen.getByLabelText('Tên cơ quan'), 'UBND xã Ví Dụ')
  await user.type(screen.getByLabelText('Họ và tên của bạn'), 'Trần Thị Mẫu')
  await user.type(screen.getByLabelText('Mật khẩu'), 'con đường làng dài')
  await user.type(screen.getByLabelText('Nhập lại mật khẩu'), 'con đường làng dài')
}

test('nothing is made before the code, the names and both passphrases are right', async () => {
  const { user, engine } = await openUi({ kind: 'first-run' })
  await user.type(screen.getByLabelText('Mã định danh cơ quan'), 'xã tôi')
  await user.type(screen.getByLabelText('Mật khẩu'), 'con đường làng dài')
  await user.type(screen.getByLabelText('Nhập lại mật khẩu'), 'con đường làng')

  await user.click(screen.getByRole('button', { name: 'Lập kho' }))

  expect(screen.getByText(/^Mã gồm một chữ cái/)).toBeDefined()
  expect(screen.getAllByText('Mục này không được để trống.')).toHaveLength(2)
  expect(screen.getByText('Hai lần nhập chưa giống nhau.')).toBeDefined()
  expect(engine.calls.map(({ name }) => name)).not.toContain('createVault')
})

test('the strength of the passphrase is told while it is typed', async () => {
  const { user } = await openUi({ kind: 'first-run' })

  await user.type(screen.getByLabelText('Mật khẩu'), 'ngắn')
  expect(screen.getByText(/^Còn ngắn/)).toBeDefined()

  await user.type(screen.getByLabelText('Mật khẩu'), ' mà thành câu dài dễ nhớ')
  expect(screen.getByText('Rất tốt.')).toBeDefined()
})

test('nobody goes on before saying that the recovery code is kept', async () => {
  const { user, engine, printed } = await openUi({ kind: 'first-run' })
  await fillIn(user)

  await user.click(screen.getByRole('button', { name: 'Lập kho' }))

  const sheet = await screen.findByRole('region', { name: 'Phiếu khôi phục để in' })
  expect(sheet.textContent).toContain('AGE-SECRET-KEY-1 ABCD EFGH JKLM NPQR')
  // The engine already calls the vault open; the sheet stays all the same.
  expect(engine.vault.kind).toBe('open')
  const goOn = screen.getByRole('button', { name: 'Vào làm việc' })
  expect(goOn).toHaveProperty('disabled', true)

  await user.click(screen.getByRole('button', { name: 'In phiếu' }))
  await screen.findByText('Đã gửi phiếu tới máy in')
  expect(printed).toHaveLength(1)
  await user.click(screen.getByRole('checkbox', { name: 'Tôi đã in hoặc chép lại' }))
  await user.click(goOn)

  await screen.findByRole('heading', { name: 'Tổng quan' })
  expect(document.body.textContent).toContain('UBND xã Ví Dụ')
})

test('a failure to make the vault keeps what was typed', async () => {
  const { user, engine } = await openUi({ kind: 'first-run' })
  await fillIn(user)
  engine.failNext('createVault', { code: 'disk-full', detail: {} })

  await user.click(screen.getByRole('button', { name: 'Lập kho' }))

  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Ổ đĩa đã đầy.')
  expect(screen.getByLabelText('Tên cơ quan')).toHaveProperty('value', 'UBND xã Ví Dụ')
})

test('[UI3] a wrong passphrase is told with its next step, and the recovery code opens instead', async () => {
  const { user, engine } = await openUi({ kind: 'locked' })

  await user.type(screen.getByLabelText('Mật khẩu'), 'không phải{Enter}')
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Mật khẩu không đúng.')
  expect(alert.textContent).toContain('Caps Lock')

  await user.click(screen.getByRole('button', { name: 'Quên mật khẩu? Dùng mã khôi phục' }))
  await user.type(screen.getByLabelText('Mã khôi phục'), `${engine.vault.recoveryCode}{Enter}`)

  await screen.findByRole('heading', { name: 'Đặt lại mật khẩu' })
})

test('locking the vault shows the lock and drops what was fetched', async () => {
  const { user, store } = await openUi()

  await user.keyboard('{Control>}l{/Control}')

  await screen.findByRole('heading', { name: 'Mở khoá kho' })
  await waitFor(() => expect(store.getState().overview.kind).toBe('loading'))
})

test('[UI102] a vault that is entered is drawn in pieces, and one that is left is gone at once', async () => {
  const { store } = await openUi()
  const { session } = store.getState()
  const locked = { kind: 'ready', value: { kind: 'locked', sample: null } } as const
  const lock = () => screen.queryByRole('heading', { name: 'Mở khoá kho' })
  act(() => store.setState({ session: locked }))
  const environment = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }
  // As in the program: nothing waits until all is drawn.
  environment.IS_REACT_ACT_ENVIRONMENT = false
  try {
    store.setState({ session })
    await Promise.resolve()
    expect(lock()).not.toBeNull()
    await waitFor(() => expect(lock()).toBeNull())
    expect(screen.getByRole('heading', { name: 'Tổng quan', level: 1 })).toBeDefined()

    store.setState({ session: locked })
    await Promise.resolve()
    expect(lock()).not.toBeNull()
    expect(screen.queryByRole('navigation')).toBeNull()
  } finally {
    environment.IS_REACT_ACT_ENVIRONMENT = true
  }
})

test('[UI76] the commune is picked by a part of its name without tone marks', async () => {
  const { user } = await openUi({ kind: 'first-run' })

  await user.type(screen.getByLabelText('Tên cơ quan'), 'cam due')
  await user.click(await screen.findByRole('option', { name: 'UBND xã Cẩm Duệ' }))

  expect(screen.getByLabelText('Tên cơ quan')).toHaveProperty('value', 'UBND xã Cẩm Duệ')
  // The province gives each commune its code; nobody works it out.
  expect(screen.getByLabelText('Mã định danh cơ quan')).toHaveProperty('value', 'H27.')
  expect(document.body.textContent).toContain('Điền tiếp phần sau theo quyết định của tỉnh')
})

test('[UI76] the recovery sheet is saved as a file as well, and a plan from Excel is asked for next', async () => {
  const { user, engine, printed, store } = await openUi({ kind: 'first-run' })
  await fillIn(user)
  await user.click(screen.getByRole('checkbox', { name: /^Tôi có danh mục hồ sơ bằng Excel/ }))
  await user.click(screen.getByRole('button', { name: 'Lập kho' }))

  await user.click(await screen.findByRole('button', { name: 'Lưu thành PDF' }))
  await screen.findByText('Đã lưu phiếu thành tệp PDF để in ở máy khác')
  await user.click(screen.getByRole('checkbox', { name: 'Tôi đã in hoặc chép lại' }))
  await user.click(screen.getByRole('button', { name: 'Vào làm việc' }))

  await waitFor(() => expect(store.getState().screen).toBe('plan'))
  expect(printed).toEqual(['sheet-file'])
  expect(engine.calls.find(({ name }) => name === 'createVault')?.input).toMatchObject({ isPlanEmpty: true })
})

test('[UI78] sample data are tried with one press, marked on the screen, and thrown away in the settings', async () => {
  const ui = await openUi({ kind: 'first-run' })
  const { user, engine } = ui

  await user.click(screen.getByRole('button', { name: 'Thử với dữ liệu mẫu' }))
  await screen.findByText(/^Đây là kho dữ liệu mẫu/)
  expect(document.body.textContent).toContain('dung thu ho so xa')
  await user.click(screen.getByRole('button', { name: 'Bỏ kho mẫu' }))
  await user.click(await screen.findByRole('button', { name: 'Bỏ kho mẫu, làm lại từ đầu' }))
  const dialog = await screen.findByRole('dialog', { name: 'Bỏ kho dữ liệu mẫu?' })
  await user.click(within(dialog).getByRole('button', { name: 'Bỏ kho mẫu, làm lại từ đầu' }))

  await screen.findByRole('heading', { name: 'Lập kho hồ sơ của xã' })
  expect(engine.vault.kind).toBe('first-run')
})
