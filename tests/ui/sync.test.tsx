import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { api, SyncStatus } from '../../domain/api.ts'
import { anItem, aProgress, aSending, freeSetting, type MemorySending } from '../support/memory-sync.ts'
import { aCaseFile, aDeposit, idOf, unconnected } from '../support/memory-vault.ts'
import { type OpenUi, openUi } from '../support/open-ui.tsx'

const line: SyncStatus = {
  ...unconnected,
  connection: { url: 'https://tinh.example', communeName: 'Xã Ví Dụ' },
  lastContactAt: '2026-11-20T03:00:00.000Z',
}
const moving = aProgress({
  unsentOps: 12,
  blobs: { waiting: 40, refused: 0, bytesLeft: 47_185_920 },
  sent: { ops: 30, blobs: 8, bytes: 9_000_000 },
  bytesPerSecond: 30_720,
  secondsLeft: 1536,
})
const document = { id: idOf('doc', 4), title: 'Quyết định 15/QĐ-UBND' }
const caseFile = { id: idOf('case', 1), title: '01.TH Hồ sơ hội nghị' }

async function openSync(
  sending: Partial<MemorySending> = {},
  status: Partial<SyncStatus> = {},
): Promise<OpenUi> {
  const ui = await openUi({ sending: aSending(sending), sync: { ...line, ...status } })
  await ui.user.keyboard('{Control>}9{/Control}')
  await screen.findByRole('heading', { level: 1, name: 'Gửi về tỉnh' })
  return ui
}

/** The value beside a name. */
const fact = async (name: string): Promise<string> =>
  (await screen.findByText(name, { selector: 'dt' })).nextElementSibling?.textContent ?? ''

const callsOf = ({ engine }: OpenUi, name: keyof typeof api) =>
  engine.calls.filter((call) => call.name === name).map(({ input }) => input)

test('[UI17] what is left is told in items and bytes, with its rate and about how long it takes', async () => {
  await openSync({ progress: moving }, { activity: 'working' })

  expect(await fact('Thay đổi')).toBe('Còn 12 thay đổi chưa gửi')
  expect(await fact('Tệp')).toBe('Còn 40 tệp chưa gửi')
  expect(await fact('Dung lượng')).toBe('Còn 45 MB')
  expect(await fact('Tốc độ')).toBe('30 KB mỗi giây')
  expect(await fact('Thời gian còn lại')).toBe('Khoảng 26 phút')
  expect(await fact('Tình trạng')).toBe('Đang gửi')
  expect(
    screen.getByRole('progressbar', { name: 'Đã gửi trong lượt này' }).getAttribute('aria-valuetext'),
  ).toBe('38/90')
})

test('[UI17] what nobody knows is told as unknown, never as nothing left', async () => {
  await openSync({ progress: aProgress({ unsentOps: 3, blobs: null }) })

  expect(await fact('Tệp')).toBe('Chưa hỏi tỉnh')
  expect(await fact('Thời gian còn lại')).toBe('Chưa ước được')
  expect(await fact('Tốc độ')).toBe('Không có gì đang gửi')
  expect(screen.queryByText('Tỉnh đã nhận đủ mọi thứ trên máy này')).toBeNull()
})

test.each([
  ['paused', /^Tạm dừng/],
  ['hours', /^Ngoài giờ gửi tệp/],
  ['network', /^Đang ở mạng khác/],
] as const)('[UI17] scans that are held back by %s say so in words', async (held, words) => {
  await openSync({ progress: { ...moving, held, secondsLeft: null } })

  expect(await fact('Tình trạng')).toMatch(words)
})

