import type { i18n } from 'i18next'
import type { Preferences } from '../domain/preferences-api.ts'
import type { AppStore } from './state/store.ts'
import { applyTheme } from './ui/theme.ts'

/**
 * Lets the document look and speak as it is wanted: its language, theme and size of text follow the preferences before
 * anything is drawn with them.
 * @returns ends the following
 */
export function followPreferences(store: AppStore, texts: i18n, root: HTMLElement): () => void {
  const leave = { theme: (): void => {} }
  const show = (preferences: Preferences, before: Preferences | null): void => {
    const { language, theme, textPercent } = preferences
    if (language !== before?.language) {
      root.lang = language
      void texts.changeLanguage(language)
    }
    if (theme !== before?.theme) {
      leave.theme()
      leave.theme = applyTheme(root, theme)
    }
    root.dataset['text'] = String(textPercent)
  }
  show(store.getState().preferences, null)
  const unsubscribe = store.subscribe((state, before) => {
    if (state.preferences !== before.preferences) show(state.preferences, before.preferences)
  })
  return () => {
    unsubscribe()
    leave.theme()
  }
}
