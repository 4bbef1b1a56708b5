import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'

/** Asks before somebody loses their way in; their name stays beside what they did. */
export function RemoveUserDialog({ user, name }: { readonly user: string; readonly name: string }) {
  const { t } = useTranslation()
  const remove = useApp((state) => state.removeUser)
  return (
    <FormDialog
      title={t('users.remove-title', { name })}
      lead={t('users.remove-lead')}
      submitText={t('users.remove')}
      workingText={t('users.sealing')}
      isDanger
      onSubmit={() => remove(user)}
    />
  )
}
