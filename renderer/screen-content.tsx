import type { ReactNode } from 'react'
import { useApp } from './app-store.ts'
import { DepositsScreen } from './features/deposits/deposits-screen.tsx'
import { FilesScreen } from './features/files/files-screen.tsx'
import { IntakeScreen } from './features/intake/intake-screen.tsx'
import { OverviewScreen } from './features/overview/overview-screen.tsx'
import { ReviewScreen } from './features/review/review-screen.tsx'
import { SearchScreen } from './features/search/search-screen.tsx'
import { SettingsScreen } from './features/settings/settings-screen.tsx'
import type { Screen } from './state/view.ts'

const contents: Readonly<Record<Screen, () => ReactNode>> = {
  overview: () => <OverviewScreen />,
  intake: () => <IntakeScreen />,
  review: () => <ReviewScreen />,
  files: () => <FilesScreen />,
  search: () => <SearchScreen />,
  deposits: () => <DepositsScreen />,
  settings: () => <SettingsScreen />,
}

/** The present screen. */
export function ScreenContent() {
  const screen = useApp((state) => state.screen)
  return contents[screen]()
}
