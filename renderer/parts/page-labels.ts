import type { TFunction } from 'i18next'
import type { PageImageLabels } from '../ui/page-image.tsx'

export function pageLabels(t: TFunction): PageImageLabels {
  return {
    zoomIn: t('page.zoom-in'),
    zoomOut: t('page.zoom-out'),
    fitWidth: t('page.fit-width'),
    failed: t('page.failed'),
  }
}
