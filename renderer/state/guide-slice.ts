import type { Slice } from './app-state.ts'
import { createHelpSlice, type HelpSlice } from './help-slice.ts'
import { createJobsSlice, type JobsSlice } from './jobs-slice.ts'
import { createManualSlice, type ManualSlice } from './manual-slice.ts'
import { createPaletteSlice, type PaletteSlice } from './palette-slice.ts'
import type { Ports } from './ports.ts'
import { createSampleSlice, type SampleSlice } from './sample-slice.ts'
import { createTourSlice, type TourSlice } from './tour-slice.ts'

/** What helps people through the program, whatever screen they are on. */
export type GuideSlice = PaletteSlice & HelpSlice & ManualSlice & TourSlice & JobsSlice & SampleSlice

export function createGuideSlice(ports: Ports): Slice<GuideSlice> {
  return (...api) => ({
    ...createPaletteSlice(ports)(...api),
    ...createHelpSlice(ports)(...api),
    ...createManualSlice(ports)(...api),
    ...createTourSlice()(...api),
    ...createJobsSlice()(...api),
    ...createSampleSlice(ports)(...api),
  })
}
