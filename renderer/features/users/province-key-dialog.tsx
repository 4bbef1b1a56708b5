import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProvinceRecipient } from '../../../domain/security-api.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** The public key of the province, which lets it open the vault when passphrases and sheets are lost. */
export function ProvinceKeyDialog() {
  const { t } = useTranslation()
  const setProvinceKey = useApp((state) => state.setProvinceKey)
  const [typed, setTyped] = useState('')
  const [hasTried, setHasTried] = useState(false)
  const recipient = ProvinceRecipient.safeParse(typed.trim())
  return (
    <FormDialog
      title={t('security.province-key')}
      lead={t('security.province-key-lead')}
      submitText={t('security.province-key-set')}
      workingText={t('users.sealing')}
      onSubmit={() => {
        setHasTried(true)
        return recipient.success ? setProvinceKey(recipient.data) : null
      }}
    >
      <TextField
        label={t('security.province-key-field')}
        value={typed}
        onChange={setTyped}
        error={hasTried && !recipient.success ? t('security.province-key-wrong') : null}
        isRequired
        autoFocus
      />
    </FormDialog>
  )
}
