import { CheckCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Page } from '../../../domain/paging.ts'
import type { Conflict } from '../../../domain/sync-api.ts'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { shownConflictAt } from '../../state/conflict-slice.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ConflictList } from './conflict-list.tsx'
import { ConflictPanel } from './conflict-panel.tsx'
import styles from './conflicts.module.css'

/** The cells that people wrote differently, one after the other, until somebody said which value holds. */
export function ConflictsScreen() {
  const { t } = useTranslation()
  const conflicts = useApp((state) => state.conflicts)
  const load = useApp((state) => state.loadConflicts)
  const hasAny = useApp((state) => state.settledConflicts + state.conflictCount > 0)
  return (
    <ScreenFrame title={t('screen.conflicts')} lead={hasAny ? <Done /> : null}>
      <RemoteView remote={conflicts} loadingText={t('conflict.loading')} onRetry={load}>
        {(page) => (page.total === 0 ? <NothingLeft /> : <Left page={page} />)}
      </RemoteView>
    </ScreenFrame>
  )
}

/** How many are settled and how many are left, said aloud when it changes. */
function Done() {
  const { t } = useTranslation()
  const done = useApp((state) => state.settledConflicts)
  const left = useApp((state) => state.conflictCount)
  return <span role="status">{t('conflict.done', { done, left })}</span>
}

function Left({ page }: { readonly page: Page<Conflict> }) {
  const at = useApp(shownConflictAt)
  const shown = page.rows[at]
  return (
    <div className={styles['columns']}>
      <ConflictList page={page} at={at} />
      {shown === undefined ? null : <ConflictPanel conflict={shown} at={at} total={page.total} />}
    </div>
  )
}

function NothingLeft() {
  const { t } = useTranslation()
  const done = useApp((state) => state.settledConflicts)
  return done === 0 ? (
    <EmptyState icon={<CheckCheck />} title={t('conflict.empty')}>
      {t('conflict.empty-text')}
    </EmptyState>
  ) : (
    <EmptyState icon={<CheckCheck />} title={t('conflict.all-done', { count: done })}>
      {t('conflict.all-done-text')}
    </EmptyState>
  )
}
