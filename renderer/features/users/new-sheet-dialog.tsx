import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'

/** Asks whether the sheets that are kept now shall go on opening the vault. */
export function NewSheetDialog() {
  const { t } = useTranslation()
  const newSheet = useApp((state) => state.newSheet)
  const [revokesOthers, setRevokesOthers] = useState(true)
  return (
    <FormDialog
      title={t('security.new-sheet')}
      lead={t('security.new-sheet-lead')}
      submitText={t('security.new-sheet')}
      workingText={t('users.sealing')}
      onSubmit={() => newSheet(revokesOthers).then(() => null)}
    >
      <Checkbox isChecked={revokesOthers} onChange={setRevokesOthers}>
        {t('security.revoke-others')}
      </Checkbox>
    </FormDialog>
  )
}
