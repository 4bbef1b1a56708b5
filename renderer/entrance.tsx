import { useTranslation } from 'react-i18next'
import { useApp } from './app-store.ts'
import { DialogHost } from './dialog-host.tsx'
import { RestoreForm } from './features/care/restore-form.tsx'
import { FirstRunScreen } from './features/first-run/first-run-screen.tsx'
import { RecoverySheet } from './features/first-run/recovery-sheet.tsx'
import { Shell } from './features/shell/shell.tsx'
import { RecoverScreen } from './features/unlock/recover-screen.tsx'
import { UnlockScreen } from './features/unlock/unlock-screen.tsx'
import { ActivityListener } from './features/users/activity-listener.tsx'
import { SheetOffer } from './features/users/sheet-offer.tsx'
import { RemoteView } from './parts/remote-view.tsx'
import { ScreenContent } from './screen-content.tsx'

/** What the window shows: the way to a vault, or the screens of an open one. */
export function Entrance() {
  const { t } = useTranslation()
  const session = useApp((state) => state.session)
  const recovery = useApp((state) => state.recovery)
  const loadSession = useApp((state) => state.loadSession)
  if (recovery.kind === 'shown') {
    return (
      <>
        <ActivityListener />
        <RecoverySheet code={recovery.code} canLeave={recovery.canLeave} printed={recovery.printed} />
      </>
    )
  }
  const isFirstRun = session.kind === 'ready' && session.value.kind === 'first-run'
  // The form stays as it is while the vault is made, though the engine may already call it open.
  if (isFirstRun || recovery.kind === 'awaited') return <FirstRunScreen restore={<RestoreForm />} />
  return (
    <RemoteView remote={session} loadingText={t('entrance.opening')} onRetry={loadSession}>
      {(status) => {
        if (status.kind === 'recovering') return <RecoverScreen users={status.users} />
        if (status.kind !== 'open') return <UnlockScreen />
        return (
          <Shell dialog={<DialogHost />}>
            <ActivityListener />
            <SheetOffer />
            <ScreenContent />
          </Shell>
        )
      }}
    </RemoteView>
  )
}
