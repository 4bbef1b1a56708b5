import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'

/** Asks once more before the vault of samples is thrown away. */
export function DiscardSampleDialog() {
  const { t } = useTranslation()
  const discard = useApp((state) => state.discardSample)
  return (
    <FormDialog
      title={t('sample.discard-title')}
      lead={t('sample.discard-lead')}
      submitText={t('sample.discard')}
      workingText={t('sample.discarding')}
      isDanger
      onSubmit={async () => {
        await discard()
        return null
      }}
    />
  )
}
