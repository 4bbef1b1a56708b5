import type { Page } from 'playwright-core'
import { openProgram, type ProgramWindow } from '../support/window.ts'
import { WINDOW_PASSPHRASE } from './window-vault.ts'

/** Opens the program over a vault of `makeWindowVault` and unlocks it. */
export async function openDesk(dataFolder: string): Promise<ProgramWindow> {
  const program = await openProgram(dataFolder)
  const { page } = program
  page.setDefaultTimeout(120_000)
  await page.getByLabel('Mật khẩu').fill(WINDOW_PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  return program
}

/** To the list of case files, by its keys. */
export async function goToList(page: Page): Promise<void> {
  await page.keyboard.press('Control+4')
  await page.keyboard.press('Alt+h')
  await page
    .getByRole('grid', { name: /^Danh sách hồ sơ/ })
    .getByRole('row')
    .nth(5)
    .waitFor()
}

/** To the first document that waits for review. */
export async function goToReview(page: Page): Promise<void> {
  await page.keyboard.press('Control+3')
  await page.getByRole('heading', { name: 'Soát', level: 1 }).waitFor()
  await page.getByLabel('Trích yếu', { exact: true }).waitFor()
}
