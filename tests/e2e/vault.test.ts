import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import { goByRail } from '../support/desk-steps.ts'
import { samplesFolder } from '../support/engine.ts'
import { fillFirstRun, openProgram, type ProgramWindow } from '../support/window.ts'

const PASSPHRASE = 'một câu thật dài'
const LEADERS = 'lãnh đạo chỉ xem thôi'
const WIDE = { width: 1920, height: 1080 }
const USUAL = { width: 1366, height: 768 }

let folder: string
let program: ProgramWindow
const faults: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'e2e-vault-'))
  program = await openProgram(path.join(folder, 'app'))
})
afterAll(async () => {
  await program.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** Both sizes of a screen, and what axe finds in it. */
async function look(name: string): Promise<void> {
  const { page } = program
  await program.shot(`vault-${name}`)
  await page.setViewportSize(WIDE)
  await program.shot(`vault-${name}-wide`)
  await page.setViewportSize(USUAL)
  faults.push(...(await seriousFaults(page, name)))
}

/** The dialog of the operating system is the only thing that is answered for it. */
async function answerFolderDialog(chosen: string): Promise<void> {
  await program.app.evaluate(({ dialog }, answer) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [answer] })
  }, chosen)
}

test('[KY4] an administrator gives somebody else a way into the vault', async () => {
  const { page } = program
  await fillFirstRun(page, PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.getByText('Tôi đã in hoặc chép lại').click()
  await page.getByRole('button', { name: 'Vào làm việc' }).click()
  await page.getByRole('heading', { name: 'Tổng quan' }).waitFor()
  await program.drop([path.join(samplesFolder, 'thong-bao.jpg')])
  await page.getByText('1/1 trang', { exact: true }).waitFor({ timeout: 60_000 })

  await goByRail(page, 'Thiết lập')
  await page.getByRole('button', { name: 'Thêm người dùng' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Họ và tên').fill('Lê Thị Xem')
  await dialog.getByRole('button', { name: /Vai trò/ }).click()
  await page.getByRole('option', { name: 'Lãnh đạo' }).click()
  await dialog.getByLabel('Mật khẩu', { exact: true }).fill(LEADERS)
  await dialog.getByLabel('Nhập lại mật khẩu').fill(LEADERS)
  await look('add-user')
  await dialog.getByRole('button', { name: 'Thêm người dùng' }).click()

  const rows = page.getByRole('grid', { name: 'Người dùng' }).getByRole('row')
  await expect.poll(() => rows.filter({ hasText: 'Lê Thị Xem' }).count(), { timeout: 30_000 }).toBe(1)
  await look('settings')
})

test('[CA15] a backup is one click, and the vault is checked on demand', async () => {
  const { page } = program
  await answerFolderDialog(folder)
  await page.getByRole('button', { name: 'Sao lưu', exact: true }).click()
  await page.getByText(/\d+ tệp mới, 0 tệp đã có sẵn/).waitFor({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Kiểm tra kho' }).click()
  await page.getByText(/Kho nguyên vẹn/).waitFor({ timeout: 30_000 })
  expect(await readdir(path.join(folder, 'ho-so-xa-backup', 'snapshots'))).toHaveLength(1)
  await look('backup')
})

test('[ST13] words without tone marks find the page, and facets narrow what was found', async () => {
  const { page } = program
  await goByRail(page, 'Tìm kiếm')
  await page.getByRole('searchbox').fill('thong bao')
  await page
    .getByText(/1 văn bản/)
    .first()
    .waitFor({ timeout: 30_000 })
  expect(await page.locator('mark').first().textContent()).toMatch(/thông báo/i)
  await look('search')
})

test('[KY7][KY8][KY10] a locked vault tells nothing, makes guessers wait, and lets a leader only look', async () => {
  const { page } = program
  await goByRail(page, 'Thiết lập')
  await page.getByRole('button', { name: 'Khoá kho' }).first().click()
  const field = page.getByLabel('Mật khẩu', { exact: true })
  await field.waitFor()
  const guess = async (): Promise<number> => {
    await field.fill('đoán mò')
    await page.keyboard.press('Enter')
    return page.getByRole('timer').count()
  }
  await expect.poll(guess, { timeout: 30_000, interval: 300 }).toBe(1)
  await look('wait')
  await page.getByRole('timer').waitFor({ state: 'detached', timeout: 70_000 })

  await field.fill(LEADERS)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').getByText('Lãnh đạo').waitFor()
  await goByRail(page, 'Thiết lập')
  expect(await page.getByRole('button', { name: 'Thêm người dùng' }).count()).toBe(0)
  await look('leader')
})

test('[CA1][CA15] on another PC the backup becomes the vault, from the screen of the first run', async () => {
  await program.close()
  program = await openProgram(path.join(folder, 'another'))
  const { page } = program
  await answerFolderDialog(folder)
  await page.getByRole('button', { name: 'Khôi phục từ bản sao lưu' }).click()
  await page.getByRole('button', { name: 'Chọn thư mục sao lưu' }).click()
  await page.getByLabel('Mật khẩu hoặc mã khôi phục của kho cũ').fill(PASSPHRASE)
  await look('restore')
  await page.getByRole('button', { name: 'Khôi phục', exact: true }).click()
  await page.getByRole('heading', { name: 'Mở khoá kho' }).waitFor({ timeout: 30_000 })
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Tổng quan' }).waitFor()
  await goByRail(page, 'Tiếp nhận')
  await expect.poll(() => page.getByText('1/1 trang', { exact: true }).count(), { timeout: 30_000 }).toBe(1)
})

test('[UI4] none of these screens has a serious accessibility fault', () => {
  expect(faults).toEqual([])
})
