import { createInstance, type FormatterModule, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { localeOf } from '../state/locale.ts'
import en from './en.json'
import vi from './vi.json'

/** The words of the screens. A further language is one more file of the same keys and one more line here. */
const resources = { vi: { translation: vi }, en: { translation: en } }

/** Made once: to make one costs a hundred times what it costs to use it. */
const counted = {
  vi: new Intl.NumberFormat(localeOf('vi')),
  en: new Intl.NumberFormat(localeOf('en')),
}

/** Writes every `count` with the marks of the language in use, `1.234` or `1,234`; years and numbers of papers stay as they are. */
const counts: FormatterModule = {
  type: 'formatter',
  init: () => {},
  add: () => {},
  addCached: () => {},
  // oxlint-disable-next-line eslint/max-params -- i18next calls it so
  format: (value: unknown, _format, language, options) => {
    if (typeof value === 'string') return value
    if (typeof value !== 'number') return ''
    if (options?.['interpolationkey'] !== 'count') return String(value)
    return counted[language === 'en' ? 'en' : 'vi'].format(value)
  },
}

/** The words, ready for `I18nextProvider`, in Vietnamese until `changeLanguage`. */
export function createTexts(): i18n {
  const texts = createInstance()
  // The words are bundled, so that nothing is awaited.
  void texts
    .use(initReactI18next)
    .use(counts)
    .init({
      lng: 'vi',
      fallbackLng: 'vi',
      resources,
      initAsync: false,
      // React escapes what it puts into the page.
      interpolation: { escapeValue: false, alwaysFormat: true },
    })
  return texts
}
