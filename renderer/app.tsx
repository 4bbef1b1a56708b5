import type { i18n } from 'i18next'
import { StrictMode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { I18nextProvider } from 'react-i18next'
import { AppStoreContext } from './app-store.ts'
import { Entrance } from './entrance.tsx'
import type { AppStore } from './state/store.ts'

/** The whole window over its one store. */
export function App({ store, texts }: { readonly store: AppStore; readonly texts: i18n }) {
  return (
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <I18nProvider locale="vi-VN">
          <AppStoreContext value={store}>
            <Entrance />
          </AppStoreContext>
        </I18nProvider>
      </I18nextProvider>
    </StrictMode>
  )
}
