import type { StateCreator } from 'zustand/vanilla'
import type { FilesSlice } from './files-slice.ts'
import type { IntakeSlice } from './intake-slice.ts'
import type { OverviewSlice } from './overview-slice.ts'
import type { ProvinceSlice } from './province-slice.ts'
import type { ReviewSlice } from './review-slice.ts'
import type { SearchSlice } from './search-slice.ts'
import type { SessionSlice } from './session-slice.ts'
import type { ViewSlice } from './view-slice.ts'

/** Everything the window knows: a cache of the engine's records, and what is being looked at. */
export type AppState = SessionSlice &
  ViewSlice &
  OverviewSlice &
  IntakeSlice &
  ReviewSlice &
  FilesSlice &
  SearchSlice &
  ProvinceSlice

export type Slice<T> = StateCreator<AppState, [], [], T>