test('[UI17] a refused file tells why and what to do, and each file its actions', async () => {
  const ui = await openSync({
    progress: moving,
    items: [
      anItem(1, { state: 'sending', sentBytes: 524_288, document, caseFile }),
      anItem(2, { state: 'refused', document, reason: { code: 'hash-mismatch', detail: {} } }),
      anItem(3, { caseFile: { id: idOf('case', 2), title: '02.TH Hồ sơ khác' } }),
      anItem(4),
    ],
  })
  const table = await screen.findByRole('grid', { name: 'Tệp chưa gửi (4)' })
  const row = (at: number) => within(table).getAllByRole('row')[at + 1] ?? window.document.body

  within(row(0)).getByText('512 KB trong 1 MB')
  within(row(1)).getByText(/^Dữ liệu nhận được không khớp mã kiểm tra\. Thử lại/)
  expect(row(3).textContent).toMatch(/^Tệp aaaaaaaa/)
  expect(within(row(3)).queryByRole('button')).toBeNull()

  await ui.user.click(within(row(1)).getByRole('button', { name: 'Gửi lại Quyết định 15/QĐ-UBND' }))
  expect(callsOf(ui, 'retrySyncItem')).toEqual([{ sha: anItem(2).sha }])
  await waitFor(() => expect(within(row(1)).getByText('đang gửi')).toBeDefined())
  await ui.user.click(within(row(0)).getByRole('button', { name: /^Dừng/ }))
  expect(callsOf(ui, 'stopSyncItem')).toEqual([{ sha: anItem(1).sha }])
  await ui.user.click(within(row(2)).getByRole('button', { name: /^Gửi trước/ }))
  expect(callsOf(ui, 'setSyncUrgent')).toEqual([{ caseFile: idOf('case', 2), isUrgent: true }])
  await ui.user.click(await within(row(2)).findByRole('button', { name: /^Thôi gửi trước/ }))
  expect(callsOf(ui, 'setSyncUrgent')).toHaveLength(2)
})

test('[UI17] further files are fetched on wish, and the list keeps them while numbers change', async () => {
  const items = Array.from({ length: 30 }, (_, at) => anItem(at + 1))
  const ui = await openSync({ progress: moving, items })
  const rows = async () =>
    within(await screen.findByRole('grid', { name: 'Tệp chưa gửi (30)' })).getAllByRole('row').length - 1
  await waitFor(async () => expect(await rows()).toBe(20))

  await ui.user.click(screen.getByRole('button', { name: 'Xem thêm 10 tệp' }))
  await waitFor(async () => expect(await rows()).toBe(30))
  await ui.emit({ name: 'syncChanged', payload: {} })
  expect(await rows()).toBe(30)
})

test('[UI17] a line that is down, a wrong clock, a suspect server and refused edits are told with a next step', async () => {
  const ui = await openSync(
    { progress: moving },
    { problem: { code: 'offline', detail: {} }, activity: 'waiting', clockSkewMs: 11 * 60_000 },
  )
  await screen.findByText('Không liên lạc được với máy chủ của tỉnh.')
  screen.getByText('Đồng hồ máy này lệch 11 phút so với tỉnh')
  expect(await fact('Tình trạng')).toBe('Chờ thử lại')

  ui.engine.vault.sync = {
    ...line,
    problem: { code: 'server-refused', detail: { reason: 'revoked', count: 2 } },
  }
  await ui.emit({ name: 'syncChanged', payload: {} })
  await screen.findByText('Tỉnh từ chối 2 loạt thay đổi')
  screen.getByText(/^Tỉnh đã thu hồi quyền của máy này\. Liên hệ với tỉnh/)

  ui.engine.vault.sync = { ...line, problem: { code: 'server-suspect', detail: {} } }
  await ui.emit({ name: 'syncChanged', payload: {} })
  const alert = await screen.findByRole('alert')
  within(alert).getByText(/Kiểm tra địa chỉ máy chủ; nếu vẫn vậy, gọi cho tỉnh/)
  await ui.user.click(within(alert).getByRole('button', { name: 'Xem kết nối' }))
  await screen.findByRole('heading', { level: 1, name: 'Nộp lưu' })
})

