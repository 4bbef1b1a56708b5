import { memo } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useApp, useAppStore } from '../../app-store.ts'
import { isCommandAllowed } from '../../command-rights.ts'
import { canPress, commandOf } from '../../commands.ts'
import { runCommand } from '../../run-command.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { useShortcut } from '../../use-shortcut.ts'
import styles from './fields.module.css'

const fixes = ['repeat-field', 'clear-field', 'next-candidate', 'whole-page'] as const

/** What one key does with the field that somebody is in. */
export const FixStrip = memo(function FixStrip() {
  const { t } = useTranslation()
  return (
    <div className={styles['fixes']} role="toolbar" aria-label={t('fixes.strip')}>
      {fixes.map((id) => (
        <FixButton key={id} id={id} />
      ))}
    </div>
  )
})

/** The key with a word or two; its whole name is told to screen readers. */
function FixButton({ id }: { readonly id: (typeof fixes)[number] }) {
  const { t } = useTranslation()
  const store = useAppStore()
  const command = commandOf(id)
  const canRun = useApp((state) => canPress(command, state))
  const isAllowed = useApp((state) => isCommandAllowed(state, id))
  const shortcut = useShortcut(id)
  if (!isAllowed) return null
  return (
    <Button
      className={styles['fix'] ?? ''}
      aria-label={t(`command.${id}`)}
      isDisabled={!canRun}
      // The key does the same without leaving the field.
      excludeFromTabOrder
      onPress={() => runCommand(store, command)}
    >
      {shortcut === null ? null : <Kbd keys={shortcut} />}
      {t(`fixes.${id}`)}
    </Button>
  )
}
