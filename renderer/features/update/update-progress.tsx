import { useTranslation } from 'react-i18next'
import { formatBytes } from '../../parts/format.ts'
import type { UpdateStep } from '../../state/update-slice.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './update.module.css'

/** How far the file was checked or copied, or which step of installing is under way. */
export function UpdateProgress({
  step,
}: {
  readonly step: Extract<UpdateStep, { kind: 'checking' | 'installing' }>
}) {
  const { t } = useTranslation()
  const { progress, path } = step
  if (progress === null || progress.bytesTotal === 0) {
    const kind = progress?.step ?? (step.kind === 'checking' ? 'checking' : 'copying')
    return (
      <>
        <Spinner countText={t(`update.step.${kind}`)} />
        <p className={styles['small']}>{t(`update.step-note.${kind}`)}</p>
      </>
    )
  }
  return (
    <>
      <ProgressBar
        label={t(`update.step.${progress.step}`)}
        value={progress.bytesDone}
        total={progress.bytesTotal}
        countText={t('update.bytes', {
          done: formatBytes(progress.bytesDone),
          total: formatBytes(progress.bytesTotal),
        })}
      />
      <p className={styles['small']}>{path}</p>
    </>
  )
}
