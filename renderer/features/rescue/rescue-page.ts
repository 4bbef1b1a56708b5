import '../../ui/fonts.css'
import '../../ui/tokens.css'
import './rescue.css'
import { type RescueAction, rescuePage } from './rescue-texts.ts'

/** What the preload puts into the page, as far as it is needed here. */
interface RescueBridge {
  readonly hoso: { rescue(action: RescueAction): Promise<unknown> }
}

const query = new URLSearchParams(window.location.search)
const { language, words, diagnostics, actions } = rescuePage(query.get('language'), query.get('why'))

const root = document.documentElement
root.lang = language
const theme = query.get('theme') ?? 'system'
const isDark =
  theme === 'dark' || (theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches)
root.dataset['theme'] = isDark ? 'dark' : 'light'

for (const [id, text] of Object.entries({ ...words, diagnostics })) {
  document.querySelector(`#${id}`)?.append(text)
}
document.title = `${words.title} - Hồ Sơ Xã`

// The same bridge as that of the desk, whose own types live with the desk.
const bridge = window as unknown as RescueBridge
const buttons = actions.map(({ action, label }) => {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = label
  button.addEventListener('click', () => void bridge.hoso.rescue(action))
  return button
})
document.querySelector('#actions')?.append(...buttons)
buttons[0]?.focus()
