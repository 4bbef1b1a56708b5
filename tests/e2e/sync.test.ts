import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { RecordId } from '../../domain/op.ts'
import { samplesFolder } from '../support/engine.ts'
import { createKeyboard, type Keyboard } from '../support/keyboard.ts'
import { createOnlooker, type Onlooker } from '../support/onlooker.ts'
import { type Province, startProvince } from '../support/province.ts'
import { joinSecondPc } from '../support/second-pc.ts'
import { fillFirstRun, openProgram, type ProgramWindow } from '../support/window.ts'

const COMMUNE = 'H27.38.05'

let folder: string
/** Where the officer of the province puts what came on sticks. */
let exchange: string
let stick: string
let program: ProgramWindow
let province: Province
let keys: Keyboard
/** The one deposit, as the province knows it. */
let deposit: RecordId
let onlooker: Onlooker

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'e2e-sync-'))
  exchange = path.join(folder, 'trao đổi')
  stick = path.join(folder, 'USB')
  await mkdir(exchange)
  await mkdir(stick)
  province = await startServer()
  program = await openProgram(path.join(folder, 'app'))
  keys = createKeyboard(program.page)
  onlooker = createOnlooker(program, 'issue6')
})
afterAll(async () => {
  await program.close()
  await province.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await program.shot('issue6/failed')
})

const startServer = (port = 0): Promise<Province> =>
  startProvince(path.join(folder, 'server'), port, ['--exchange', exchange])

/** Nothing is sent or taken over the line from now on. */
async function pause(): Promise<void> {
  await goTo('Control+9', 'Gửi về tỉnh')
  const button = program.page.getByRole('button', { name: /^Tạm dừng gửi/ })
  await expect.poll(() => button.isEnabled()).toBe(true)
  await keys.press('Alt+p')
  await onlooker.said(/^Tạm dừng: không gửi/)
}

async function goTo(chord: string, screen: string): Promise<void> {
  await keys.press(chord)
  await program.page.getByRole('heading', { name: screen, level: 1 }).waitFor()
}

async function openFileOf(notation: RegExp): Promise<void> {
  const { page } = program
  await page.getByRole('row', { name: notation }).first().click()
  await page.getByRole('button', { name: 'Mở hồ sơ mới' }).click()
  await page.getByRole('heading', { name: notation }).waitFor()
}

test('a clerk connects this PC, and goes on working after the line broke', async () => {
  const { page } = program
  await fillFirstRun(page, 'một câu thật dài')
  await page.keyboard.press('Enter')
  await page.getByText('Tôi đã in hoặc chép lại').click()
  await page.getByRole('button', { name: 'Vào làm việc' }).click()
  await page.getByRole('heading', { name: 'Tổng quan', level: 1 }).waitFor()
  await goTo('Control+9', 'Gửi về tỉnh')
  await onlooker.said('Chưa kết nối với tỉnh')
  await onlooker.shoot('sync-unconnected')
  await page.getByRole('main').getByRole('button', { name: 'Kết nối với tỉnh' }).click()
  await page.getByLabel(/Địa chỉ/).fill(province.url)
  await page.getByLabel(/Mã ghi danh/).fill(province.enrolmentCode)
  await page.keyboard.press('Enter')
  await onlooker.said('Tỉnh đã nhận đủ mọi thứ trên máy này')
  await onlooker.shoot('sync-empty')
  await province.stop()

  await program.drop([path.join(samplesFolder, 'quyet-dinh.pdf')])
  await onlooker.said('2/2 trang')
  await goTo('Control+3', 'Soát')
  const subject = page.getByLabel('Trích yếu')
  await expect.poll(() => subject.inputValue()).toMatch(/^Về việc h/)
  await subject.fill('Về việc hưởng trợ cấp xã hội hằng tháng')
  await keys.press('Enter')
  await onlooker.said(/Đã lưu văn bản/)
  await goTo('Control+4', 'Hồ sơ')
  await openFileOf(/01\.TH/)
  await openFileOf(/02\.XH/)
  await page.getByRole('button', { name: 'Xếp vào 02.XH' }).click()
  await page.getByRole('button', { name: /^Kết thúc hồ sơ/ }).click()
  const closing = page.getByRole('dialog', { name: /^Kết thúc hồ sơ/ })
  await closing.getByText(/Tôi đã xem .* điều nên sửa/).click()
  await closing.getByRole('button', { name: /^Kết thúc hồ sơ/ }).click()
  await onlooker.said(/Đã kết thúc hồ sơ/)
  await page.getByRole('button', { name: /^Nộp lưu hồ sơ này/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Nộp lưu/ })
    .click()
  await onlooker.said(/Đã lập đợt nộp lưu/)
})

