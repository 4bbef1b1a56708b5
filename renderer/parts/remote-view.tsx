import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../app-store.ts'
import type { Remote } from '../state/attempt.ts'
import { Button } from '../ui/button.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { FaultBanner } from './fault-banner.tsx'
import styles from './remote-view.module.css'

/** Shows fetched data, or that it is being fetched and how much of it, or why it could not be. */
export function RemoteView<T>({
  remote,
  loadingText,
  onRetry,
  children,
}: {
  readonly remote: Remote<T>
  readonly loadingText: string
  /** What fetches it again, where that is not the screen's own refresh. */
  readonly onRetry?: () => Promise<void>
  readonly children: (value: T) => ReactNode
}) {
  const { t } = useTranslation()
  const refresh = useApp((state) => state.refresh)
  if (remote.kind === 'ready') return children(remote.value)
  if (remote.kind === 'loading') {
    return (
      <div className={styles['waiting']}>
        <Spinner countText={loadingText} />
      </div>
    )
  }
  const retry = (
    <Button size="small" onPress={() => void (onRetry ?? refresh)()}>
      {t('common.retry')}
    </Button>
  )
  return (
    <div className={styles['failed']}>
      <FaultBanner fault={remote.fault} action={retry} />
    </div>
  )
}
