import type { ReactNode } from 'react'
import { Button } from '../../../renderer/ui/button.tsx'
import { Spinner } from '../../../renderer/ui/spinner.tsx'
import { useConsole } from '../console-store.ts'
import type { Remote } from '../state/remote.ts'
import { FaultBanner } from './fault-banner.tsx'
import styles from './remote-view.module.css'

/** Shows what was fetched, or that it is on its way, or why it could not be had. */
export function RemoteView<T>({
  remote,
  loadingText,
  children,
}: {
  readonly remote: Remote<T>
  readonly loadingText: string
  readonly children: (value: T) => ReactNode
}) {
  const refresh = useConsole((state) => state.refresh)
  if (remote.kind === 'ready') return children(remote.value)
  if (remote.kind === 'loading') {
    return (
      <div className={styles['waiting']}>
        <Spinner countText={loadingText} />
      </div>
    )
  }
  const retry = (
    <Button size="small" onPress={() => void refresh()}>
      Thử lại
    </Button>
  )
  return (
    <div className={styles['failed']}>
      <FaultBanner fault={remote.fault} action={retry} />
    </div>
  )
}
