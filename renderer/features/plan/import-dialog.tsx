import { useTranslation } from 'react-i18next'
import type { PlanPreview } from '../../../domain/plan-api.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { type Remote, readyValue } from '../../state/attempt.ts'
import { PreviewContent } from './preview-content.tsx'

/** Shows every row of a plan that is to be imported; nothing is written before somebody says so. */
export function ImportDialog({ preview }: { readonly preview: Remote<PlanPreview> }) {
  const { t } = useTranslation()
  const doImport = useApp((state) => state.importPlan)
  const sheet = useApp((state) => readyValue(state.sheet))
  const ready = readyValue(preview)
  return (
    <FormDialog
      title={t('plan.import-title', { year: sheet?.year ?? '', name: sheet?.fonds.agencyName ?? '' })}
      lead={t('plan.import-lead')}
      submitText={t('plan.import-do', { count: ready?.taken ?? 0 })}
      workingText={t('plan.saving')}
      width="wide"
      onSubmit={() => (ready === null || ready.taken === 0 ? null : doImport(ready))}
    >
      <PreviewContent preview={preview} />
    </FormDialog>
  )
}
