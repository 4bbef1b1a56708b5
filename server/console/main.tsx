import '../../renderer/ui/fonts.css'
import '../../renderer/ui/tokens.css'
import { createRoot } from 'react-dom/client'
import { consoleApi } from '../../domain/console-api.ts'
import { createClient } from '../../domain/rpc.ts'
import { applyTheme } from '../../renderer/ui/theme.ts'
import { App } from './app.tsx'
import { readRoute } from './state/route.ts'
import { createConsoleStore } from './state/store.ts'
import { callServer } from './transport.ts'

/** Files of a deposit arrive while it is looked at. */
const REFRESH_MS = 15_000

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')

const store = createConsoleStore(createClient(consoleApi, callServer))
const follow = (): void => void store.getState().go(readRoute(window.location.hash))
window.addEventListener('hashchange', follow)
window.setInterval(() => {
  if (document.visibilityState === 'visible') void store.getState().refresh()
}, REFRESH_MS)

applyTheme(document.documentElement, 'system')
createRoot(root).render(<App store={store} />)
follow()
void store.getState().begin()
