import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { formatCount } from '../../parts/format.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'

/** How far the vault was copied and changed to the format of a new version, while it is being opened. */
export function MigrationProgress() {
  const { t } = useTranslation()
  const migrating = useApp((state) => state.migrating)
  if (migrating === null) return null
  const { step, done, total } = migrating
  return (
    <ProgressBar
      label={t(`update.migrating.${step}`)}
      value={done}
      total={total}
      countText={t(`update.migrating-count.${step}`, { done: formatCount(done), total: formatCount(total) })}
    />
  )
}
