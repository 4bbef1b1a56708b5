import type { Preferences } from '../../domain/preferences-api.ts'

type Language = Preferences['language']

const locales = { vi: 'vi-VN', en: 'en-GB' } as const

/** English is written as in Britain, whose dates run day, month, year as the law's own do. */
export function localeOf(language: Language): (typeof locales)[Language] {
  return locales[language]
}

/** The locale in use: that of the document, by which a screen reader reads as well; the program's own where there is none. */
export function shownLocale(): (typeof locales)[Language] {
  const isEnglish = typeof document !== 'undefined' && document.documentElement.lang === 'en'
  return localeOf(isEnglish ? 'en' : 'vi')
}
