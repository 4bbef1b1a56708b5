import type { ElectronApplication } from 'playwright-core'
import type { Screen } from '../../renderer/state/view.ts'
import type { DeskWindow } from './desk-window.ts'

/** What opens dialogs, besides keys. */
export interface Opening extends DeskWindow {
  readonly app: ElectronApplication
  /** Where the papers lie. */
  readonly papers: string
}

/** One dialog: how it is come by, and what it says of what it is about. */
export interface DialogRow {
  readonly on: Screen
  /** What is to be done first; the focus goes back to where it was after that. */
  readonly before?: (desk: Opening) => Promise<void>
  readonly open: (desk: Opening) => Promise<void>
  readonly title: string | RegExp
  /** Something that stands in it. */
  readonly says: string | RegExp
}

/** Runs a command through the palette. */
export const command =
  (name: string) =>
  (desk: Opening): Promise<void> =>
    desk.command(name)
/** Presses a button by the keyboard. */
export const press =
  (name: string | RegExp) =>
  (desk: Opening): Promise<void> =>
    desk.press(name)
/** In a table the focus goes from row to row, so a button in one is clicked. */
export const click =
  (name: string) =>
  (desk: Opening): Promise<void> =>
    desk.page.getByRole('button', { name, exact: true }).click()
/** Presses keys. */
export const chord =
  (keys: string) =>
  (desk: Opening): Promise<void> =>
    desk.page.keyboard.press(keys)
/** Opens a case file of the plan by what its row says. */
export const file =
  (row: string) =>
  (desk: Opening): Promise<void> =>
    desk.file(row)

/** What the rows of the case files say. */
export const OPEN = 'Hồ sơ, 2 văn bản'
export const EMPTY = 'Hồ sơ, 0 văn bản'
export const CLOSED = 'Hồ sơ, 1 văn bản'

/** Shows a tab of the screen. */
export const tab =
  (name: string) =>
  async ({ page }: Opening): Promise<void> => {
    await page.getByRole('tab', { name }).click()
    await page.getByRole('tab', { name, selected: true }).waitFor()
  }

/** Chooses documents of the open case file in its contents list. */
export const documents =
  (count: number) =>
  async (desk: Opening): Promise<void> => {
    const { page } = desk
    await desk.file(OPEN)
    const rows = page.getByRole('grid', { name: /^Mục lục văn bản/ }).getByRole('row')
    await rows.nth(2).waitFor()
    for (let at = 1; at <= 2; at += 1) {
      const row = rows.nth(at)
      const isChosen = (await row.getAttribute('aria-selected')) === 'true'
      if (isChosen === at <= count) continue
      await row.focus()
      await page.keyboard.press('Space')
    }
    await page.getByText(`Đã chọn ${count} văn bản.`).waitFor()
  }

/** Every row of the long list of case files. */
export const allFiles = async ({ page }: Opening): Promise<void> => {
  await page.keyboard.press('Alt+h')
  const grid = page.getByRole('grid', { name: /^Danh sách hồ sơ/ })
  await grid.focus()
  await page.keyboard.press('Control+a')
  await page.getByRole('button', { name: /^Sửa các dòng đã chọn/ }).waitFor()
}

/** Shows the plan with its case files. */
export const tree = ({ page }: Opening): Promise<void> => page.keyboard.press('Alt+t')

/** The dialog of the operating system is the only thing that is answered for it. */
export async function answerFiles(
  { app }: Pick<Opening, 'app'>,
  filePaths: readonly string[],
): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...chosen] })
  }, filePaths)
}

/** Pastes a picture that has no place on the disk. */
export async function pastePicture({ page }: Opening): Promise<void> {
  await page.evaluate(() => {
    const picture = new File([new Uint8Array([137, 80, 78, 71])], 'anh.png', { type: 'image/png' })
    const data = new DataTransfer()
    data.items.add(picture)
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }))
  })
}

/** Lays the pages of the newest batch out and chooses the first. */
export async function arrangePages({ page }: Opening): Promise<void> {
  const pages = page.getByRole('grid', { name: 'Các trang, theo thứ tự trong đợt' })
  if ((await pages.count()) === 0) await page.keyboard.press('Control+g')
  await pages.getByRole('row').first().focus()
  await page.keyboard.press('Space')
  await page.getByText('Đang chọn 1 trang').waitFor()
}
