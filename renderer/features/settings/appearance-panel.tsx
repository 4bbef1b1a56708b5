import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { commandOf } from '../../commands.ts'
import { LanguageChoice, TextSizeChoice, ThemeChoice } from '../../parts/appearance-choices.tsx'
import { shownShortcut } from '../../shortcuts.ts'
import { Panel } from '../../ui/panel.tsx'
import styles from './settings.module.css'

/** How the window looks to whoever uses this PC; each choice takes effect at once. */
export function AppearancePanel() {
  const { t } = useTranslation()
  const overrides = useApp((state) => state.preferences.shortcuts)
  const bigger = shownShortcut(commandOf('text-bigger'), overrides)
  const smaller = shownShortcut(commandOf('text-smaller'), overrides)
  return (
    <Panel title={t('appearance.title')}>
      <div className={styles['choices']}>
        <LanguageChoice />
        <ThemeChoice />
        <TextSizeChoice />
      </div>
      <p className={styles['note']}>
        {bigger === null || smaller === null
          ? t('appearance.note')
          : t('appearance.note-keys', { bigger, smaller })}
      </p>
    </Panel>
  )
}
