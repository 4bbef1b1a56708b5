import { seriousFaults } from './axe.ts'
import type { ProgramWindow } from './window.ts'

const WIDE = { width: 1920, height: 1080 }
const USUAL = { width: 1366, height: 768 }

/** Looks at the window and tells what stands there. */
export interface Onlooker {
  /** What axe found in all that was looked at. */
  readonly faults: readonly string[]
  /** Both sizes of a screen. */
  shoot(name: string): Promise<void>
  /** Both sizes of a screen, and what axe finds in it. */
  look(name: string): Promise<void>
  /** Waits for words that can be seen. */
  said(text: string | RegExp): Promise<void>
  /** The value beside a name. */
  fact(name: string): Promise<string | null>
  /** The dialog of the operating system is the only thing that is answered for it. */
  answerFolderDialog(chosen: string): Promise<void>
}

/** @param folder of the screenshots, below that of all */
export function createOnlooker({ app, page, shot }: ProgramWindow, folder: string): Onlooker {
  const faults: string[] = []
  const shoot = async (name: string): Promise<void> => {
    await shot(`${folder}/${name}`)
    await page.setViewportSize(WIDE)
    await shot(`${folder}/${name}-wide`)
    await page.setViewportSize(USUAL)
  }
  return {
    faults,
    shoot,
    look: async (name) => {
      await shoot(name)
      faults.push(...(await seriousFaults(page, name)))
    },
    said: (text) => page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 30_000 }),
    fact: (name) =>
      page
        .locator('dt', { hasText: new RegExp(`^${name}$`) })
        .locator('+ dd')
        .textContent(),
    answerFolderDialog: (chosen) =>
      app.evaluate(({ dialog }, answer) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [answer] })
      }, chosen),
  }
}
