import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ConsolePage, openConsole } from '../support/console-page.ts'
import { connect, depositClosed, goByRail } from '../support/desk-steps.ts'
import { samplesFolder } from '../support/engine.ts'
import { type Province, startProvince } from '../support/province.ts'
import { fillFirstRun, openProgram, type ProgramWindow } from '../support/window.ts'

const PASSPHRASE = 'một câu thật dài'
const bad = ['corrupt.pdf', 'empty.pdf', 'huge.png', 'letter.docx', 'password.pdf']
const good = ['quyet-dinh.pdf', 'thong-bao.jpg']
const sources = [...bad.map((name) => `bad/${name}`), ...good].map((name) => path.join(samplesFolder, name))

let folder: string
let province: Province
let archive: ConsolePage
let program: ProgramWindow
let receiptNumber: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'e2e-thread-'))
  province = await startProvince(path.join(folder, 'server'))
  program = await start()
})
afterAll(async () => {
  await archive?.close()
  await program.close()
  await province.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const start = (): Promise<ProgramWindow> => openProgram(path.join(folder, 'app'))

/** Kills the program, starts it again and unlocks the vault. */
async function killAndReturn(): Promise<Page> {
  await program.kill()
  program = await start()
  await program.page.getByLabel('Mật khẩu').fill(PASSPHRASE)
  await program.page.keyboard.press('Enter')
  await program.page.getByRole('navigation').first().waitFor()
  return program.page
}

test('[UI1][KY1] a new vault is made, its recovery sheet shown, and its passphrase opens it after a kill', async () => {
  const { page } = program
  await fillFirstRun(page, PASSPHRASE)
  await program.shot('01-first-run')
  await page.getByRole('button', { name: 'Lập kho' }).click()
  await page.getByRole('heading', { name: 'Phiếu khôi phục' }).waitFor()
  expect(await page.getByText(/AGE-SECRET-KEY-1/).count()).toBe(1)
  await program.shot('02-recovery-sheet')

  await program.kill()
  program = await start()
  await program.page.getByLabel('Mật khẩu').fill('một câu khác hẳn')
  await program.page.keyboard.press('Enter')
  await program.page.getByText('Mật khẩu không đúng.').waitFor()
  await program.shot('03-wrong-passphrase')
  const reopened = await killAndReturn()

  await reopened.getByText('Xin chào Trần Thị Mẫu, UBND xã Cẩm Hoà').waitFor()
  await program.shot('04-overview')
})

test('[UI3][DG3][IN1] dropped files are all accounted for, and the refused ones say why in Vietnamese', async () => {
  const { page } = program
  const before = await Promise.all(sources.map((file) => readFile(file)))
  await program.drop(sources)

  await page.getByText('7 tệp: 2 đã nhận, 5 bị từ chối, 0 đang chờ').waitFor({ timeout: 60_000 })
  for (const cause of [
    'Tệp bị hỏng hoặc bị cắt dở.',
    'Tệp trống, không có dữ liệu.',
    'Tệp hoặc trang quá lớn.',
    'Loại tệp này chưa đọc được.',
    'Tệp PDF có đặt mật khẩu.',
  ]) {
    expect(await page.getByText(cause).allTextContents()).toHaveLength(1)
  }
  await program.shot('05-intake')
  expect(await Promise.all(sources.map((file) => readFile(file)))).toEqual(before)
})

test('[UI2][IN2] reading that was killed goes on after the restart', async () => {
  const page = await killAndReturn()
  await goByRail(page, 'Tiếp nhận')

  await page.getByText('7 tệp: 2 đã nhận, 5 bị từ chối, 0 đang chờ').waitFor()
  await page.getByText('3/3 trang', { exact: true }).waitFor({ timeout: 90_000 })
  expect(await page.getByRole('button', { name: /^Trang \d, đã đọc$/ }).count()).toBe(3)
  await page.locator('main img').first().waitFor()
  await program.shot('06-intake-read')
})

test('[UI5][CF5] a value is corrected by keyboard, the zone of its field is lit, and Enter accepts', async () => {
  const { page } = program
  await goByRail(page, 'Soát')
  await page.getByRole('option', { name: /Quyết định 15/ }).click()
  const subject = page.getByLabel('Trích yếu')
  await expect.poll(() => subject.inputValue()).toMatch(/^Về việc h/)
  expect(await page.getByLabel('Ngày ban hành').inputValue()).toBe('12/03/2025')
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '')
  const first = await focused()
  await page.keyboard.press('Tab')
  expect(await focused()).not.toBe(first)
  await subject.focus()
  await page.locator('[data-zone]').waitFor()
  await program.shot('07-review')
  await subject.fill('Về việc hưởng trợ cấp xã hội hằng tháng (đã sửa tay)')
  await page.keyboard.press('Enter')
  await page.getByText(/Đã lưu văn bản/).waitFor()

  const reopened = await killAndReturn()
  await goByRail(reopened, 'Hồ sơ')
  await reopened
    .getByText(/đã sửa tay/)
    .first()
    .waitFor()
})

test('[CF4][CF2] a case file is opened from the plan, the document put in, and it is closed', async () => {
  const { page } = program
  await page
    .getByRole('row', { name: /02\.XH/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Mở hồ sơ mới' }).click()
  await page.getByRole('heading', { name: /02\.XH/ }).waitFor()
  await page.getByRole('button', { name: 'Xếp vào 02.XH' }).click()
  await page.getByText('Hồ sơ, 1 văn bản').waitFor()
  await program.shot('08-case-file')
  await page.getByRole('button', { name: /^Kết thúc hồ sơ/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Kết thúc hồ sơ/ })
  await dialog.getByText(/Tôi đã xem .* điều nên sửa/).click()
  await program.shot('09-closing')
  await dialog.getByRole('button', { name: /^Kết thúc hồ sơ/ }).click()
  await page.getByText(/Đã kết thúc hồ sơ/).waitFor()
  await program.shot('09-closed')

  const reopened = await killAndReturn()
  await goByRail(reopened, 'Hồ sơ')
  const closed = reopened.getByRole('gridcell', { name: 'Hồ sơ, 1 văn bản đã kết thúc' })
  await closed.waitFor()
  expect(await closed.count()).toBe(1)
})

test('[UI1] the province is connected and the case file deposited and sent', async () => {
  const { page } = program
  await goByRail(page, 'Nộp lưu')
  await connect(page, province)

  await depositClosed(page)
  await page
    .getByText(/Lần nộp 1/)
    .first()
    .waitFor()
  await program.shot('10-deposit')

  const reopened = await killAndReturn()
  await goByRail(reopened, 'Nộp lưu')
  await reopened.getByText('đã gửi', { exact: true }).first().waitFor({ timeout: 60_000 })
  await expect.poll(() => reopened.getByText('Không còn gì chưa gửi').count()).toBe(1)
  await program.shot('11-sent')
})

test('[UI1] an archivist accepts the deposit in the province’s web page', async () => {
  archive = await openConsole(province)
  await archive.signIn()
  receiptNumber = await archive.acceptFirstDeposit()
  expect(receiptNumber).toMatch(/^BN-\d{4}-\d{6}$/)
})

test('[UI1][SY1] the signed receipt comes back and the window says "đã nộp" with its number', async () => {
  const { page } = program
  await page.keyboard.press('F5')
  await page.getByText('đã nộp', { exact: true }).first().waitFor({ timeout: 60_000 })
  expect(await page.getByText(receiptNumber).count()).toBeGreaterThan(0)
  await program.shot('12-accepted')

  const reopened = await killAndReturn()
  await goByRail(reopened, 'Nộp lưu')
  await reopened.getByText('đã nộp', { exact: true }).first().waitFor()
  expect(await reopened.getByText(receiptNumber).count()).toBeGreaterThan(0)
})
