import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { samplesFolder } from '../support/engine.ts'
import { focusPlace } from '../support/focus-place.ts'
import { createKeyboard, type Keyboard } from '../support/keyboard.ts'
import { type Province, startProvince } from '../support/province.ts'
import { openProgram, type ProgramWindow } from '../support/window.ts'

const PASSPHRASE = 'một câu thật dài'
const COMMUNE = 'H27.38.05'
/** Of two pages, of a text that came with the file, and photographed ones. */
const papers = [
  'bao-cao.pdf',
  'cong-van-den.jpg',
  'giay-moi.jpg',
  'quyet-dinh.pdf',
  'thong-bao.jpg',
  'trich-luc.png',
]
/** All but one go into the file; the last lacks too much of what the law wants. */
const FILED = papers.length - 1
const sources = papers.map((name) => path.join(samplesFolder, name))
/** The file of the plan into which they go. */
const FILE = '02.XH'

let folder: string
let province: Province
let program: ProgramWindow
let keys: Keyboard

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'e2e-journey-'))
  province = await startProvince(path.join(folder, 'server'))
  program = await openProgram(path.join(folder, 'app'))
  keys = createKeyboard(program.page)
  await countPointers()
})
afterAll(async () => {
  await program?.close()
  await province?.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await program.shot('journey-failed')
    return
  }
  // Wherever a step ends, the next key has something to go to.
  await vi.waitFor(async () => {
    if ((await focusPlace(program.page)) === 'nowhere') throw new Error('the focus is on nothing')
  })
})

/** Tells by an attribute of the page how often something was pointed at. */
const countPointers = (): Promise<void> =>
  program.page.evaluate(() => {
    const root = document.documentElement
    for (const kind of ['pointerdown', 'dragenter', 'wheel']) {
      window.addEventListener(kind, () => root.setAttribute('data-pointed', kind), { capture: true })
    }
  })

const said = (text: string | RegExp, timeout = 30_000): Promise<void> =>
  program.page.getByText(text).filter({ visible: true }).first().waitFor({ timeout })

async function goTo(chord: string, screen: string): Promise<void> {
  await keys.press(chord)
  await program.page.getByRole('heading', { name: screen, level: 1 }).waitFor()
  await expect.poll(() => focusPlace(program.page)).not.toBe('nowhere')
}

/** Runs a command by words without tone marks. */
async function command(words: string, name: string): Promise<void> {
  await keys.press('Control+k')
  await dialogOf('Làm gì tiếp theo?').waitFor()
  await keys.type(words)
  await expect.poll(keys.focused).toMatch(new RegExp(`^${name}`))
  await keys.press('Enter')
}

const dialogOf = (name: string | RegExp) => program.page.getByRole('dialog', { name })

test('[UI94] a vault is made and its recovery sheet kept without a pointer', async () => {
  const { page } = program
  await page.getByRole('heading', { name: 'Lập kho hồ sơ', level: 1 }).waitFor()
  expect(await keys.focused()).toMatch(/^Tên cơ quan/)
  await keys.type('UBND xã Cẩm Hoà')
  await keys.tabTo(/^Mã định danh cơ quan/)
  await keys.press('Control+a')
  await keys.type(COMMUNE)
  await keys.tabTo(/^Họ và tên của bạn/)
  await keys.type('Trần Thị Mẫu')
  await keys.tabTo(/^Mật khẩu/)
  await keys.type(PASSPHRASE)
  await keys.tabTo(/^Nhập lại mật khẩu/)
  await keys.type(PASSPHRASE)
  await keys.press('Enter')

  await page.getByRole('heading', { name: 'Phiếu khôi phục', level: 1 }).waitFor()
  const sheet = page.getByRole('region', { name: 'Phiếu khôi phục' })
  expect((await sheet.innerText()).replace(/\s/g, '')).toMatch(/AGE-SECRET-KEY-1[0-9A-Z]{58}/)
  const goOn = page.getByRole('button', { name: 'Vào làm việc' })
  expect(await goOn.isDisabled()).toBe(true)
  await keys.tabTo(/^Tôi đã in hoặc chép lại/)
  await keys.press('Space')
  await keys.tabTo(/^Vào làm việc/)
  await keys.press('Enter')

  await page.getByRole('heading', { name: 'Tổng quan', level: 1 }).waitFor()
  await said('Xin chào Trần Thị Mẫu, UBND xã Cẩm Hoà')
})

test('[UI94] papers come in through the command that opens files, and are read', async () => {
  const { page } = program
  const before = await Promise.all(sources.map((file) => readFile(file)))
  // The dialog of the operating system is no part of the page, and no driver can press its keys.
  await program.app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths })
  }, sources)
  await keys.press('Control+o')
  await dialogOf('Đưa 6 tệp vào kho').waitFor()
  await expect.poll(keys.focused).toMatch(/6 tệp/)
  await keys.press('Enter')

  await page.getByRole('heading', { name: 'Tiếp nhận', level: 1 }).waitFor()
  await said('6 tệp: 6 đã nhận, 0 bị từ chối, 0 đang chờ')
  await said(/^Đã đọc xong/, 150_000)
  expect(await page.getByRole('button', { name: /^Trang \d, đã đọc$/ }).count()).toBeGreaterThanOrEqual(6)
  expect(await Promise.all(sources.map((file) => readFile(file)))).toEqual(before)
})

