import type { ReactNode } from 'react'
import { useApp } from './app-store.ts'
import { AuthorityPanels } from './features/authority/authority-panels.tsx'
import { CareNotice } from './features/care/care-notice.tsx'
import { CarePanel } from './features/care/care-panel.tsx'
import { ConflictsScreen } from './features/conflicts/conflicts-screen.tsx'
import { DepositsScreen } from './features/deposits/deposits-screen.tsx'
import { FilesScreen } from './features/files/files-screen.tsx'
import { FilingPanel } from './features/filing/filing-panel.tsx'
import { IntakeScreen } from './features/intake/intake-screen.tsx'
import { JournalScreen } from './features/journal/journal-screen.tsx'
import { ListView } from './features/lists/list-view.tsx'
import { OverviewScreen } from './features/overview/overview-screen.tsx'
import { PlanScreen } from './features/plan/plan-screen.tsx'
import { ChartsPanel } from './features/progress/charts-panel.tsx'
import { DuePanel } from './features/progress/due-panel.tsx'
import { ProgressPanel } from './features/progress/progress-panel.tsx'
import { ReadingPanel } from './features/reading/reading-panel.tsx'
import { ReviewScreen } from './features/review/review-screen.tsx'
import { ScanPanel } from './features/scan/scan-panel.tsx'
import { SearchScreen } from './features/search/search-screen.tsx'
import { SettingsScreen } from './features/settings/settings-screen.tsx'
import { SyncScreen } from './features/sync/sync-screen.tsx'
import { TourOffer } from './features/tour/tour-offer.tsx'
import { UpdatePanel } from './features/update/update-panel.tsx'
import { UserPanels } from './features/users/user-panels.tsx'
import { WatchPanel } from './features/watch/watch-panel.tsx'
import { ScreenGuard } from './parts/screen-guard.tsx'
import type { Screen } from './state/view.ts'

const contents: Readonly<Record<Screen, () => ReactNode>> = {
  overview: () => (
    <OverviewScreen
      notices={
        <>
          <TourOffer />
          <CareNotice />
        </>
      }
      charts={<ChartsPanel />}
      progress={<ProgressPanel />}
    />
  ),
  intake: () => (
    <IntakeScreen
      reading={
        <>
          <ScanPanel />
          <WatchPanel />
          <ReadingPanel />
        </>
      }
    />
  ),
  review: () => <ReviewScreen />,
  files: () => <FilesScreen filing={<FilingPanel />} list={(name) => <ListView key={name} list={name} />} />,
  journal: () => <JournalScreen />,
  plan: () => <PlanScreen />,
  search: () => <SearchScreen />,
  deposits: () => <DepositsScreen due={<DuePanel />} />,
  sync: () => <SyncScreen />,
  conflicts: () => <ConflictsScreen />,
  settings: () => <SettingsScreen panels={<SettingsPanels />} />,
}

function SettingsPanels() {
  return (
    <>
      <CarePanel />
      <UserPanels />
      <AuthorityPanels />
      <UpdatePanel />
    </>
  )
}

/** The present screen. */
export function ScreenContent() {
  const screen = useApp((state) => state.screen)
  return <ScreenGuard key={screen}>{contents[screen]()}</ScreenGuard>
}
