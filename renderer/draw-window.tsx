import './ui/fonts.css'
import './ui/tokens.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { followPreferences } from './appearance.ts'
import { portsOf } from './bridge.ts'
import { createAppStore } from './state/store.ts'
import { createTexts } from './texts/texts.ts'

/** Draws the window over its engine, and asks what there is to show. */
export async function drawWindow(root: HTMLElement): Promise<void> {
  const store = createAppStore(portsOf(window.hoso))
  const texts = createTexts()
  // Before the first word, so that none is shown in another language, theme or size than it is wanted in.
  await store.getState().loadPreferences()
  followPreferences(store, texts, document.documentElement)
  createRoot(root).render(<App store={store} texts={texts} />)
  window.addEventListener('pagehide', () => void store.getState().flushDrafts())
  void store.getState().loadSession()
  void store.getState().loadUpdate()
}
