import type { TFunction } from 'i18next'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { type Command, commands } from '../../commands.ts'
import {
  isUnfinished,
  type ShortcutProblem,
  shortcutProblem,
  swapped,
  withKeys,
} from '../../shortcut-rules.ts'
import { type KeyOverrides, shortcutOf, shortcutsOf, shownKeys } from '../../shortcuts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './settings.module.css'

/** Gives a command other keys: they are pressed, looked at, and kept when somebody says so. */
export function ShortcutDialog({ command: id }: { readonly command: string }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const overrides = useApp((state) => state.preferences.shortcuts)
  const setPreferences = useApp((state) => state.setPreferences)
  const [keys, setKeys] = useState<string | null>(null)
  const command = commands.find((candidate) => candidate.id === id)
  if (command === undefined) return null
  const problem = keys === null ? null : shortcutProblem(command, keys, overrides)
  const keep = (shortcuts: KeyOverrides): void => {
    // What is kept is a copy that may be written.
    void setPreferences({
      shortcuts: Object.fromEntries(Object.entries(shortcuts).map(([name, own]) => [name, [...own]])),
    })
    close()
  }
  return (
    <Dialog
      title={t('shortcut.title', { name: t(`command.${command.id}`) })}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common.cancel')}</Button>
          {shortcutsOf(command, overrides).length === 0 ? null : (
            <Button onPress={() => keep(withKeys(overrides, command, []))}>{t('shortcut.none')}</Button>
          )}
          {problem?.kind === 'clash' && keys !== null ? (
            <Button
              kind="primary"
              onPress={() => keep(swapped(overrides, command, { keys, from: problem.command }))}
            >
              {t('shortcut.swap')}
            </Button>
          ) : (
            <Button
              kind="primary"
              isDisabled={keys === null || problem !== null}
              onPress={() => keep(withKeys(overrides, command, keys === null ? [] : [keys]))}
            >
              {t('common.save')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('shortcut.press')}</p>
      <Recorder
        label={t('shortcut.box')}
        emptyText={currentText(t, command, overrides)}
        keys={keys}
        onKeys={setKeys}
      />
      <Problem command={command} keys={keys ?? ''} problem={problem} overrides={overrides} />
    </Dialog>
  )
}

function currentText(t: TFunction, command: Command, overrides: KeyOverrides): string {
  const now = shortcutsOf(command, overrides).map(shownKeys).join(', ')
  return now === '' ? t('shortcut.has-none') : t('shortcut.has', { keys: now })
}

/** Takes the next keys that are pressed in it; Tab and Escape keep their meaning. */
function Recorder({
  label,
  emptyText,
  keys,
  onKeys,
}: {
  readonly label: string
  readonly emptyText: string
  readonly keys: string | null
  readonly onKeys: (keys: string) => void
}) {
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' || event.key === 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    const pressed = shortcutOf(event.nativeEvent)
    if (!isUnfinished(pressed)) onKeys(pressed)
  }
  return (
    <div
      role="textbox"
      aria-label={label}
      aria-readonly="true"
      tabIndex={0}
      // The keys are pressed as soon as the dialog is there.
      ref={(box) => box?.focus()}
      className={styles['recorder']}
      onKeyDown={press}
    >
      {keys === null ? (
        <span className={styles['recorderEmpty']}>{emptyText}</span>
      ) : (
        <Kbd keys={shownKeys(keys)} />
      )}
    </div>
  )
}

function Problem({
  command,
  keys,
  problem,
  overrides,
}: {
  readonly command: Command
  readonly keys: string
  readonly problem: ShortcutProblem | null
  readonly overrides: KeyOverrides
}) {
  const { t } = useTranslation()
  if (problem === null) return null
  const shown = shownKeys(keys)
  if (problem.kind !== 'clash') {
    return (
      <Banner tone="warn" title={t(`shortcut.problem.${problem.kind}`, { keys: shown })}>
        {t(`shortcut.next.${problem.kind}`)}
      </Banner>
    )
  }
  const other = t(`command.${problem.command.id}`)
  const left = shortcutsOf(problem.command, swapped(overrides, command, { keys, from: problem.command }))
  return (
    <Banner tone="warn" title={t('shortcut.problem.clash', { keys: shown, other })}>
      {left.length === 0
        ? t('shortcut.next.clash-none', { other })
        : t('shortcut.next.clash', { other, keys: left.map(shownKeys).join(', ') })}
    </Banner>
  )
}
