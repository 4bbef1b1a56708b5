import type { FaultReport } from '../../domain/fault.ts'
import type { AppState } from './app-state.ts'
import { readyValue } from './attempt.ts'
import { isAllowed } from './rights.ts'
import type { Screen } from './view.ts'

export const jobKinds = [
  'reading',
  'checking-pages',
  'sending',
  'export',
  'packing',
  'checking-packages',
  'bags',
  'backup',
  'check',
  'restore',
  'filing',
  'scan',
  'bulk',
] as const
export type JobKind = (typeof jobKinds)[number]

/** What a job counts. */
export type JobUnit = 'pages' | 'files' | 'case-files' | 'bytes' | 'items' | 'packages' | 'documents'

/** Work that goes on while something else is done. */
export interface Job {
  readonly kind: JobKind
  readonly unit: JobUnit
  /** Null where it cannot be counted. */
  readonly done: number | null
  /** Null where nobody knows how much there is. */
  readonly total: number | null
  /** Null where it was not measured. */
  readonly secondsLeft: number | null
  readonly state: 'running' | 'paused' | 'stuck'
  /** Why it stands still. */
  readonly fault: FaultReport | null
  readonly canPause: boolean
  readonly canCancel: boolean
  /** Where it is told in full. */
  readonly screen: Screen
}

/** A job that came to an end while the window was open. */
export interface EndedJob {
  readonly kind: JobKind
  readonly unit: JobUnit
  readonly done: number | null
  readonly total: number | null
  readonly outcome: 'finished' | 'failed' | 'stopped'
  readonly fault: FaultReport | null
  readonly screen: Screen
}

/** Everything that is under way, as the parts of the state tell it. */
export function jobsOf(state: AppState): readonly Job[] {
  const jobs = [
    reading(state),
    checkingPages(state),
    sending(state),
    exporting(state),
    packing(state),
    checkingPackages(state),
    bags(state),
    care(state),
    restoring(state),
    filing(state),
    scanning(state),
    bulkEditing(state),
  ]
  return jobs.filter((job) => job !== null)
}

const plain = {
  done: null,
  total: null,
  secondsLeft: null,
  state: 'running',
  fault: null,
  canPause: false,
  canCancel: false,
} as const

function reading(state: AppState): Job | null {
  const status = readyValue(state.readingStatus)
  if (status === null || (status.pagesWaiting === 0 && status.inHand.length === 0)) return null
  const { pagesDone, pagesTotal } = state.reading ?? {
    pagesDone: status.pagesDone,
    pagesTotal: status.pagesDone + status.pagesWaiting,
  }
  return {
    ...plain,
    kind: 'reading',
    unit: 'pages',
    done: pagesDone,
    total: pagesTotal,
    secondsLeft: status.secondsLeft,
    state: status.isPaused ? 'paused' : status.problem === null ? 'running' : 'stuck',
    fault: status.problem,
    canPause: true,
    canCancel: isAllowed(state, 'cancelReading'),
    screen: 'intake',
  }
}

function checkingPages({ intakeState, checking }: AppState): Job | null {
  const intake = readyValue(intakeState)
  if (intake === null) return null
  const { stop, isHeld, waiting } = intake
  if (checking === null && stop === null && !isHeld && waiting === 0) return null
  const isStopped = stop !== null || isHeld
  return {
    ...plain,
    kind: 'checking-pages',
    unit: checking === null ? 'files' : 'pages',
    done: checking === null ? 0 : checking.page,
    total: checking === null ? waiting : checking.pageCount,
    state: isStopped ? 'stuck' : 'running',
    screen: 'intake',
  }
}

function sending(state: AppState): Job | null {
  const sync = readyValue(state.sync)
  if (sync === null || sync.connection === null) return null
  const isPaused = readyValue(state.syncSetting)?.isPaused === true
  const left = sync.unsentOps + (sync.unsentBlobs ?? 0)
  const isWorking = sync.activity === 'working'
  const isHeldUp = left > 0 && (isPaused || sync.problem !== null)
  if (!isWorking && !isHeldUp) return null
  return {
    ...plain,
    ...sendingCounts(state, left, isWorking),
    kind: 'sending',
    unit: 'items',
    state: isPaused ? 'paused' : sync.problem === null ? 'running' : 'stuck',
    fault: sync.problem,
    canPause: true,
    screen: 'sync',
  }
}

function sendingCounts(
  { syncProgress }: AppState,
  left: number,
  isWorking: boolean,
): Pick<Job, 'done' | 'total' | 'secondsLeft'> {
  const progress = readyValue(syncProgress)
  if (progress === null) return { done: null, total: null, secondsLeft: null }
  const done = progress.sent.ops + progress.sent.blobs
  return { done, total: done + left, secondsLeft: isWorking ? progress.secondsLeft : null }
}

