import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Serious and critical accessibility faults of what is on the screen, in light and in dark. */
export async function seriousFaults(page: Page, screen: string): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    // What fades is looked at as it stands, not half gone.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    faults.push(...(await faultsNow(page, `${screen} ${colorScheme}`)))
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null })
  return faults
}

/** The same as the window looks now, or of a part of it. */
export async function faultsNow(page: Page, name: string, part: string | null = null): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations } = await (part === null ? builder : builder.include(part)).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)
}
