import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import vi from './vi.json'

/** The words of the screens. A further language is one more file of the same keys and one more line here. */
const resources = { vi: { translation: vi } }

/** The words, ready for `I18nextProvider`. */
export function createTexts(): i18n {
  const texts = createInstance()
  // The words are bundled, so that nothing is awaited.
  void texts.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    resources,
    initAsync: false,
    // React escapes what it puts into the page.
    interpolation: { escapeValue: false },
  })
  return texts
}
