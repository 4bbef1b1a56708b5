import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useNewPassphrase } from '../../parts/new-passphrase.ts'
import { PassphraseFields } from '../../parts/passphrase-fields.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** A new passphrase for oneself; the old one proves who asks. */
export function ChangePassphraseDialog() {
  const { t } = useTranslation()
  const change = useApp((state) => state.changePassphrase)
  const [old, setOld] = useState('')
  const [hasTried, setHasTried] = useState(false)
  const secret = useNewPassphrase()
  return (
    <FormDialog
      title={t('users.change-passphrase')}
      lead={t('users.change-lead')}
      submitText={t('users.change-passphrase')}
      workingText={t('users.sealing')}
      onSubmit={() => {
        setHasTried(true)
        return secret.check() && old !== '' ? change(old, secret.passphrase) : null
      }}
    >
      <TextField
        label={t('users.old-passphrase')}
        type="password"
        autoComplete="current-password"
        value={old}
        onChange={setOld}
        error={hasTried && old === '' ? t('first-run.problem.missing') : null}
        isRequired
        autoFocus
      />
      <PassphraseFields {...secret.fields} />
    </FormDialog>
  )
}
