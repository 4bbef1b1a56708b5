import type { AppState, Slice } from './app-state.ts'
import { createAssembleSlice } from './assemble-slice.ts'
import { createAuthoritySlice } from './authority-slice.ts'
import { createBagSlice } from './bag-slice.ts'
import { createBatchDeskSlice } from './batch-desk-slice.ts'
import { createCareSlice } from './care-slice.ts'
import { createCompleteSlice } from './complete-slice.ts'
import { createConflictSlice } from './conflict-slice.ts'
import { createDepositSlice } from './deposit-slice.ts'
import { createDescriptionSlice } from './description-slice.ts'
import { createExportSlice } from './export-slice.ts'
import { createFilesSlice } from './files-slice.ts'
import { createFilingSlice } from './filing-slice.ts'
import { createFixSlice } from './fix-slice.ts'
import { createFormsSlice } from './forms-slice.ts'
import { createGuideSlice } from './guide-slice.ts'
import { createIntakeSlice } from './intake-slice.ts'
import { createJournalSlice } from './journal-slice.ts'
import { createListSlice } from './list-slice.ts'
import { createOverviewSlice } from './overview-slice.ts'
import { createPackageSlice } from './package-slice.ts'
import { createPageTextSlice } from './page-text-slice.ts'
import { createPlaceSlice } from './place-slice.ts'
import { createPlanSlice } from './plan-slice.ts'
import type { Ports } from './ports.ts'
import { createPreferencesSlice } from './preferences-slice.ts'
import { createProgressSlice } from './progress-slice.ts'
import { createProvinceSlice } from './province-slice.ts'
import { createReadingSlice } from './reading-slice.ts'
import { createReviewSlice } from './review-slice.ts'
import { createScanSlice } from './scan-slice.ts'
import { createSearchSlice } from './search-slice.ts'
import { createSecretSlice } from './secret-slice.ts'
import { createSecuritySlice } from './security-slice.ts'
import { createSessionSlice } from './session-slice.ts'
import { createSplitSlice } from './split-slice.ts'
import { createSureSlice } from './sure-slice.ts'
import { createSyncSlice } from './sync-slice.ts'
import { createTypedOverSlice } from './typed-over.ts'
import { createUndoSlice } from './undo-slice.ts'
import { createUpdateSlice } from './update-slice.ts'
import { createUsersSlice } from './users-slice.ts'
import { createVerdictSlice } from './verdict-slice.ts'
import { createViewSlice } from './view-slice.ts'
import { createViewerSlice } from './viewer-slice.ts'
import { createWatchSlice } from './watch-slice.ts'
import { createWorkspaceSlice } from './workspace-slice.ts'

/** All parts of the state with what is done to them. @param whole what concerns all of them at once */
export function createSlices(
  ports: Ports,
  whole: { readonly refresh: () => Promise<void>; readonly forget: () => void },
): Slice<AppState> {
  return (...api) => ({
    ...createSessionSlice(ports)(...api),
    ...createAuthoritySlice(ports)(...api),
    ...createDescriptionSlice(ports)(...api),
    ...createViewSlice(whole)(...api),
    ...createOverviewSlice(ports)(...api),
    ...createIntakeSlice(ports)(...api),
    ...createSecretSlice(ports)(...api),
    ...createReadingSlice(ports)(...api),
    ...createReviewSlice(ports)(...api),
    ...createPageTextSlice(ports)(...api),
    ...createSplitSlice(ports)(...api),
    ...createSureSlice(ports)(...api),
    ...createFixSlice()(...api),
    ...createBatchDeskSlice(ports)(...api),
    ...createAssembleSlice(ports)(...api),
    ...createExportSlice(ports)(...api),
    ...createPackageSlice(ports)(...api),
    ...createBagSlice(ports)(...api),
    ...createFilingSlice(ports)(...api),
    ...createListSlice(ports)(...api),
    ...createJournalSlice(ports)(...api),
    ...createPreferencesSlice(ports)(...api),
    ...createProgressSlice(ports)(...api),
    ...createFormsSlice(ports)(...api),
    ...createGuideSlice(ports)(...api),
    ...createFilesSlice(ports)(...api),
    ...createPlanSlice(ports)(...api),
    ...createSearchSlice(ports)(...api),
    ...createScanSlice(ports)(...api),
    ...createWatchSlice(ports)(...api),
    ...createViewerSlice(ports)(...api),
    ...createProvinceSlice(ports)(...api),
    ...createDepositSlice(ports)(...api),
    ...createSyncSlice(ports)(...api),
    ...createConflictSlice(ports)(...api),
    ...createVerdictSlice(ports)(...api),
    ...createCareSlice(ports)(...api),
    ...createCompleteSlice(ports)(...api),
    ...createUndoSlice(ports)(...api),
    ...createUpdateSlice(ports)(...api),
    ...createUsersSlice(ports)(...api),
    ...createSecuritySlice(ports)(...api),
    ...createWorkspaceSlice(ports)(...api),
    ...createPlaceSlice(ports)(...api),
    ...createTypedOverSlice()(...api),
  })
}
