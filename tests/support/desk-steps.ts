import type { Page } from 'playwright-core'
import type { ReadyProvince } from './province.ts'

/** Goes to a screen by its button, as somebody with a pointer does. */
export async function goByRail(page: Page, screen: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${screen}`) })
    .click()
  await page.getByRole('heading', { name: screen, level: 1 }).waitFor()
}

/** On the screen of deposits: enrols this PC. */
export async function connect(
  page: Page,
  { url, enrolmentCode }: Pick<ReadyProvince, 'url' | 'enrolmentCode'>,
): Promise<void> {
  await page
    .getByRole('button', { name: /^Kết nối với tỉnh/ })
    .first()
    .click()
  await page.getByLabel(/Địa chỉ/).fill(url)
  await page.getByLabel(/Mã ghi danh/).fill(enrolmentCode)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Kết nối/ })
    .click()
  await page.getByText(/Đã kết nối với/).waitFor()
}

/** On the screen of deposits: hands over what is closed. */
export async function depositClosed(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Nộp lưu hồ sơ/ })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Nộp lưu/ })
    .click()
}
