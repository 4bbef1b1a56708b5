import type { i18n } from 'i18next'
import { StrictMode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { I18nextProvider } from 'react-i18next'
import { useStore } from 'zustand/react'
import { AppStoreContext } from './app-store.ts'
import { Entrance } from './entrance.tsx'
import { WindowGuard } from './parts/screen-guard.tsx'
import { localeOf } from './state/locale.ts'
import type { AppStore } from './state/store.ts'

/** The whole window over its one store. */
export function App({ store, texts }: { readonly store: AppStore; readonly texts: i18n }) {
  const language = useStore(store, (state) => state.preferences.language)
  return (
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <I18nProvider locale={localeOf(language)}>
          <AppStoreContext value={store}>
            <WindowGuard>
              <Entrance />
            </WindowGuard>
          </AppStoreContext>
        </I18nProvider>
      </I18nextProvider>
    </StrictMode>
  )
}
