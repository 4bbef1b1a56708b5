import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Dialog, Screen } from '../../renderer/state/view.ts'
import { screens } from '../../renderer/state/view.ts'
import { faultsNow } from '../support/axe.ts'
import { cutThings } from '../support/cut-things.ts'
import { dialogRows } from '../support/desk-dialogs.ts'
import { DESK_PASSPHRASE, makeDeskVault, writeStampedPaper } from '../support/desk-vault.ts'
import type { DialogRow, Opening } from '../support/desk-ways.ts'
import { createDeskWindow, wayTo } from '../support/desk-window.ts'
import { focusPlace } from '../support/focus-place.ts'
import { vietnameseLeft } from '../support/our-words.ts'
import { type Province, startProvince } from '../support/province.ts'
import { openProgram, type ProgramWindow } from '../support/window.ts'

declare global {
  interface Window {
    /** What had the focus last outside of every dialog. */
    focusedBelow?: Element
  }
}

let folder: string
let province: Province
let program: ProgramWindow
let desk: Opening

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'e2e-screens-'))
  const papers = path.join(folder, 'giấy tờ')
  province = await startProvince(path.join(folder, 'server'))
  await makeDeskVault(path.join(folder, 'app'), papers, province)
  await writeStampedPaper(path.join(papers, 'dong-dau.pdf'))
  program = await openProgram(path.join(folder, 'app'))
  const { app, page } = program
  desk = { ...createDeskWindow(page), app, papers }
  // What fades is looked at as it stands, not half gone.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await desk.wear({ language: 'vi', theme: 'light', textPercent: 100 })
  await page.getByLabel('Mật khẩu').fill(DESK_PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Tổng quan', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Thôi' }).click()
  await page.evaluate(() => {
    window.addEventListener('focusin', ({ target }) => {
      if (target instanceof Element && target.closest('[role=dialog]') === null) window.focusedBelow = target
    })
  })
})
afterAll(async () => {
  await program?.close()
  await province?.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await program.shot(`screens-failed-${task.name.replace(/[^a-z-]+/g, '-')}`)
  // The next one begins with no dialog and the usual look.
  for (let open = await desk.page.getByRole('dialog').count(); open > 0; open -= 1)
    await desk.page.keyboard.press('Escape')
  await desk.wear({ language: 'vi', theme: 'light', textPercent: 100 })
})

/** What a screen says of the papers, files and people of the vault. */
const meanings: { readonly [S in Screen]: (main: Locator) => readonly [Locator, number][] } = {
  overview: (main) => [
    [main.getByText('Xin chào Trần Thị Mẫu, UBND xã Cẩm Hoà'), 1],
    [main.getByRole('button', { name: /^3\s*văn bản chờ soát/ }), 1],
    [main.getByRole('button', { name: /^2\s*hồ sơ đang mở/ }), 1],
    [main.getByRole('progressbar', { name: 'Hồ sơ đã nộp trên số đã lập' }), 1],
  ],
  intake: (main) => [
    [main.getByText('3 tệp: 2 đã nhận, 1 bị từ chối, 0 đang chờ'), 1],
    [main.getByRole('button', { name: /^Trang \d+, .*đã đọc/ }), 13],
    [main.getByRole('button', { name: 'Xử lý' }), 1],
  ],
  review: (main) => [
    [main.getByRole('option'), 3],
    [main.getByLabel('Số', { exact: true }), 1],
    [main.getByLabel('Trích yếu', { exact: true }), 1],
  ],
  files: (main) => [
    [main.getByRole('tab'), 3],
    [main.getByRole('row').filter({ hasText: /Hồ sơ, \d văn bản/ }), 3],
    [main.getByRole('listbox', { name: 'Văn bản chờ xếp' }).getByRole('option'), 1],
  ],
  plan: (main) => [
    [main.getByRole('heading', { name: 'Danh mục hồ sơ năm 2026 (24)' }), 1],
    [main.getByRole('tab', { name: 'Danh mục hồ sơ', selected: true }), 1],
  ],
  search: (main) => [
    [main.getByRole('searchbox'), 1],
    [main.getByText('Từ ngày', { exact: true }), 1],
  ],
  deposits: (main) => [
    [main.getByText('1 hồ sơ: 1 quá hạn, 0 đến hạn trong năm nay.'), 1],
    [main.getByText('Chưa nộp lưu lần nào'), 1],
  ],
  sync: (main) => [
    [main.getByRole('button', { name: /^Tạm dừng gửi/ }), 1],
    [
      main
        .getByText('đã lưu trên máy')
        .or(main.getByText('đã gửi', { exact: true }))
        .first(),
      1,
    ],
  ],
  conflicts: (main) => [[main.getByText('Các máy ghi như nhau'), 1]],
  journal: (main) => [
    [main.getByText(/^\d+ thao tác của 1 máy/), 1],
    [main.getByText('Kết thúc hồ sơ', { exact: true }).first(), 1],
  ],
  settings: (main) => [
    [main.getByRole('radio', { name: 'Tiếng Việt', checked: true }), 1],
    [main.getByRole('grid', { name: 'Người dùng' }).getByRole('row'), 3],
    [main.getByText('Kho dữ liệu mẫu'), 1],
  ],
}

