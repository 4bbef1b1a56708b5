import { useTranslation } from 'react-i18next'
import { foldText } from '../../../domain/fold-text.ts'
import { useApp, useAppStore } from '../../app-store.ts'
import { type CommandId, commandOf, commands, isAvailable } from '../../commands.ts'
import { shownShortcut } from '../../shortcuts.ts'
import { CommandList } from '../../ui/command-list.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** Every command that can be run now, found by its words with or without tone marks. */
export function CommandPalette() {
  const { t } = useTranslation()
  const store = useAppStore()
  const close = useApp((state) => state.closeDialog)
  const state = { ...store.getState(), dialog: null }
  const items = commands
    .filter((command) => command.id !== 'palette' && isAvailable(command, state))
    .map((command) => ({
      id: command.id,
      label: t(`command.${command.id}`),
      shortcut: shownShortcut(command),
    }))
  const run = (id: string): void => {
    close()
    // The list holds ids of commands only.
    commandOf(id as CommandId).run(store)
  }
  return (
    <Dialog title={t('palette.title')} closeLabel={t('common.close')} onClose={close}>
      <CommandList
        label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        emptyText={t('palette.none')}
        items={items}
        matches={(text, typed) => foldText(text).includes(foldText(typed.trim()))}
        onRun={run}
      />
    </Dialog>
  )
}