test('[UI17] sending is paused and goes on by one key', async () => {
  const ui = await openSync({ progress: moving })
  await screen.findByRole('button', { name: 'Tạm dừng gửi' })

  await ui.user.keyboard('{Alt>}p{/Alt}')
  await screen.findByRole('button', { name: 'Gửi tiếp' })
  expect(await fact('Tình trạng')).toMatch(/^Tạm dừng/)
  await ui.user.keyboard('{Alt>}g{/Alt}')

  await screen.findByRole('button', { name: 'Tạm dừng gửi' })
  expect(callsOf(ui, 'setSyncSetting')).toEqual([
    { ...freeSetting, isPaused: true },
    { ...freeSetting, isPaused: false },
  ])
})

test('[UI18] hours over midnight, networks and a limit are set by the keyboard alone', async () => {
  const ui = await openSync({ progress: aProgress({ networks: ['Văn phòng xã', 'Điện thoại'] }) })
  await screen.findByText('Lúc nào cũng gửi')

  await ui.user.keyboard('{Control>},{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Cách gửi về tỉnh' })
  const toggle = async (name: string): Promise<void> => {
    act(() => within(dialog).getByRole('checkbox', { name }).focus())
    await ui.user.keyboard(' ')
  }
  await toggle('Chỉ gửi tệp trong khoảng giờ')
  await ui.user.clear(within(dialog).getByLabelText('Từ giờ'))
  await ui.user.type(within(dialog).getByLabelText('Từ giờ'), '21h30')
  within(dialog).getByText('Qua đêm: từ 21:30 hôm nay đến 05:00 hôm sau.')
  await toggle('Chỉ gửi tệp qua các mạng đã chọn')
  await toggle('Văn phòng xã')
  await toggle('Giới hạn tốc độ gửi tệp')
  await ui.user.clear(within(dialog).getByLabelText('Nhiều nhất (kbit mỗi giây)'))
  await ui.user.type(within(dialog).getByLabelText('Nhiều nhất (kbit mỗi giây)'), '128')
  act(() => within(dialog).getByRole('button', { name: 'Lưu' }).focus())
  await ui.user.keyboard('{Enter}')

  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(ui.engine.vault.sending.setting).toEqual({
    hours: { from: '21:30', to: '05:00' },
    networks: ['Văn phòng xã'],
    kilobitsPerSecond: 128,
    isPaused: false,
  })
  expect(await fact('Giờ gửi tệp')).toBe('Từ 21:30 đến 05:00 hôm sau')
  expect(await fact('Mạng')).toBe('Văn phòng xã')
  expect(await fact('Giới hạn')).toBe('128 kbit mỗi giây')
})

test('[UI18] what is wrong in the settings is told where it stands, and nothing is saved', async () => {
  const ui = await openSync({
    setting: { ...freeSetting, networks: ['Cáp quang cũ'], kilobitsPerSecond: 64 },
  })
  await screen.findByText('Cáp quang cũ')
  await ui.user.keyboard('{Control>},{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Cách gửi về tỉnh' })

  await ui.user.click(within(dialog).getByRole('checkbox', { name: 'Cáp quang cũ (máy không ở mạng này)' }))
  await ui.user.clear(within(dialog).getByLabelText('Nhiều nhất (kbit mỗi giây)'))
  await ui.user.click(within(dialog).getByRole('button', { name: 'Lưu' }))

  within(dialog).getByText('Chọn ít nhất một mạng.')
  within(dialog).getByText('Ghi một số từ 16 đến 1000000.')
  expect(callsOf(ui, 'setSyncSetting')).toEqual([])
})

test('[UI18] settings that cannot be saved stay open with the reason', async () => {
  const ui = await openSync()
  await screen.findByText('Lúc nào cũng gửi')
  await ui.user.keyboard('{Control>},{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Cách gửi về tỉnh' })
  ui.engine.failNext('setSyncSetting', { code: 'disk-full', detail: {} })

  await ui.user.click(within(dialog).getByRole('button', { name: 'Lưu' }))

  expect(await within(dialog).findByRole('alert')).toBeDefined()
})

