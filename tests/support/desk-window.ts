import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Preferences } from '../../domain/preferences-api.ts'
import type { Screen } from '../../renderer/state/view.ts'
import { createKeyboard, type Keyboard } from './keyboard.ts'

/** The keys that lead to each screen, and its heading in both languages. */
export const wayTo: { readonly [S in Screen]: readonly [chord: string, vi: string, en: string] } = {
  overview: ['Control+1', 'Tổng quan', 'Overview'],
  intake: ['Control+2', 'Tiếp nhận', 'Intake'],
  review: ['Control+3', 'Soát', 'Review'],
  files: ['Control+4', 'Hồ sơ', 'Case files'],
  plan: ['Control+8', 'Danh mục', 'Filing plan'],
  search: ['Control+5', 'Tìm kiếm', 'Search'],
  deposits: ['Control+6', 'Nộp lưu', 'Deposits'],
  sync: ['Control+9', 'Gửi về tỉnh', 'Sending'],
  conflicts: ['Control+0', 'Xung đột', 'Conflicts'],
  journal: ['Control+h', 'Nhật ký', 'Journal'],
  settings: ['Control+7', 'Thiết lập', 'Settings'],
}

/** The ways about a window whose vault is open. */
export interface DeskWindow {
  readonly page: Page
  readonly keys: Keyboard
  go(screen: Screen): Promise<void>
  /** Runs a command through the palette by its Vietnamese name. */
  command(name: string): Promise<void>
  /** Gives a button the focus and presses Enter. */
  press(name: string | RegExp): Promise<void>
  /** Opens a case file of the plan by what its row says. */
  file(row: string): Promise<void>
  /** Changes the look as the settings do, and waits until the window wears it. */
  wear(look: Partial<Pick<Preferences, 'language' | 'theme' | 'textPercent'>>): Promise<void>
}

export function createDeskWindow(page: Page): DeskWindow {
  const keys = createKeyboard(page)
  return {
    page,
    keys,
    go: async (screen) => {
      const [chord, ...names] = wayTo[screen]
      await page.keyboard.press(chord)
      const name = new RegExp(`^(${names.join('|')})$`)
      await page.getByRole('heading', { name, level: 1 }).waitFor()
      // What is still being fetched would be looked at as an empty place.
      await expect.poll(() => page.locator('main .lucide-loader-circle').count()).toBe(0)
    },
    command: async (name) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog', { name: 'Làm gì tiếp theo?' }).waitFor()
      await page.keyboard.type(name)
      await expect.poll(keys.focused, { timeout: 10_000 }).toMatch(new RegExp(`^${name}`))
      await page.keyboard.press('Enter')
    },
    press: async (name) => {
      const button = page.getByRole('button', { name }).first()
      await expect.poll(() => button.isEnabled()).toBe(true)
      await button.focus()
      await page.keyboard.press('Enter')
    },
    file: async (row) => {
      await page.getByRole('row').filter({ hasText: row }).first().click()
      await page.getByRole('heading', { level: 2 }).first().waitFor()
    },
    wear: async (look) => {
      await page.evaluate((patch) => {
        // What the preload puts into the window, which the types of this test know nothing of.
        const { hoso } = window as unknown as {
          hoso: { call(name: string, input: unknown): Promise<unknown> }
        }
        return hoso.call('setPreferences', patch)
      }, look)
      const worn = { lang: look.language, 'data-theme': look.theme, 'data-text': look.textPercent }
      for (const [attribute, value] of Object.entries(worn)) {
        if (value !== undefined) await page.locator(`html[${attribute}="${value}"]`).waitFor()
      }
    },
  }
}
