import { FolderOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { readyValue } from '../../state/attempt.ts'
import { filesTabs } from '../../state/list-state.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { CaseFilePane } from './case-file-pane.tsx'
import styles from './files.module.css'
import { PlanEntryPane } from './plan-entry-pane.tsx'
import { PlanTree } from './plan-tree.tsx'

/** Ways to see the case files: by the plan, or as long lists of them and of the documents. */
export function FilesScreen({
  filing,
  list,
}: {
  readonly filing: ReactNode
  readonly list: (name: 'cases' | 'documents') => ReactNode
}) {
  const { t } = useTranslation()
  const tab = useApp((state) => state.filesTab)
  const showTab = useApp((state) => state.showFilesTab)
  return (
    <ScreenFrame title={t('screen.files')} isFull>
      <div className={styles['ways']}>
        <Tabs
          label={t('lists.ways')}
          selected={tab}
          onSelect={showTab}
          pages={filesTabs.map((id) => ({
            id,
            name: t(`lists.way.${id}`),
            content: () => (id === 'plan' ? <ByPlan filing={filing} /> : list(id)),
          }))}
        />
      </div>
    </ScreenFrame>
  )
}

/** The file plan with its case files on the left, the chosen one on the right. */
function ByPlan({ filing }: { readonly filing: ReactNode }) {
  const { t } = useTranslation()
  const plan = useApp((state) => state.plan)
  const counts = useApp((state) => state.counts)
  const planned = useApp((state) => readyValue(state.overview)?.planEntries ?? 0)
  return (
    <div className={styles['columns']}>
      <section className={styles['tree']} aria-label={t('files.plan')}>
        <RemoteView remote={plan} loadingText={t('files.loading', { count: planned })}>
          {(shown) => (
            <RemoteView remote={counts} loadingText={t('files.loading', { count: planned })}>
              {(value) => <PlanTree plan={shown} counts={value} />}
            </RemoteView>
          )}
        </RemoteView>
      </section>
      <div className={styles['pane']}>
        <Pane filing={filing} />
      </div>
    </div>
  )
}

function Pane({ filing }: { readonly filing: ReactNode }) {
  const { t } = useTranslation()
  const selection = useApp((state) => state.selection)
  const detail = useApp((state) => state.detail)
  if (selection.kind === 'plan') return <PlanEntryPane id={selection.id} />
  if (selection.kind === 'file') {
    return (
      <RemoteView remote={detail} loadingText={t('files.loading-one')}>
        {(value) => <CaseFilePane key={value.file.id} detail={value} />}
      </RemoteView>
    )
  }
  return (
    <>
      {filing}
      <EmptyState icon={<FolderOpen />} title={t('files.choose')}>
        {t('files.choose-text')}
      </EmptyState>
    </>
  )
}
