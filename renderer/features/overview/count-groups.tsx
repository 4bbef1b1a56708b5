import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../domain/overview.ts'
import type { CaseState } from '../../../domain/records/case-file.ts'
import { useApp } from '../../app-store.ts'
import { formatCount } from '../../parts/format.ts'
import { Panel } from '../../ui/panel.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Stat } from '../../ui/stat.tsx'
import styles from './overview.module.css'

/** Every count, each leading to what it counts. */
export function CountGroups({ counts }: { readonly counts: Overview }) {
  const { t } = useTranslation()
  const show = useApp((state) => state.show)
  const showFiles = useApp((state) => state.showFiles)
  const openList = useApp((state) => state.openList)
  const openCases = (state: CaseState): void => openList({ list: 'cases', filter: { states: [state] } })
  const stat = (name: keyof Overview, open: () => void, tone: 'neutral' | 'accent' | 'warn' = 'neutral') => (
    <Stat
      value={formatCount(counts[name])}
      label={t(`overview.count.${name}`)}
      tone={counts[name] === 0 ? 'neutral' : tone}
      onPress={open}
    />
  )
  const begun =
    counts.openFiles +
    counts.closedFiles +
    counts.depositedFiles +
    counts.returnedFiles +
    counts.acceptedFiles
  return (
    <div className={styles['groups']}>
      <Panel title={t('overview.documents')}>
        <div className={styles['four']}>
          {stat('pagesToRead', () => show('intake'))}
          {stat('refusedSources', () => show('intake'), 'warn')}
          {stat('documentsToReview', () => show('review'), 'accent')}
          {stat('documentsToFile', () => showFiles(null), 'accent')}
        </div>
      </Panel>
      <Panel title={t('overview.files')}>
        <div className={styles['three']}>
          {stat('planEntries', () => show('plan'))}
          {stat('openFiles', () => openCases('open'))}
          {stat('closedFiles', () => openCases('closed'), 'accent')}
          {stat('depositedFiles', () => openCases('deposited'))}
          {stat('returnedFiles', () => openCases('returned'), 'warn')}
          {stat('acceptedFiles', () => openCases('accepted'), 'accent')}
        </div>
        <div className={styles['progress']}>
          <ProgressBar
            label={t('overview.accepted-of-begun')}
            value={counts.acceptedFiles}
            total={begun}
            countText={t('overview.files-of', { done: counts.acceptedFiles, total: begun })}
          />
        </div>
      </Panel>
    </div>
  )
}
