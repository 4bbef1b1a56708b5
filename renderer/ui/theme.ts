/** What a person chose, or what their operating system has. */
export type Theme = 'system' | 'light' | 'dark'

const DARK = '(prefers-color-scheme: dark)'

/**
 * Gives the document the theme that the tokens are read by, and follows the operating system where that is chosen.
 * @returns ends the following
 */
export function applyTheme(root: HTMLElement, theme: Theme): () => void {
  const dark = window.matchMedia(DARK)
  const show = (): void => {
    root.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
  }
  show()
  if (theme !== 'system') return () => {}
  dark.addEventListener('change', show)
  return () => dark.removeEventListener('change', show)
}
