import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../domain/user.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useNewPassphrase } from '../../parts/new-passphrase.ts'
import { PassphraseFields } from '../../parts/passphrase-fields.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { RoleSelect } from './role-select.tsx'

/** A new user with their role and a first passphrase, which they change themselves. */
export function AddUserDialog() {
  const { t } = useTranslation()
  const addUser = useApp((state) => state.addUser)
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('clerk')
  const [hasTried, setHasTried] = useState(false)
  const secret = useNewPassphrase()
  const isNameGood = name.trim() !== ''
  return (
    <FormDialog
      title={t('users.add')}
      lead={t('users.add-lead')}
      submitText={t('users.add')}
      workingText={t('users.sealing')}
      onSubmit={() => {
        setHasTried(true)
        const isRight = secret.check() && isNameGood
        return isRight ? addUser({ name: name.trim(), role, passphrase: secret.passphrase }) : null
      }}
    >
      <TextField
        label={t('users.name')}
        value={name}
        onChange={setName}
        description={t('users.name-why')}
        error={hasTried && !isNameGood ? t('first-run.problem.missing') : null}
        isRequired
        autoFocus
      />
      <RoleSelect label={t('users.role')} role={role} onChange={setRole} />
      <p>{t(`users.role-means.${role}`)}</p>
      <PassphraseFields {...secret.fields} />
    </FormDialog>
  )
}
