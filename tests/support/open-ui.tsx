import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { onTestFinished } from 'vitest'
import { api, type EngineEvent } from '../../domain/api.ts'
import { createClient } from '../../domain/rpc.ts'
import { App } from '../../renderer/app.tsx'
import { followPreferences } from '../../renderer/appearance.ts'
import type { Desktop } from '../../renderer/state/ports.ts'
import { type AppStore, createAppStore } from '../../renderer/state/store.ts'
import { createTexts } from '../../renderer/texts/texts.ts'
import { aManual } from './a-manual.ts'
import { createMemoryEngine, type MemoryEngine } from './memory-engine.ts'
import { aVault, type MemoryVault } from './memory-vault.ts'
import { shippedAuthority } from './shipped-authority.ts'

export interface OpenUi {
  readonly user: UserEvent
  readonly engine: MemoryEngine
  readonly store: AppStore
  /** What the dialog for choosing files gives next. */
  readonly chosen: string[]
  readonly printed: string[]
  /** Further windows that were wanted. */
  readonly opened: string[]
  /** Tells the window of an event, and lets it draw. */
  emit(event: EngineEvent): Promise<void>
}

// There is no layout here: what draws only what is in sight is given a sight.
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1200 })
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 800 })

// The document of happy-dom is no instance of its window's `Document`; a dialog asks that before it leaves the focus where it is.
Object.defineProperty(window.Document, Symbol.hasInstance, {
  value: (node: { readonly nodeType?: number } | null) => node?.nodeType === Node.DOCUMENT_NODE,
})

/** Draws the whole window over an engine in memory, whose every call passes the real dispatcher and client. */
export async function openUi(part: Partial<MemoryVault> = {}): Promise<OpenUi> {
  const engine = createMemoryEngine(aVault({ authority: shippedAuthority, ...part }))
  const chosen: string[] = []
  const printed: string[] = []
  const opened: string[] = []
  const desktop: Desktop = {
    pathsOf: (files) => files.map(({ name }) => `/quet/${name}`),
    chooseFiles: async () => [...chosen],
    chooseFolder: async () => chosen[0] ?? null,
    chooseUpdate: async () => chosen[0] ?? null,
    openConsole: async () => {},
    printRecovery: async () => {
      printed.push('sheet')
      return 'printed'
    },
    saveRecovery: async () => {
      printed.push('sheet-file')
      return 'saved'
    },
    printOverview: async () => {
      printed.push('overview')
      return 'printed'
    },
    manualBook: async () => aManual,
    openManualFile: async () => {
      printed.push('manual')
      return 'opened'
    },
    newWindow: async () => {
      opened.push('window')
    },
    windowPlace: async () => null,
    keepWindowPlace: async () => {},
  }
  const store = createAppStore({
    client: createClient(api, (name, input) => engine.dispatch(name, input)),
    subscribe: (listener) => engine.subscribe(listener),
    desktop,
    onBug: (error) => {
      throw error
    },
    pause: () => Promise.resolve(),
    wait: () => Promise.resolve(),
  })
  const texts = createTexts()
  await store.getState().loadPreferences()
  const unfollow = followPreferences(store, texts, document.documentElement)
  render(<App store={store} texts={texts} />)
  onTestFinished(() => {
    cleanup()
    unfollow()
  })
  await act(() => store.getState().loadSession())
  await act(() => store.getState().loadUpdate())
  const emit = (event: EngineEvent): Promise<void> =>
    act(async () => {
      engine.emit(event)
      await store.getState().refresh()
    })
  return { user: userEvent.setup(), engine, store, chosen, printed, opened, emit }
}

/** Takes in what `chosen` holds, by the keyboard alone; Enter states that it holds no state secret. */
export async function chooseFiles({ user }: OpenUi): Promise<void> {
  await user.keyboard('{Control>}o{/Control}')
  await screen.findByRole('dialog', { name: /^Đưa .* tệp vào kho$/ })
  await user.keyboard('{Enter}')
}

/** Goes to a screen by its name in the rail. */
export async function goTo({ user }: OpenUi, name: string): Promise<void> {
  const rail = screen.getByRole('navigation', { name: 'Các màn hình' })
  // The name may go on with how much waits there.
  await user.click(within(rail).getByRole('button', { name: new RegExp(`^${name}`) }))
  await screen.findByRole('heading', { level: 1, name })
}
