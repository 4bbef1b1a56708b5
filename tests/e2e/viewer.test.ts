import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TextLayer } from '../../domain/text-layer.ts'
import { layerText } from '../../domain/text-layer.ts'
import { createNodeFork } from '../../electron/compose/node-reader.ts'
import { openSourceFile } from '../../electron/desk/source-file.ts'
import { createReaderPool } from '../../electron/digitise/reader-pool.ts'
import { seriousFaults } from '../support/axe.ts'
import { tinyDecision, tinyTextPdf } from '../support/tiny-sources.ts'
import { makeViewedVault, VIEWED_PASSPHRASE } from '../support/viewed-vault.ts'
import { openProgram, type ProgramWindow } from '../support/window.ts'

const out = path.join(import.meta.dirname, '../../out')
const PAGES = 300
const RARE_PAGES = [4, 149, 298]

let folder: string
let program: ProgramWindow
let page: Page
let layerAt: (index: number) => TextLayer

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'e2e-viewer-'))
  const file = path.join(folder, 'tap-van-ban.pdf')
  const lines = (index: number) => [
    ...tinyDecision,
    { text: `Trang số ${index + 1}`, x: 0.17, y: 0.6 },
    { text: RARE_PAGES.includes(index) ? 'Kênh mương nội đồng' : 'Ruộng vườn thôn Đông', x: 0.17, y: 0.65 },
  ]
  await writeFile(file, tinyTextPdf(Array.from({ length: PAGES }, (_, index) => lines(index))))
  layerAt = await readLayers(file)
  const place = {
    dataFolder: path.join(folder, 'app'),
    indexWorker: path.join(out, 'index/index-worker.mjs'),
  }
  await makeViewedVault(place, {
    file,
    pages: PAGES,
    subject: 'Về việc trợ cấp xã hội hằng tháng',
    layer: layerAt,
  })
  program = await openProgram(path.join(folder, 'app'))
  page = program.page
  await page.getByLabel('Mật khẩu').fill(VIEWED_PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Tổng quan' }).waitFor()
  await page.keyboard.press('Control+4')
  await page.getByRole('heading', { name: 'Hồ sơ', level: 1 }).waitFor()
})
afterAll(async () => {
  await program?.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** The first page and a rare one as the machine reads them; the others differ by their number alone. */
async function readLayers(file: string): Promise<(index: number) => TextLayer> {
  const pool = createReaderPool({
    fork: createNodeFork(path.join(out, 'reader/reader-process.mjs')),
    readers: 1,
    requestTimeoutMs: 60_000,
  })
  const source = await openSourceFile(file)
  try {
    const open = await pool.openSource(source)
    const [usual, rare] = [await open.readPage(0), await open.readPage(4)]
    await open.close()
    return (index) => numbered(RARE_PAGES.includes(index) ? rare : usual, index)
  } finally {
    await source.close()
    await pool.close()
  }
}

function numbered(layer: TextLayer, index: number): TextLayer {
  const lines = layer.lines.map((line) => {
    const isNumber = line.words[0]?.text === 'Trang'
    const words = line.words.map((word, at) =>
      isNumber && at === 2 ? { ...word, text: String(index + 1) } : word,
    )
    return { ...line, words }
  })
  return { ...layer, lines }
}

const stack = () => page.getByRole('group', { name: 'Các trang', exact: true })
const shown = (number: number) =>
  page.getByRole('region', { name: `Trang ${number} trên ${PAGES}`, exact: true })
const pagesDrawn = () => page.locator('section[data-page]').count()

async function openDocument(): Promise<void> {
  await page.getByRole('button', { name: 'Xem văn bản' }).focus()
  await page.keyboard.press('Enter')
  await stack().waitFor()
}

test('[UI50] Enter opens a document over the screen, its first page is seen at once, and Escape goes back to where one was', async () => {
  const opener = page.getByRole('button', { name: 'Xem văn bản' })
  await openDocument()
  await page.getByRole('dialog', { name: /15\/QĐ-UBND/ }).waitFor()
  await page.locator("section[data-page='0'][data-shown='full']").waitFor()
  await program.shot('viewer-01')
  expect(await pagesDrawn()).toBeLessThan(6)

  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)
})

test('[UI50] three hundred pages are scrolled through with few of them drawn, and each in its place', async () => {
  await openDocument()
  const heightBefore = await stack().evaluate((element) => element.scrollHeight)
  let most = 0
  for (let number = 1; number <= PAGES; number += 13) {
    await page.keyboard.press('g')
    await page.getByLabel('Đến trang').fill(String(number))
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByLabel('Đến trang').inputValue()).toBe(String(number))
    await shown(number).waitFor()
    most = Math.max(most, await pagesDrawn())
  }
  await page.keyboard.press('End')
  await shown(PAGES).waitFor()
  await page.locator(`section[data-page='${PAGES - 1}'][data-shown='full']`).waitFor()

  expect(most).toBeLessThan(8)
  // Pages are as high as was foretold, to the pixel that rounding takes.
  const heightAfter = await stack().evaluate((element) => element.scrollHeight)
  expect(Math.abs(heightAfter - heightBefore)).toBeLessThanOrEqual(PAGES)
  await program.shot('viewer-02-end')
  await page.keyboard.press('Home')
  await shown(1).waitFor()
})

