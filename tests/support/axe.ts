import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Serious and critical accessibility faults of what is on the screen, in light and in dark. */
export async function seriousFaults(page: Page, screen: string): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    // What fades is looked at as it stands, not half gone.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      faults.push(`${screen} ${colorScheme} ${id}: ${nodes[0]?.html}`)
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null })
  return faults
}