test('[SY1] [UI17] with the server away the screen says so, how scans travel is set, and all is sent once it is back', async () => {
  const { page } = program
  await goTo('Control+9', 'Gửi về tỉnh')
  await keys.press('F5')
  await onlooker.said('Không liên lạc được với máy chủ của tỉnh.')
  await expect.poll(() => onlooker.fact('Thay đổi')).toMatch(/^Còn \d+ thay đổi chưa gửi$/)
  await onlooker.look('sync-offline')

  await keys.press('Control+,')
  await page.getByRole('dialog', { name: 'Cách gửi về tỉnh' }).waitFor()
  await onlooker.shoot('setting')
  await keys.tabTo(/^Chỉ gửi tệp trong khoảng giờ/)
  await keys.press('Space', 'Tab')
  await keys.type('24h')
  await keys.press('Enter')
  await onlooker.said('Ghi giờ và phút, thí dụ 22:00.')
  await onlooker.shoot('setting-wrong')
  for (const clock of ['0h', '23h59']) {
    await keys.press('Control+a')
    await keys.type(clock)
    await keys.press('Tab')
  }
  await keys.tabTo(/^Giới hạn tốc độ gửi tệp/)
  await keys.press('Space', 'Tab', 'Control+a')
  await keys.type('600')
  await onlooker.look('setting-filled')
  await keys.press('Enter')
  await onlooker.said('Đã lưu cách gửi về tỉnh')
  expect([await onlooker.fact('Giờ gửi tệp'), await onlooker.fact('Giới hạn')]).toEqual([
    'Từ 00:00 đến 23:59',
    '600 kbit mỗi giây',
  ])

  await keys.press('Alt+p')
  await onlooker.said(/^Tạm dừng: không gửi/)
  await onlooker.shoot('sync-paused')
  province = await startServer(Number(new URL(province.url).port))
  await keys.press('Alt+g')
  await expect.poll(() => onlooker.fact('Tệp'), { timeout: 20_000 }).toMatch(/^(Còn|Đã gửi)/)
  await onlooker.shoot('sync-busy')
  await onlooker.said('Tỉnh đã nhận đủ mọi thứ trên máy này')
  await expect.poll(() => onlooker.fact('Tệp')).toBe('Đã gửi hết')
  await onlooker.look('sync-done')
  await goTo('Control+6', 'Nộp lưu')
  await onlooker.said(/^đã gửi$/)
  await onlooker.shoot('deposits-sent')
})

test('[UI15] [UI16] what two PCs wrote differently is shown side by side, one key settles each, and the mark goes', async () => {
  const { page } = program
  const { station, find } = await joinSecondPc(province)
  const file = find('case_', '01.TH')
  deposit = find('deposit_')

  await pause()
  await goTo('Control+4', 'Hồ sơ')
  await page
    .getByRole('row', { name: /01\.TH/ })
    .first()
    .click()
  await page.getByRole('gridcell', { name: /Hồ sơ, 0 văn bản/ }).click()
  await page.getByRole('button', { name: 'Sửa đầu hồ sơ' }).click()
  await page.getByLabel('Tiêu đề hồ sơ').fill('Hồ sơ hội nghị tổng kết công tác năm 2026 của xã')
  await page.getByLabel('Người lập hồ sơ').fill('Trần Thị Ví Dụ')
  await page.getByLabel('Số và ký hiệu HS').fill('01.TH-A')
  await keys.press('Enter')
  await onlooker.said(/^Đã sửa đầu hồ sơ/)
  station.write(
    { record: file, path: '/title', value: 'Hồ sơ hội nghị sơ kết công tác năm 2026 của xã' },
    { record: file, path: '/maker', value: 'Lê Văn Thử' },
    { record: file, path: '/notation', value: '01.TH-B' },
  )
  await station.sync({ push: [station.batch()] })
  await goTo('Control+0', 'Xung đột')
  await onlooker.said('Các máy ghi như nhau')
  await onlooker.shoot('conflicts-empty')
  await goTo('Control+9', 'Gửi về tỉnh')
  await keys.press('Alt+g')
  await onlooker.said('3 chỗ các máy ghi khác nhau')

  await goTo('Control+0', 'Xung đột')
  const cells = page.getByRole('main').locator('button[aria-current]')
  const values = () => page.getByRole('main').locator('[data-removed]').allInnerTexts()
  await expect.poll(() => cells.count()).toBe(3)
  await onlooker.look('conflicts')
  const settled: Record<string, readonly string[]> = {}
  for (const left of [2, 1, 0]) {
    const cell = (await page.locator('button[aria-current="true"]').last().innerText()).trim()
    settled[cell] = await values()
    await keys.press({ 'Tiêu đề hồ sơ': 'b', 'Người lập': '2' }[cell] ?? '1')
    await onlooker.said(`Đã chọn ${3 - left}, còn ${left}`)
  }
  expect(Object.keys(settled).sort()).toEqual(['Người lập', 'Số và ký hiệu hồ sơ', 'Tiêu đề hồ sơ'])
  expect(settled['Người lập']?.toSorted()).toEqual(['Lê Văn Thử', 'Trần Thị Ví Dụ'])
  await onlooker.shoot('conflicts-done')
  await expect.poll(() => page.getByText('chỗ các máy ghi khác nhau').count()).toBe(0)

  await goTo('Control+4', 'Hồ sơ')
  const title = /hội nghị tổng kết công tác năm 2026 của xã/
  await page.getByRole('heading', { name: title }).waitFor()
  await expect.poll(() => page.getByRole('heading', { name: title }).innerText()).toContain('sơ kết công tác')
  await expect.poll(() => onlooker.fact('Người lập')).toBe(settled['Người lập']?.[1])
})