test('[UI95] every screen and every kind of dialog has its row here', async () => {
  const source = await readFile(path.join(import.meta.dirname, '../../renderer/state/view.ts'), 'utf8')
  const union = /export type Dialog =([\s\S]*?)\n\n/.exec(source)?.[1] ?? ''
  const named = [...union.matchAll(/readonly kind:((?:\s*\|?\s*'[a-z-]+')+)/g)].flatMap(([all]) =>
    [...all.matchAll(/'([a-z-]+)'/g)].map(([quoted]) => quoted.slice(1, -1)),
  )

  expect(new Set(named)).toEqual(new Set(Object.keys(dialogRows)))
  expect(new Set(Object.keys(meanings))).toEqual(new Set(screens))
  expect(new Set(Object.keys(wayTo))).toEqual(new Set(screens))
})

for (const screen of screens) {
  test(`[UI95][UI97][UI98] screen ${screen}: its meaning, no serious fault in light and dark, whole at 200 %, no Vietnamese in English`, async () => {
    const { page } = desk
    await desk.go(screen)
    for (const [found, count] of meanings[screen](page.getByRole('main')))
      await expect.poll(() => found.count()).toBe(count)
    await expect.poll(() => focusPlace(page)).not.toBe('nowhere')
    const faults = await faultsNow(page, `${screen} light`)

    await desk.wear({ language: 'en', theme: 'dark' })
    await page.getByRole('heading', { name: wayTo[screen][2], level: 1 }).waitFor()
    faults.push(...(await faultsNow(page, `${screen} dark`)))
    faults.push(...(await vietnameseLeft(page, 'body')))

    await desk.wear({ language: 'vi', theme: 'light', textPercent: 200 })
    await page.getByRole('heading', { name: wayTo[screen][1], level: 1 }).waitFor()
    faults.push(...(await notWhole()))
    await desk.wear({ textPercent: 100 })
    expect(faults).toEqual([])
  })
}

test('[UI99] letters that mean something on the screen are typed in a dialog above it', async () => {
  const { page } = desk
  await desk.go('intake')
  await page.keyboard.press('Control+k')
  const box = page.getByRole('dialog').getByRole('searchbox')
  await page.keyboard.type('demsq[]')
  await expect.poll(() => box.inputValue()).toBe('demsq[]')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => focusPlace(page)).toBe('main')
})

/** What of the window is cut off, and whether it scrolls sideways. */
async function notWhole(): Promise<readonly string[]> {
  const { page } = desk
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  return [...(await cutThings(page)), ...(isWide ? ['the window scrolls sideways'] : [])]
}

// The one that stops the intake comes last.
for (const kind of Object.keys(dialogRows) as Dialog['kind'][]) {
  for (const row of dialogRows[kind]) {
    test(`[UI96][UI97][UI98] dialog ${kind}: ${row.title}`, async () => {
      expect(await lookAt(row)).toEqual([])
    })
  }
}

/** @returns what is wrong with how it looks and reads; that it is there and takes the keys is expected meanwhile */
async function lookAt({ on, before, open, title, says }: DialogRow): Promise<readonly string[]> {
  const { page } = desk
  await desk.go(on)
  await before?.(desk)
  await open(desk)
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.waitFor()
  const opener = await page.evaluateHandle(() => window.focusedBelow)
  const name = await page.evaluate(() => document.querySelector('[role=dialog] h2')?.textContent ?? '')
  await dialog.getByText(says).first().waitFor()
  await expect.poll(() => focusPlace(page)).toBe('dialog')
  const faults = await faultsNow(page, `${name} light`, '[role=dialog]')

  await desk.wear({ language: 'en', theme: 'dark' })
  faults.push(...(await faultsNow(page, `${name} dark`, '[role=dialog]')))
  faults.push(...(await vietnameseLeft(page, '[role=dialog]')))
  await desk.wear({ language: 'vi', theme: 'light', textPercent: 200 })
  faults.push(...(await notWhole()))
  await desk.wear({ textPercent: 100 })

  await staysInside()
  // A hint that is shown goes first.
  if ((await page.getByRole('tooltip').count()) > 0) await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  const isBack = (): Promise<boolean> =>
    opener.evaluate((element) => {
      const { activeElement } = document
      // Another language draws some of the screen anew; then what stands in its place has the focus.
      return element?.isConnected === true
        ? activeElement === element
        : activeElement?.closest('main') !== null
    })
  await expect.poll(isBack).toBe(true)
  return faults
}

const MOST_STOPS = 60

/** Tab goes round in the dialog, however many stops it has; Shift+Tab as well. */
async function staysInside(): Promise<void> {
  const { page } = desk
  await page.keyboard.press('Tab')
  const first = await page.evaluateHandle(() => document.activeElement)
  const isRound = (): Promise<boolean> => first.evaluate((element) => document.activeElement === element)
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    expect(await focusPlace(page)).toBe('dialog')
    await page.keyboard.press('Tab')
    if (await isRound()) break
  }
  expect(await isRound()).toBe(true)
  await page.keyboard.press('Shift+Tab')
  expect(await focusPlace(page)).toBe('dialog')
}
