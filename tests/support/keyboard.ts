import type { Page } from 'playwright-core'

/** A person at the window who has no mouse. */
export interface Keyboard {
  /** Keys pressed since the last look, a chord as one. */
  strokes(): number
  /** What has the focus, about as a screen reader would call it. */
  focused(): Promise<string>
  press(...chords: readonly string[]): Promise<void>
  type(text: string): Promise<void>
  /** Goes on with a key until the focus is on what is called so. @throws Error where that many steps do not lead there */
  walk(key: string, to: RegExp, most?: number): Promise<void>
  /** Walks with Tab. */
  tabTo(name: RegExp): Promise<void>
}

const MOST_STEPS = 160

export function createKeyboard(page: Page): Keyboard {
  let strokes = 0
  const press = async (...chords: readonly string[]): Promise<void> => {
    for (const chord of chords) {
      strokes += 1
      await page.keyboard.press(chord)
    }
  }
  const walk = async (key: string, to: RegExp, most = MOST_STEPS): Promise<void> => {
    const seen: string[] = []
    for (let step = 0; step <= most; step += 1) {
      const name = await focusedName(page)
      if (to.test(name)) return
      seen.push(name.slice(0, 60))
      await press(key)
    }
    throw new Error(`${key} does not lead to ${to}, only to: ${seen.slice(-40).join(' | ')}`)
  }
  return {
    strokes: () => {
      const pressed = strokes
      strokes = 0
      return pressed
    },
    focused: () => focusedName(page),
    press,
    type: async (text) => {
      strokes += text.length
      await page.keyboard.type(text)
    },
    walk,
    tabTo: (name) => walk('Tab', name),
  }
}

function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement
    // In a box with a list the focus stays in the box.
    const inList = document.getElementById(focused?.getAttribute('aria-activedescendant') ?? '')
    const element = inList ?? focused
    if (element === null || element === document.body) return ''
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(' ')
    const labelling = ids.flatMap((id) => document.getElementById(id) ?? [])
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
    const names = [labelling, labels, [element]].map((parts) =>
      parts.map((part) => part.textContent).join(' '),
    )
    return element.getAttribute('aria-label') ?? names.find((name) => name !== '') ?? ''
  })
}