function exporting({ exportStep: step }: AppState): Job | null {
  if (step.kind !== 'writing') return null
  const { pagesDone: done, pagesTotal: total } = step
  return { ...plain, kind: 'export', unit: 'pages', done, total, canCancel: true, screen: 'review' }
}

function packing({ packStep: step }: AppState): Job | null {
  if (step.kind !== 'packing') return null
  const done = step.done + step.refused
  const { total } = step
  return { ...plain, kind: 'packing', unit: 'case-files', done, total, canCancel: true, screen: 'deposits' }
}

function checkingPackages({ checkStep: step }: AppState): Job | null {
  if (step.kind !== 'checking') return null
  const { count: total } = step
  return { ...plain, kind: 'checking-packages', unit: 'packages', total, canCancel: true, screen: 'deposits' }
}

function bags({ bagStep: step }: AppState): Job | null {
  if (step.kind !== 'running') return null
  const { progress } = step
  return {
    ...plain,
    kind: 'bags',
    unit: 'bytes',
    done: progress?.bytesDone ?? null,
    total: progress?.bytesTotal ?? null,
    secondsLeft: progress?.secondsLeft ?? null,
    canCancel: true,
    screen: 'sync',
  }
}

function care(state: AppState): Job | null {
  const work = readyValue(state.care)?.work
  if (work === undefined || work.kind === 'idle') return null
  const { kind, filesDone: done, filesTotal: total } = work
  return { ...plain, kind, unit: 'files', done, total, canCancel: true, screen: 'settings' }
}

function restoring({ restoring: progress }: AppState): Job | null {
  if (progress === null) return null
  const { filesDone: done, filesTotal: total } = progress
  return { ...plain, kind: 'restore', unit: 'files', done, total, screen: 'settings' }
}

function filing(state: AppState): Job | null {
  if (!state.isFiling) return null
  return { ...plain, kind: 'filing', unit: 'documents', screen: 'files' }
}

function scanning({ scan }: AppState): Job | null {
  const session = readyValue(scan)?.session ?? null
  if (session === null || session.phase.kind !== 'scanning') return null
  const isStopped = session.stop !== null
  return {
    ...plain,
    kind: 'scan',
    unit: 'pages',
    done: session.pages.length,
    state: isStopped ? 'stuck' : 'running',
    canCancel: true,
    screen: 'intake',
  }
}

function bulkEditing({ bulk }: AppState): Job | null {
  return bulk.kind === 'changing' ? { ...plain, kind: 'bulk', unit: 'items', screen: 'files' } : null
}

/** How a job ended that is under way no longer. */
export function endOf(job: Job, state: AppState): EndedJob {
  const { kind, unit, done, total, screen } = job
  const { outcome, fault } = outcomes[kind]?.(state) ?? ofFault(null)
  // Its last count was told before its last piece was done.
  const counted = outcome === 'finished' && total !== null ? total : done
  return { kind, unit, done: counted, total, screen, outcome, fault }
}

type Outcome = Pick<EndedJob, 'outcome' | 'fault'>

/** Of jobs that can end otherwise than well. */
const outcomes: Readonly<Partial<Record<JobKind, (state: AppState) => Outcome>>> = {
  reading: ({ isReadingStopped }) => ({ outcome: isReadingStopped ? 'stopped' : 'finished', fault: null }),
  export: ({ exportStep }) => ofStep(exportStep),
  packing: ({ packStep }) => ofStep(packStep),
  'checking-packages': ({ checkStep }) => ofStep(checkStep),
  bags: ({ bagStep }) => ofStep(bagStep),
  backup: (state) => ofFault(careProblem(state)),
  check: (state) => ofFault(careProblem(state)),
  scan: (state) => ofFault(scanProblem(state)),
  sending: ({ sync }) => ofFault(readyValue(sync)?.problem ?? null),
}

function ofStep(
  step: { readonly kind: string } | { readonly kind: 'failed'; readonly fault: FaultReport },
): Outcome {
  if ('fault' in step) return ofFault(step.fault)
  return { outcome: step.kind === 'idle' ? 'stopped' : 'finished', fault: null }
}

function ofFault(fault: FaultReport | null): Outcome {
  if (fault === null) return { outcome: 'finished', fault }
  return fault.code === 'cancelled' ? { outcome: 'stopped', fault: null } : { outcome: 'failed', fault }
}

function scanProblem({ scan }: AppState): FaultReport | null {
  const phase = readyValue(scan)?.session?.phase
  return phase?.kind === 'standing' ? phase.fault : null
}

function careProblem(state: AppState): FaultReport | null {
  const problem = readyValue(state.care)?.problem ?? null
  // The engine's own codes cross as text; one of a newer engine is told as unknown.
  return problem as FaultReport | null
}