test('[UI94] the papers are gone through with Tab and Enter', async () => {
  const { page } = program
  await goTo('Control+3', 'Soát')
  for (let left = papers.length; left > 0; left -= 1) {
    await said(left === 1 ? /1 văn bản chờ soát/ : `${left} văn bản chờ soát`)
    const first = await keys.focused()
    expect(await page.getByRole('region', { name: 'Thông tin của văn bản' }).count()).toBe(1)
    await keys.press('Tab')
    expect(await keys.focused()).not.toBe(first)
    await expect.poll(() => focusPlace(page)).toBe('main')
    await keys.press('Enter')
    await said(
      left > 1 ? (left === 2 ? /1 văn bản chờ soát/ : `${left - 1} văn bản chờ soát`) : 'Đã soát hết',
    )
  }
})

test('[UI94] a case file is opened from the plan and takes the papers one after the other', async () => {
  const { page } = program
  await goTo('Control+4', 'Hồ sơ')
  const waiting = page.getByRole('listbox', { name: 'Văn bản chờ xếp' }).getByRole('option')
  await expect.poll(() => waiting.count()).toBe(papers.length)
  await keys.tabTo(/^I\. Tổng hợp/)
  await keys.walk('ArrowDown', new RegExp(FILE))
  await keys.press('Enter')
  await keys.tabTo(/^Mở hồ sơ mới/)
  await keys.press('Enter')
  await page.getByRole('heading', { name: new RegExp(FILE), level: 2 }).waitFor()
  await said(`Văn bản chờ xếp vào hồ sơ (${papers.length})`)
  await expect.poll(() => focusPlace(page)).toBe('main')

  await keys.tabTo(/^Báo cáo 118/)
  await keys.walk('ArrowLeft', /^Xếp vào/)
  for (let filed = 1; filed <= FILED; filed += 1) {
    await keys.press('Enter')
    await said(`Mục lục văn bản (${filed})`)
    await said(`Văn bản chờ xếp vào hồ sơ (${papers.length - filed})`)
    // The same button of the next paper.
    await expect.poll(keys.focused).toMatch(/^Xếp vào/)
  }
  expect(
    await page
      .getByRole('grid', { name: /^Mục lục văn bản/ })
      .getByRole('row')
      .count(),
  ).toBe(FILED + 1)
})

test('[UI94] the case file is checked against the list and closed', async () => {
  const { page } = program
  await command('ket thuc ho so', 'Kết thúc hồ sơ')
  const dialog = dialogOf(`Kết thúc hồ sơ ${FILE}`)
  await dialog.getByText('Mười điểm của hồ sơ hoàn chỉnh').waitFor()
  expect(await dialog.getByText(`1 trang, ${FILED} văn bản`).count()).toBe(1)
  const close = dialog.getByRole('button', { name: 'Kết thúc hồ sơ' })
  expect(await close.isDisabled()).toBe(true)
  await keys.tabTo(/^Tôi đã xem \d+ điều nên sửa/)
  await keys.press('Space')
  await expect.poll(() => close.isEnabled()).toBe(true)
  await keys.tabTo(/^Kết thúc hồ sơ$/)
  await keys.press('Enter')

  await said(`Đã kết thúc hồ sơ ${FILE}`)
  const closed = page.getByRole('gridcell', { name: `Hồ sơ, ${FILED} văn bản đã kết thúc` })
  await expect.poll(() => closed.count()).toBe(1)
})

test('[UI94] the province is connected by its address and code', async () => {
  await command('ket noi voi tinh', 'Kết nối với tỉnh')
  await dialogOf('Kết nối với tỉnh').waitFor()
  await expect.poll(keys.focused).toMatch(/^Địa chỉ/)
  await keys.press('Control+a')
  await keys.type(province.url)
  await keys.tabTo(/^Mã ghi danh/)
  await keys.type(province.enrolmentCode)
  await keys.press('Enter')
  await said(/Đã kết nối với/)
})

test('[UI94] the case file is deposited, sent, and accepted by the archivist; its receipt is shown', async () => {
  const { page } = program
  await goTo('Control+6', 'Nộp lưu')
  await keys.tabTo(/^Nộp lưu hồ sơ/)
  await keys.press('Enter')
  await said('Đã chọn 1 hồ sơ: nộp 1, để lại 0, không nộp được 0.')
  await keys.tabTo(/^Nộp lưu 1 hồ sơ/)
  await keys.press('Enter')
  await said('Lần nộp 1: 1 hồ sơ')
  await page.getByText('đã gửi', { exact: true }).first().waitFor({ timeout: 60_000 })
  await expect.poll(() => page.getByText('Không còn gì chưa gửi').count()).toBe(1)
  await expect.poll(() => focusPlace(page)).not.toBe('nowhere')

  const archive = await province.signIn()
  const [row] = await archive.deposits({})
  expect(row).toMatchObject({ commune: COMMUNE, documents: FILED, deposit: { ordinal: 1 } })
  const id = row?.deposit.id ?? ''
  expect(await archive.deposit({ commune: COMMUNE, id })).toMatchObject({ manifestMatches: true })
  const { body } = await archive.acceptDeposit({ commune: COMMUNE, deposit: id })
  const receipt = body.deposit?.number ?? ''
  expect(receipt).toMatch(/^BN-\d{4}-\d{6}$/)

  await keys.press('F5')
  await page.getByText('đã nộp', { exact: true }).first().waitFor({ timeout: 60_000 })
  expect(await page.getByText(receipt).count()).toBeGreaterThan(0)
  await program.shot('journey-receipt')
  expect(await page.locator('html').getAttribute('data-pointed')).toBe(null)
}, 240_000)
