import { useTranslation } from 'react-i18next'
import type { IssuerPreview, PlanPreview } from '../../../domain/plan-api.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import type { Remote } from '../../state/attempt.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { PreviewRows } from './preview-rows.tsx'

/** The rows of a file, or that it is being read, or why it was refused. */
export function PreviewContent({ preview }: { readonly preview: Remote<PlanPreview | IssuerPreview> }) {
  const { t } = useTranslation()
  switch (preview.kind) {
    case 'loading':
      return <Spinner countText={t('plan.import-reading')} />
    case 'failed':
      return <FaultBanner fault={preview.fault} />
    case 'ready':
      return <PreviewRows preview={preview.value} />
  }
}
