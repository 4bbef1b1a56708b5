import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'

/** How far the file of this batch that is looked at now has come. */
export function CheckingBar({ batch }: { readonly batch: string }) {
  const { t } = useTranslation()
  const checking = useApp((state) => (state.checking?.batch === batch ? state.checking : null))
  if (checking === null) return null
  const [page, total] = [checking.page + 1, checking.pageCount]
  return (
    <ProgressBar
      label={t('intake.checking')}
      value={page}
      total={total}
      countText={t('intake.checking-of', { page, total })}
    />
  )
}
