import { useTranslation } from 'react-i18next'
import type { IssuerPreview } from '../../../domain/plan-api.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { type Remote, readyValue } from '../../state/attempt.ts'
import { PreviewContent } from './preview-content.tsx'

/** Shows every row of a list of issuers that is to be imported. */
export function ImportIssuersDialog({ preview }: { readonly preview: Remote<IssuerPreview> }) {
  const { t } = useTranslation()
  const doImport = useApp((state) => state.importIssuers)
  const ready = readyValue(preview)
  return (
    <FormDialog
      title={t('plan.issuer-import')}
      lead={t('plan.issuer-import-lead')}
      submitText={t('plan.issuer-import-do', { count: ready?.taken ?? 0 })}
      workingText={t('plan.saving')}
      width="wide"
      onSubmit={() => (ready === null || ready.taken === 0 ? null : doImport(ready))}
    >
      <PreviewContent preview={preview} />
    </FormDialog>
  )
}
