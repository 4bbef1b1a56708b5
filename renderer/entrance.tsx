import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppStatus } from '../domain/api.ts'
import { useApp } from './app-store.ts'
import { DialogHost } from './dialog-host.tsx'
import { RestoreForm } from './features/care/restore-form.tsx'
import { FirstRunScreen } from './features/first-run/first-run-screen.tsx'
import { RecoverySheet } from './features/first-run/recovery-sheet.tsx'
import { HelpHost } from './features/help/help-host.tsx'
import { JobsAnnouncer } from './features/jobs/jobs-announcer.tsx'
import { ManualHost } from './features/manual/manual-host.tsx'
import { KeptDrafts } from './features/rescue/kept-drafts.tsx'
import { Shell } from './features/shell/shell.tsx'
import { TourHost } from './features/tour/tour-host.tsx'
import { RecoverScreen } from './features/unlock/recover-screen.tsx'
import { UnlockScreen } from './features/unlock/unlock-screen.tsx'
import { MigrationProgress } from './features/update/migration-progress.tsx'
import { UpdateDialog } from './features/update/update-dialog.tsx'
import { UpdateNotice } from './features/update/update-notice.tsx'
import { ActivityListener } from './features/users/activity-listener.tsx'
import { SheetOffer } from './features/users/sheet-offer.tsx'
import { RemoteView } from './parts/remote-view.tsx'
import { ScreenContent } from './screen-content.tsx'
import type { Remote } from './state/attempt.ts'
import { isOpen, isVaultOpen } from './state/session-slice.ts'

/** What the window shows, and what explains it above all else. */
export function Entrance() {
  return (
    <>
      <Room />
      <UpdateAtTheDoor />
      <HelpHost />
      <ManualHost />
    </>
  )
}

/** An update is taken before a vault is open too: the shell shows its dialogs only after that. */
function UpdateAtTheDoor() {
  const isWanted = useApp((state) => state.dialog?.kind === 'update' && !isVaultOpen(state))
  return isWanted ? <UpdateDialog /> : null
}

/** What is entered is drawn in pieces, between which the window answers; what is left is gone at once. */
function useEntered(session: Remote<AppStatus>): Remote<AppStatus> {
  const drawn = useDeferredValue(session)
  return isOpen(drawn) && !isOpen(session) ? session : drawn
}

/** The way to a vault, or the screens of an open one. */
function Room() {
  const { t } = useTranslation()
  const session = useEntered(useApp((state) => state.session))
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
        if (status.kind !== 'open') return <UnlockScreen progress={<MigrationProgress />} />
        return (
          <Shell
            dialog={<DialogHost />}
            guide={
              <>
                <JobsAnnouncer />
                <TourHost />
              </>
            }
          >
            <ActivityListener />
            <SheetOffer />
            <UpdateNotice />
            <KeptDrafts />
            <ScreenContent />
          </Shell>
        )
      }}
    </RemoteView>
  )
}