test('[UI19] nothing is left is said only when the province was asked, and is not called handed over', async () => {
  await openSync({ progress: aProgress({ sent: { ops: 30, blobs: 8, bytes: 1 } }) }, { unsentBlobs: 0 })

  await screen.findByText('Tỉnh đã nhận đủ mọi thứ trên máy này')
  screen.getByText(/^Đã gửi chưa phải đã nộp/)
  screen.getByText('Lượt này đã gửi 30 thay đổi và 8 tệp.')
  expect(screen.queryByText('đã nộp')).toBeNull()
  screen.getByText('Bản gốc trên máy này không bao giờ tự xoá, dù tỉnh đã nhận.')
})

test('[UI19] the same word stands in the status bar, at a deposit and at a case file, and is explained on focus and hover', async () => {
  const ui = await openUi({
    caseFiles: [aCaseFile(1, { state: 'deposited', deposit: idOf('deposit', 1) })],
    deposits: [aDeposit(1, { caseFiles: [idOf('case', 1)] })],
    sync: { ...line, unsentOps: 0, unsentBlobs: 2, activity: 'working' },
  })
  const bar = await screen.findByRole('contentinfo', { name: 'Tình trạng' })
  const word = await within(bar).findByRole('button', { name: 'đang gửi' })
  await ui.user.tab()
  act(() => word.focus())
  expect((await screen.findByRole('tooltip')).textContent).toMatch(/^Đang gửi cho tỉnh/)
  act(() => word.blur())
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull())
  // After the keyboard the first move of the mouse only says that there is one.
  await ui.user.hover(bar)
  await ui.user.hover(word)
  expect((await screen.findByRole('tooltip')).textContent).toMatch(/^Đang gửi cho tỉnh/)

  await ui.user.keyboard('{Control>}6{/Control}')
  await within(screen.getByRole('main')).findByRole('button', { name: 'đang gửi' })
  await act(async () => ui.store.getState().openFile(idOf('case', 1)))
  await waitFor(() =>
    expect(
      within(screen.getByRole('main')).getAllByRole('button', { name: 'đang gửi' }).length,
    ).toBeGreaterThan(0),
  )

  ui.engine.vault.caseFiles = [aCaseFile(1, { state: 'accepted', deposit: idOf('deposit', 1) })]
  await ui.emit({ name: 'recordsChanged', payload: { ids: [idOf('case', 1)], revision: 2 } })
  const handedOver = await within(screen.getByRole('main')).findAllByRole('button', { name: 'đã nộp' })
  expect(handedOver.length).toBeGreaterThan(0)
  expect(within(bar).queryByText('đã nộp')).toBeNull()
})

test('before this PC is connected the screen says what is safe and how to connect', async () => {
  const ui = await openUi()
  await ui.user.keyboard('{Control>}9{/Control}')

  await screen.findByRole('heading', { name: 'Chưa kết nối với tỉnh' })
  screen.getByText('Bản gốc trên máy này không bao giờ tự xoá, dù tỉnh đã nhận.')
  await ui.user.click(screen.getByRole('button', { name: 'Kết nối với tỉnh' }))
  expect(await screen.findByRole('dialog', { name: 'Kết nối với tỉnh' })).toBeDefined()
})

test('progress that cannot be had is told and asked for again', async () => {
  const ui = await openUi({ sync: line, sending: aSending({ progress: moving }) })
  ui.engine.failNext('syncProgress', { code: 'internal', detail: {} })
  await ui.user.keyboard('{Control>}9{/Control}')

  await ui.user.click(await screen.findByRole('button', { name: 'Thử lại' }))

  expect(await fact('Dung lượng')).toBe('Còn 45 MB')
})

test('the status bar leads to the sending', async () => {
  const ui = await openUi({ sync: { ...line, unsentOps: 2, unsentBlobs: 3 } })

  await ui.user.click(await screen.findByRole('button', { name: 'Chưa gửi: 2 thay đổi, 3 tệp' }))

  expect(await screen.findByRole('heading', { level: 1, name: 'Gửi về tỉnh' })).toBeDefined()
})
