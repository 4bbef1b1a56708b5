import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { languages, textSizes, themes } from '../../domain/preferences-api.ts'
import { useApp } from '../app-store.ts'
import { type Segment, Segments } from '../ui/segments.tsx'
import { formatShare } from './format.ts'

const icons = { system: Monitor, light: Sun, dark: Moon } as const

/** Each language by its own name, so that whoever took the wrong one finds the way back. */
const languageNames = { vi: 'Tiếng Việt', en: 'English' } as const

/** The language of the window, which changes at once. */
export function LanguageChoice({ isLabelHidden = false }: { readonly isLabelHidden?: boolean }) {
  const { t } = useTranslation()
  const language = useApp((state) => state.preferences.language)
  const change = useApp((state) => state.setPreferences)
  return (
    <Segments
      label={t('appearance.language')}
      isLabelHidden={isLabelHidden}
      segments={languages.map((id) => ({ id, label: languageNames[id], language: id }))}
      selected={language}
      onSelect={(id) => void change({ language: id })}
    />
  )
}

export function ThemeChoice() {
  const { t } = useTranslation()
  const theme = useApp((state) => state.preferences.theme)
  const change = useApp((state) => state.setPreferences)
  return (
    <Segments
      label={t('appearance.theme')}
      segments={themes.map((id) => ({ id, label: t(`appearance.theme-of.${id}`), icon: icons[id] }))}
      selected={theme}
      onSelect={(id) => void change({ theme: id })}
    />
  )
}

const sizes = textSizes.map((percent) => ({ id: `${percent}` as const, percent }))

/** The size of every text of the window. */
export function TextSizeChoice({ isLabelHidden = false }: { readonly isLabelHidden?: boolean }) {
  const { t } = useTranslation()
  const textPercent = useApp((state) => state.preferences.textPercent)
  const change = useApp((state) => state.setPreferences)
  const segments = sizes.map(
    ({ id, percent }): Segment<typeof id> => ({ id, label: formatShare(percent / 100) }),
  )
  return (
    <Segments
      label={t('appearance.text')}
      isLabelHidden={isLabelHidden}
      segments={segments}
      selected={`${textPercent}`}
      onSelect={(chosen) => {
        const size = sizes.find(({ id }) => id === chosen)
        if (size !== undefined) void change({ textPercent: size.percent })
      }}
    />
  )
}
