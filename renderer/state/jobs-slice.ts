import type { StoreApi } from 'zustand/vanilla'
import type { AppState, Slice } from './app-state.ts'
import { type EndedJob, endOf, type Job, type JobKind, jobsOf } from './jobs.ts'

export interface JobsSlice {
  readonly jobs: readonly Job[]
  /** Of this session, the latest first. */
  readonly endedJobs: readonly EndedJob[]
  /** Fetches what the screens tell of jobs and the status bar does not. */
  loadJobs(): Promise<void>
  pauseJob(job: Job): Promise<void>
  resumeJob(job: Job): Promise<void>
  cancelJob(job: Job): Promise<void>
  /** Goes to where the job is told in full. */
  openJob(job: Pick<Job, 'screen'>): void
}

export function createJobsSlice(): Slice<JobsSlice> {
  return (_set, get) => ({
    jobs: [],
    endedJobs: [],
    loadJobs: async () => {
      await Promise.all([get().loadReading(), get().loadIntake(), get().loadCare(), get().loadSending()])
    },
    pauseJob: async ({ kind }) => {
      if (kind === 'reading') await get().pauseReading()
      if (kind === 'sending') await get().setSyncPaused(true)
    },
    resumeJob: async ({ kind }) => {
      if (kind === 'reading') await get().resumeReading()
      if (kind === 'sending') await get().setSyncPaused(false)
    },
    cancelJob: async ({ kind }) => cancels[kind]?.(get()),
    openJob: ({ screen }) => get().show(screen),
  })
}

/** Jobs that can be ended before their end. */
const cancels: Readonly<Partial<Record<JobKind, (state: AppState) => Promise<void>>>> = {
  reading: (state) => state.cancelReading(null),
  export: (state) => state.cancelExport(),
  packing: (state) => state.stopPackages(),
  'checking-packages': (state) => state.stopPackages(),
  bags: (state) => state.stopBags(),
  backup: (state) => state.cancelCare(),
  check: (state) => state.cancelCare(),
  scan: (state) => state.stopScan(),
}

const MOST_ENDED = 30

/** Keeps the list of jobs as the parts of the state tell of them, and remembers how each ended. */
export function followJobs(store: StoreApi<AppState>): void {
  store.subscribe((state) => {
    const now = jobsOf(state)
    const before = state.jobs
    if (isSame(now, before)) return
    const ended = before
      .filter(({ kind }) => !now.some((job) => job.kind === kind))
      .map((job) => endOf(job, state))
    const endedJobs =
      ended.length === 0 ? state.endedJobs : [...ended, ...state.endedJobs].slice(0, MOST_ENDED)
    store.setState({ jobs: now, endedJobs })
  })
}

function isSame(a: readonly Job[], b: readonly Job[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b)
}
