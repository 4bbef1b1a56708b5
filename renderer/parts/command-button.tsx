import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp, useAppStore } from '../app-store.ts'
import type { CommandId } from '../command-ids.ts'
import { isCommandAllowed } from '../command-rights.ts'
import { canPress, commandOf } from '../commands.ts'
import { runCommand } from '../run-command.ts'
import { Button, type ButtonKind } from '../ui/button.tsx'
import { useShortcut } from '../use-shortcut.ts'

/** A button for a row of the table of commands, with its words, its key and whether it can be pressed now; none where the role forbids it. */
export function CommandButton({
  id,
  kind = 'secondary',
  size = 'normal',
  icon = null,
}: {
  readonly id: CommandId
  readonly kind?: ButtonKind
  readonly size?: 'normal' | 'small'
  readonly icon?: ReactNode
}) {
  const { t } = useTranslation()
  const store = useAppStore()
  const command = commandOf(id)
  const canRun = useApp((state) => canPress(command, state))
  const isAllowed = useApp((state) => isCommandAllowed(state, id))
  const shortcut = useShortcut(id)
  if (!isAllowed) return null
  return (
    <Button
      kind={kind}
      size={size}
      icon={icon}
      shortcut={shortcut}
      isDisabled={!canRun}
      onPress={() => runCommand(store, command)}
    >
      {t(`command.${id}`)}
    </Button>
  )
}
