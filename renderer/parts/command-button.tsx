import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp, useAppStore } from '../app-store.ts'
import { isCommandAllowed } from '../command-rights.ts'
import { type CommandId, commandOf, isAvailable } from '../commands.ts'
import { shownShortcut } from '../shortcuts.ts'
import { Button, type ButtonKind } from '../ui/button.tsx'

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
  // A button behind a dialog stays as it is, so that nothing flickers when the dialog opens.
  const canRun = useApp((state) => isAvailable(command, { ...state, dialog: null }))
  const isAllowed = useApp((state) => isCommandAllowed(state, id))
  if (!isAllowed) return null
  return (
    <Button
      kind={kind}
      size={size}
      icon={icon}
      shortcut={shownShortcut(command)}
      isDisabled={!canRun}
      onPress={() => command.run(store)}
    >
      {t(`command.${id}`)}
    </Button>
  )
}
