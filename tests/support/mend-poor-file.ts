import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Keyboard } from './keyboard.ts'

const said = (page: Page, text: string) => page.getByText(text).first().waitFor()

/** Goes with F8 through what the heap's case file 02.XH must have before it is closed, and mends it with the keyboard. */
export async function mendMusts(page: Page, keys: Keyboard): Promise<void> {
  await keys.press('F8')
  await page.getByRole('dialog', { name: 'Sửa đầu hồ sơ 02.XH' }).waitFor()
  await expect.poll(keys.focused).toMatch(/^Căn cứ thời hạn/)
  await keys.type('TT 10/2022/TT-BNV')
  await keys.press('Enter')
  await said(page, 'Phải sửa (2)')
  await keys.press('F8')
  await page.getByRole('heading', { name: 'Soát', level: 1 }).waitFor()
  await expect.poll(keys.focused).toMatch(/^Tên loại văn bản/)
  await keys.type('Công văn')
  await keys.press('ArrowDown', 'Enter')
  await keys.tabTo(/^Trích yếu/)
  await keys.type('Hướng dẫn quy trình rà soát hộ nghèo, hộ cận nghèo hằng năm')
  await keys.press('Enter')
  await page.getByRole('heading', { name: 'Hồ sơ', level: 1 }).waitFor()
  await said(page, 'Nên sửa (3)')
  await expect.poll(() => page.getByText(/^Phải sửa/).count()).toBe(0)
}

/** The same for what it should have: where the paper lies, the sheets of each document, the signature. */
export async function mendShoulds(page: Page, keys: Keyboard): Promise<void> {
  await keys.press('F8')
  await expect.poll(keys.focused).toMatch(/^Mã hồ sơ gốc giấy/)
  await keys.type('K1.G2.H3')
  await keys.press('Tab')
  await said(page, 'Nên sửa (2)')
  const number = page.getByRole('button', { name: /^Đánh số tờ/ })
  for (let left = 6; left > 0; left -= 1) {
    await said(page, `${left} văn bản chưa đếm số tờ, đang tính mỗi trang một tờ.`)
    await keys.press('F8')
    await expect.poll(keys.focused).toMatch(/^\d$|UBND|SLĐ/)
    await keys.press('Space')
    await said(page, 'Đã chọn 1 văn bản.')
    await expect.poll(() => number.isEnabled()).toBe(true)
    await keys.press('Control+Shift+T')
    await page.getByRole('dialog', { name: 'Đánh số tờ' }).waitFor()
    await keys.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(keys.focused).toMatch(/^\d$|UBND|SLĐ/)
    // On a slow PC the focus may come back to the row beside it; this chooses none, whichever it is.
    await keys.press('Escape')
    await said(page, 'Đánh dấu văn bản để chuyển')
  }
  await said(page, 'Nên sửa (1)')
  await keys.press('F8')
  await expect.poll(keys.focused).toMatch(/Ký số của cơ quan/)
  await keys.press('Enter')
  await keys.walk('ArrowUp', /chưa ký số/, 5)
  await keys.press('Enter')
}
