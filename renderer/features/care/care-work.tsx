import { useTranslation } from 'react-i18next'
import type { CareWork as Work } from '../../../domain/care-api.ts'
import { useApp } from '../../app-store.ts'
import { formatCount } from '../../parts/format.ts'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import styles from './care.module.css'

/** How far a backup or check came, and the way to end it. */
export function CareWork({ work }: { readonly work: Work }) {
  const { t } = useTranslation()
  const cancel = useApp((state) => state.cancelCare)
  if (work.kind === 'idle') return null
  const megabytes = formatCount(Math.round(work.bytesDone / 1_048_576))
  return (
    <div className={styles['work']}>
      <ProgressBar
        label={t(`care.work.${work.kind}`)}
        value={work.filesDone}
        total={work.filesTotal}
        countText={t('care.work-count', {
          done: formatCount(work.filesDone),
          total: formatCount(work.filesTotal),
          megabytes,
        })}
      />
      <Button size="small" onPress={() => void cancel()}>
        {t('care.cancel')}
      </Button>
    </div>
  )
}