const bagsIn = async (place: string, way: 'up' | 'down'): Promise<readonly string[]> =>
  (await readdir(place)).filter((name) => name.startsWith(`hsx-${way}-`) && !name.includes('.report'))

test('[SY34] [SY37] with no line a stick carries the hand-over, and its answer brings the receipt', async () => {
  const { page } = program
  await pause()
  const archive = await province.signIn()
  const { body } = await archive.acceptDeposit({ commune: COMMUNE, deposit })

  await page.getByRole('button', { name: 'Ghi ra USB' }).click()
  await page.getByRole('dialog', { name: 'Nộp về tỉnh bằng USB' }).waitFor()
  await onlooker.look('bag-write')
  await onlooker.answerFolderDialog(path.join(folder, 'USB đã rút'))
  await keys.tabTo(/^Chọn USB và ghi/)
  await keys.press('Enter')
  await page.getByRole('dialog').getByRole('alert').waitFor()
  await onlooker.shoot('bag-write-failed')
  await onlooker.answerFolderDialog(stick)
  await keys.tabTo(/^Chọn USB và ghi/)
  await keys.press('Enter')
  await onlooker.said(/^Đã ghi 1 phần/)
  await onlooker.shoot('bag-written')
  await keys.press('Escape')

  await cp(stick, exchange, { recursive: true })
  const [written = ''] = await bagsIn(stick, 'up')
  await expect.poll(() => readdir(exchange), { timeout: 20_000 }).toContain(`${written}.report.json`)
  const [answer = ''] = await bagsIn(exchange, 'down')
  await cp(path.join(exchange, answer), path.join(stick, answer), { recursive: true })
  const declaration = path.join(stick, answer, 'bagit.txt')
  const declared = await readFile(declaration)
  await rm(declaration)

  await page.getByRole('button', { name: 'Nhận từ USB' }).click()
  await onlooker.shoot('bag-read')
  await keys.tabTo(/^Chọn USB và nhận/)
  await keys.press('Enter')
  await onlooker.said(/^Gói/)
  await onlooker.look('bag-refused')
  await writeFile(declaration, declared)
  await keys.tabTo(/^Chọn USB và nhận/)
  await keys.press('Enter')
  await onlooker.said('Đã nhận 1 phần')
  await onlooker.said(/1 lần nộp đã được tiếp nhận/)
  await onlooker.shoot('bag-taken')
  await keys.press('Escape')

  await goTo('Control+6', 'Nộp lưu')
  await onlooker.said(`Biên nhận số ${body.deposit?.number}`)
  await onlooker.said(/^đã nộp$/)
  await onlooker.look('deposits-accepted')
})

test('[UI4] none of these screens has a serious accessibility fault', () => {
  expect(onlooker.faults).toEqual([])
})
