import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { Keyboard } from './keyboard.ts'
import { palettePng } from './palette-png.ts'
import type { Province } from './province.ts'
import type { joinSecondPc } from './second-pc.ts'
import type { ProgramWindow } from './window.ts'

export const picturesFolder = path.join(import.meta.dirname, '../../docs/manual/pictures')
/** Stands in pictures where the server of the tests stood. */
export const SHOWN_ADDRESS = 'https://luutru.hatinh.example'

/** What a walk through the program has at hand. */
export interface Journey {
  readonly program: ProgramWindow
  readonly page: Page
  readonly keys: Keyboard
  readonly province: Province
  restartProvince(): Promise<Province>
  /** The other PC of the commune, once it has joined. */
  readonly held: { other: Awaited<ReturnType<typeof joinSecondPc>> | null }
}

/** Keeps what is on the screen as a picture of the manual. */
export async function shoot(page: Page, name: string): Promise<void> {
  // What is pointed at looks otherwise, and what was just done is told for some seconds.
  await page.mouse.move(0, 0)
  const notice = page.getByRole('button', { name: 'Đóng', exact: true }).and(page.locator('[data-toast] *'))
  if ((await notice.count()) > 0) await notice.first().click()
  await page.evaluate(nameProvince, SHOWN_ADDRESS)
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  await writeFile(path.join(picturesFolder, `${name}.png`), await palettePng(png))
}

/** In the window: the server of the tests stands on this machine, that of a province does not. */
function nameProvince(address: string): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    node.nodeValue = node.nodeValue?.replace(/http:\/\/127\.0\.0\.1:\d+/, address) ?? ''
  }
}

/** To a screen by its keys. */
export async function goTo({ keys, page }: Journey, chord: string, screen: string): Promise<void> {
  await keys.press(chord)
  await page.getByRole('heading', { name: screen, level: 1 }).waitFor()
}

/** Waits for words that can be seen. */
export const said = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 60_000 })

export async function leaveDialog({ keys, page }: Journey): Promise<void> {
  await keys.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}
