import type { Page } from 'playwright-core'

/** Where the next key goes: into a dialog, the screen, what stands beside it, or to nothing that can be seen. */
export function focusPlace(page: Page): Promise<'dialog' | 'main' | 'beside' | 'nowhere'> {
  return page.evaluate(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) return 'nowhere'
    const { width, height } = activeElement.getBoundingClientRect()
    if (width === 0 || height === 0 || !activeElement.isConnected) return 'nowhere'
    if (activeElement.closest('[role=dialog], [role=alertdialog]') !== null) return 'dialog'
    return activeElement.closest('main') === null ? 'beside' : 'main'
  })
}