test('[UI54] the text that is copied from a page is its text, in the order it is read', async () => {
  await page.keyboard.press('Home')
  const text = layerText(layerAt(0))
  await shown(1).getByText('Trang ', { exact: false }).first().waitFor()
  await stack().focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')

  const copied = await program.app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied.normalize('NFC')).toBe(copied)
  expect(copied.split(/\s+/)).toEqual(text.split(/\s+/))
  expect(copied.split('\n').map((line) => line.trim())).toEqual(text.split('\n'))
})

test('[UI54] words lie over their picture: those that are pointed at are those that are selected', async () => {
  const word = shown(1).getByText('thôn', { exact: false }).first()
  const box = await word.boundingBox()
  const pageBox = await shown(1).boundingBox()
  const layer = layerAt(0)
  const found = layer.lines.flatMap((line) => line.words).find(({ text }) => text === 'thôn')
  const left = ((found?.box[0] ?? 0) / layer.widthPx) * (pageBox?.width ?? 0) + (pageBox?.x ?? 0)
  expect(Math.abs((box?.x ?? 0) - left)).toBeLessThan(2)

  await word.dblclick()
  expect((await page.evaluate(() => getSelection()?.toString() ?? '')).trim()).toBe('thôn')
})

test('[UI52] words are found in the whole document, F3 goes from place to place, and each is lit in sight', async () => {
  await page.keyboard.press('Control+f')
  await page.getByLabel('Tìm trong văn bản').fill('kenh muong')
  await page.keyboard.press('Enter')
  await page.getByText('1/3', { exact: true }).waitFor()
  for (const [nth, index] of RARE_PAGES.entries()) {
    await page.getByText(`${nth + 1}/3`, { exact: true }).waitFor()
    const mark = shown(index + 1).locator("[data-present='true']")
    await mark.waitFor()
    const box = await mark.boundingBox()
    expect(box?.y ?? 0).toBeGreaterThan(60)
    expect(box?.y ?? 0).toBeLessThan(768)
    if (nth === 0) await program.shot('viewer-03-hit')
    await page.keyboard.press('F3')
  }
  await page.getByText('1/3', { exact: true }).waitFor()
  await page.keyboard.press('Shift+F3')
  await page.getByText('3/3', { exact: true }).waitFor()
  await stack().focus()
})

test('[UI51] zooming by wheel and key keeps the place under the pointer, and ends at its bounds', async () => {
  await page.keyboard.press('g')
  await page.getByLabel('Đến trang').fill('120')
  await page.keyboard.press('Enter')
  await shown(120).waitFor()
  const room = await stack().boundingBox()
  if (room === null) throw new Error('the pages are not shown')
  const at = { x: room.x + room.width * 0.6, y: room.y + room.height * 0.4 }
  const share = async () => {
    const box = await shown(120).boundingBox()
    return { x: (at.x - (box?.x ?? 0)) / (box?.width ?? 1), y: (at.y - (box?.y ?? 0)) / (box?.height ?? 1) }
  }
  const before = await share()
  await page.mouse.move(at.x, at.y)
  await page.keyboard.down('Control')
  for (let notch = 0; notch < 6; notch += 1) {
    await page.mouse.wheel(0, -120)
    const now = await expect.poll(share).toBeDefined().then(share)
    expect(now.y).toBeCloseTo(before.y, 2)
  }
  await page.keyboard.up('Control')
  const after = await share()
  expect(after.x).toBeCloseTo(before.x, 2)
  await page.locator("section[data-page='119'][data-shown='fine']").waitFor()
  await program.shot('viewer-04-zoomed')

  for (let step = 0; step < 25; step += 1) await page.keyboard.press('+')
  await page.getByText('800%', { exact: true }).waitFor()
  for (let step = 0; step < 25; step += 1) await page.keyboard.press('-')
  await page.getByText('10%', { exact: true }).waitFor()
  await page.keyboard.press('0')
  await shown(120).waitFor()
})

test('[UI55] a page is turned for the eye, turned for good by those who may, and measured in millimetres', async () => {
  const isAside = async (): Promise<boolean> => {
    const box = await shown(120).boundingBox()
    return box !== null && box.width > box.height
  }
  await page.keyboard.press('r')
  await expect.poll(isAside).toBe(true)
  await page.keyboard.press('Shift+R')
  await expect.poll(isAside).toBe(false)

  await page.keyboard.press('Alt+r')
  await expect.poll(isAside).toBe(true)
  await page.keyboard.press('Control+z')
  await expect.poll(isAside).toBe(false)

  await page.keyboard.press('m')
  await page.getByText('105 mm', { exact: true }).waitFor()
  await program.shot('viewer-05-measure')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByText('105 mm', { exact: true }).count()).toBe(0)
  await page.keyboard.press('i')
  await page.getByText('210 × 297 mm').waitFor()
  await program.shot('viewer-06-info')
  expect(await seriousFaults(page, 'viewer')).toEqual([])
  await page.keyboard.press('Escape')
})
