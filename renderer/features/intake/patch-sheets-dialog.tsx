import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_PATCH_SHEETS } from '../../../domain/batch-pages-api.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** So many sheets are proposed at first; each is used again and again. */
const USUAL_SHEETS = '20'

/** How many separator sheets without a case file are printed. */
export function PatchSheetsDialog() {
  const { t } = useTranslation()
  const print = useApp((state) => state.printPatchSheets)
  const [count, setCount] = useState(USUAL_SHEETS)
  const isRight = /^[1-9]\d{0,2}$/.test(count) && Number(count) <= MOST_PATCH_SHEETS
  return (
    <FormDialog
      title={t('patch.title')}
      lead={t('patch.lead')}
      submitText={t('patch.do')}
      workingText={t('patch.working', { count: Number(count) })}
      onSubmit={() => (isRight ? print(Number(count)) : null)}
    >
      <TextField
        label={t('patch.count')}
        value={count}
        onChange={setCount}
        error={isRight ? null : t('patch.wrong', { most: MOST_PATCH_SHEETS })}
      />
    </FormDialog>
  )
}
