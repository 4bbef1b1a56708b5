import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useNewPassphrase } from '../../parts/new-passphrase.ts'
import { PassphraseFields } from '../../parts/passphrase-fields.tsx'

/** An administrator gives somebody a new passphrase. */
export function ResetPassphraseDialog({ user, name }: { readonly user: string; readonly name: string }) {
  const { t } = useTranslation()
  const reset = useApp((state) => state.resetPassphrase)
  const secret = useNewPassphrase()
  return (
    <FormDialog
      title={t('users.reset-title', { name })}
      lead={t('users.reset-lead')}
      submitText={t('users.reset')}
      workingText={t('users.sealing')}
      onSubmit={() => (secret.check() ? reset(user, secret.passphrase) : null)}
    >
      <PassphraseFields {...secret.fields} />
    </FormDialog>
  )
}
