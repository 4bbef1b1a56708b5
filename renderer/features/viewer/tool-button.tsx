import type { ReactNode } from 'react'
import { Button, ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useApp, useAppStore } from '../../app-store.ts'
import type { CommandId } from '../../command-ids.ts'
import { commandOf, isAvailable } from '../../commands.ts'
import { runCommand } from '../../run-command.ts'
import { Tooltip } from '../../ui/tooltip.tsx'
import { useShortcut } from '../../use-shortcut.ts'
import styles from './viewer-bar.module.css'

/** A tool of the viewer: what it does, and by which keys, stands in the table of commands. */
export function ToolButton({
  command: id,
  icon,
  isOn,
}: {
  readonly command: CommandId
  readonly icon: ReactNode
  /** Of a tool that stays on until it is pressed again. */
  readonly isOn?: boolean
}) {
  const { t } = useTranslation()
  const store = useAppStore()
  const shortcut = useShortcut(id)
  const command = commandOf(id)
  const isEnabled = useApp((state) => isAvailable(command, state))
  const label = t(`command.${id}`)
  const shared = {
    className: styles['tool'] ?? '',
    'aria-label': label,
    isDisabled: !isEnabled,
    onPress: () => runCommand(store, command),
  }
  return (
    <Tooltip text={shortcut === null ? label : `${label} (${shortcut})`}>
      {isOn === undefined ? (
        <Button {...shared}>{icon}</Button>
      ) : (
        <ToggleButton {...shared} isSelected={isOn}>
          {icon}
        </ToggleButton>
      )}
    </Tooltip>
  )
}
