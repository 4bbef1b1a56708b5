import { useTranslation } from 'react-i18next'
import { useApp } from './app-store.ts'
import { DialogHost } from './dialog-host.tsx'
import { FirstRunScreen } from './features/first-run/first-run-screen.tsx'
import { RecoverySheet } from './features/first-run/recovery-sheet.tsx'
import { Shell } from './features/shell/shell.tsx'
import { UnlockScreen } from './features/unlock/unlock-screen.tsx'
import { RemoteView } from './parts/remote-view.tsx'
import { ScreenContent } from './screen-content.tsx'

/** What the window shows: the way to a vault, or the screens of an open one. */
export function Entrance() {
  const { t } = useTranslation()
  const session = useApp((state) => state.session)
  const recovery = useApp((state) => state.recovery)
  const loadSession = useApp((state) => state.loadSession)
  if (recovery.kind === 'shown') return <RecoverySheet code={recovery.code} printed={recovery.printed} />
  const isFirstRun = session.kind === 'ready' && session.value.kind === 'first-run'
  // The form stays as it is while the vault is made, though the engine may already call it open.
  if (isFirstRun || recovery.kind === 'awaited') return <FirstRunScreen />
  return (
    <RemoteView remote={session} loadingText={t('entrance.opening')} onRetry={loadSession}>
      {(status) =>
        status.kind === 'open' ? (
          <Shell dialog={<DialogHost />}>
            <ScreenContent />
          </Shell>
        ) : (
          <UnlockScreen />
        )
      }
    </RemoteView>
  )
}
