import { Keyboard, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { commandGroups } from '../../command-groups.ts'
import type { Command } from '../../commands.ts'
import { shortcutsOf, shownKeys } from '../../shortcuts.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './settings.module.css'

/** Every command with its keys, in groups that are folded but for the one that holds everywhere; each can be given others. */
export function KeyEditor() {
  const { t } = useTranslation()
  const changed = useApp((state) => Object.keys(state.preferences.shortcuts).length)
  const setPreferences = useApp((state) => state.setPreferences)
  return (
    <Panel
      title={t('settings.keys')}
      actions={
        changed === 0 ? null : (
          <Button size="small" icon={<RotateCcw />} onPress={() => void setPreferences({ shortcuts: {} })}>
            {t('shortcut.reset-all', { count: changed })}
          </Button>
        )
      }
    >
      <p className={styles['keysLead']}>{t('shortcut.lead')}</p>
      <div className={styles['groups']}>
        {commandGroups.map(({ name, commands }) => (
          <Disclosure key={name} title={t(`settings.keys-of.${name}`)} isOpenAtFirst={name === 'everywhere'}>
            <ul className={styles['keys']}>
              {commands.map((command) => (
                <KeyRow key={command.id} command={command} />
              ))}
            </ul>
          </Disclosure>
        ))}
      </div>
    </Panel>
  )
}

function KeyRow({ command }: { readonly command: Command }) {
  const { t } = useTranslation()
  const overrides = useApp((state) => state.preferences.shortcuts)
  const openDialog = useApp((state) => state.openDialog)
  const setPreferences = useApp((state) => state.setPreferences)
  const name = t(`command.${command.id}`)
  const isChanged = overrides[command.id] !== undefined
  const reset = (): void => {
    const { [command.id]: _own, ...others } = overrides
    void setPreferences({ shortcuts: others })
  }
  return (
    <li className={styles['key']}>
      <span>{name}</span>
      <span className={styles['keyCaps']}>
        {shortcutsOf(command, overrides).map((keys) => (
          <Kbd key={keys} keys={shownKeys(keys)} />
        ))}
      </span>
      <span className={styles['keyTools']}>
        {isChanged ? (
          <IconButton label={t('shortcut.reset', { name })} icon={<RotateCcw />} onPress={reset} />
        ) : null}
        <IconButton
          label={t('shortcut.change', { name })}
          icon={<Keyboard />}
          onPress={() => openDialog({ kind: 'shortcut', command: command.id })}
        />
      </span>
    </li>
  )
}
