import type { Slice } from './app-state.ts'
import type { Screen } from './view.ts'

/** A stop of the tour: a screen, and the control on it that the callout points at. */
export interface TourStep {
  readonly id: (typeof tourStepIds)[number]
  readonly screen: Screen
  /** A CSS selector; the first match on the screen. */
  readonly anchor: string
}

const tourStepIds = [
  'welcome',
  'intake',
  'review',
  'files',
  'plan',
  'search',
  'deposits',
  'status',
  'palette',
  'help',
] as const

const rail = (screen: Screen): string => `[data-screen="${screen}"]`

export const tourSteps: readonly TourStep[] = [
  { id: 'welcome', screen: 'overview', anchor: 'main h1' },
  { id: 'intake', screen: 'intake', anchor: rail('intake') },
  { id: 'review', screen: 'review', anchor: rail('review') },
  { id: 'files', screen: 'files', anchor: rail('files') },
  { id: 'plan', screen: 'plan', anchor: rail('plan') },
  { id: 'search', screen: 'search', anchor: rail('search') },
  { id: 'deposits', screen: 'deposits', anchor: rail('deposits') },
  { id: 'status', screen: 'overview', anchor: '[data-tour="jobs"]' },
  { id: 'palette', screen: 'overview', anchor: '[data-tour="palette"]' },
  { id: 'help', screen: 'overview', anchor: '[data-tour="help"]' },
]

export interface TourSlice {
  /** The present step, from 0; null while nobody is shown around. */
  readonly tour: number | null
  /** Begins, or goes on where it was left. */
  startTour(): void
  stepTour(by: 1 | -1): void
  /** Leaves it; it is offered again, from here. */
  leaveTour(): void
  /** It is not offered any more. */
  endTour(): void
}

export function createTourSlice(): Slice<TourSlice> {
  return (set, get) => {
    const goTo = (step: number): void => {
      const { screen } = tourSteps[step] ?? { screen: 'overview' }
      if (get().screen !== screen) get().show(screen)
      set({ tour: step })
      void get().setPreferences({ tour: { step, isEnded: false } })
    }
    const end = (): void => {
      set({ tour: null })
      void get().setPreferences({ tour: { step: 0, isEnded: true } })
    }
    return {
      tour: null,
      startTour: () => {
        const { step, isEnded } = get().preferences.tour
        get().closeDialog()
        get().closeHelp()
        goTo(isEnded || step >= tourSteps.length ? 0 : step)
      },
      stepTour: (by) => {
        const next = (get().tour ?? 0) + by
        if (next >= tourSteps.length) end()
        else if (next >= 0) goTo(next)
      },
      leaveTour: () => set({ tour: null }),
      endTour: end,
    }
  }
}
