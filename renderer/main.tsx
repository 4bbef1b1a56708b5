import './ui/fonts.css'
import './ui/tokens.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { portsOf } from './bridge.ts'
import { createAppStore } from './state/store.ts'
import { createTexts } from './texts/texts.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')

const store = createAppStore(portsOf(window.hoso))
createRoot(root).render(<App store={store} texts={createTexts()} />)
void store.getState().loadSession()
