import path from 'node:path'
import { Fault, type FaultCode, type FaultReport, reportOf } from '../../domain/fault.ts'
import { digitiseFile, type FileProgress, type FileTerms, type TakenFile } from './digitise-file.ts'
import type { PageJob } from './page-job.ts'
import type { RunState } from './run-state.ts'
import { createTurns } from './turns.ts'
import { makeFolder } from './whole-file.ts'

/** A file to be read, and what its results are called below the folder for them. */
export interface NamedSource {
  readonly path: string
  readonly name: string
}

export interface DigitiseRequest
  extends Pick<FileTerms, 'pool' | 'options' | 'openFile' | 'documentTypes' | 'extra' | 'signal'> {
  readonly sources: readonly NamedSource[]
  /** Made when it is not there. */
  readonly outFolder: string
  readonly state: RunState
  /** Do the others go on when one file is refused? */
  readonly keepsGoing: boolean
  readonly onProgress?: (progress: DigitiseProgress) => void
}

export type DigitiseProgress =
  | FileProgress
  | { readonly kind: 'taken'; readonly path: string }
  | { readonly kind: 'refused'; readonly path: string; readonly code: FaultCode }

export type RefusedFile = { readonly path: string } & FaultReport

/** Chosen = taken + refused + left. All lists keep the order of the sources. */
export interface DigitiseOutcome {
  readonly taken: readonly TakenFile[]
  readonly refused: readonly RefusedFile[]
  /** What was not finished: never begun, or stopped with pages that the next run goes on after. */
  readonly left: readonly { readonly path: string; readonly isBegun: boolean }[]
}

/** With so few pages left another reader is not worth opening the file. */
const FEWEST_TO_HELP = 4

/**
 * Reads each file and writes its results; the sources are only ever read. The first refusal stops the run after the
 * pages in hand, unless it keeps going; the signal stops it at once.
 */
export async function digitiseFiles(request: DigitiseRequest): Promise<DigitiseOutcome> {
  const { sources, outFolder, pool, onProgress, signal, keepsGoing } = request
  await makeFolder(outFolder)
  const taken = new Map<number, TakenFile>()
  const refused = new Map<number, RefusedFile>()
  const begun = new Set<number>()
  const inHand = new Set<Promise<void>>()
  const jobs = createJobs()
  const waiting = [...sources.keys()]
  const isHalted = (): boolean => signal?.aborted === true || (!keepsGoing && refused.size > 0)
  const terms: FileTerms = {
    ...request,
    sources: sources.map(({ path: file }) => file),
    isHalted,
    onProgress: (progress) => onProgress?.(progress),
    takeTurn: createTurns(),
  }

  const takeFile = async (place: number, { path: file, name }: NamedSource): Promise<void> => {
    begun.add(place)
    try {
      const work = { path: file, output: path.join(outFolder, name) }
      const result = await digitiseFile(terms, work, jobs.add)
      if (result === null) return
      taken.set(place, result)
      onProgress?.({ kind: 'taken', path: file })
    } catch (error) {
      if (signal?.aborted === true) return
      const report = refusal(error)
      refused.set(place, { path: file, ...report })
      onProgress?.({ kind: 'refused', path: file, code: report.code })
    }
  }
  const runLane = async (): Promise<void> => {
    while (!isHalted()) {
      const place = waiting.shift()
      const source = place === undefined ? undefined : sources[place]
      if (place !== undefined && source !== undefined) {
        const taking = takeFile(place, source)
        inHand.add(taking)
        await taking
        inHand.delete(taking)
      } else if (inHand.size === 0) return
      else if (!(await helpWith(terms, jobs.all()))) await Promise.race([jobs.more(), ...inHand])
    }
  }
  await Promise.all(Array.from({ length: pool.readers }, runLane))
  return {
    taken: inOrder(taken),
    refused: inOrder(refused),
    left: sources.flatMap(({ path: file }, place) =>
      taken.has(place) || refused.has(place) ? [] : [{ path: file, isBegun: begun.has(place) }],
    ),
  }
}

/** The files whose pages are being read. */
function createJobs() {
  const jobs = new Set<PageJob>()
  const listeners = new Set<() => void>()
  return {
    all: (): ReadonlySet<PageJob> => jobs,
    add: (job: PageJob): (() => void) => {
      jobs.add(job)
      for (const listener of listeners) listener()
      listeners.clear()
      return () => void jobs.delete(job)
    },
    /** Resolves when there is another one. */
    more: (): Promise<void> => new Promise((resolve) => listeners.add(resolve)),
  }
}

/** Reads pages of a file that another lane has open. @returns false where there is nothing to help with */
async function helpWith(terms: FileTerms, jobs: ReadonlySet<PageJob>): Promise<boolean> {
  const job = [...jobs].find((each) => each.waiting() >= FEWEST_TO_HELP)
  if (job === undefined) return false
  try {
    const opened = await terms.pool.openSource(job.source, terms.signal, terms.options)
    try {
      while (await job.readNext(opened));
    } finally {
      await opened.close()
    }
    return true
  } catch (error) {
    // Whoever has the file hears of its faults too, and tells them.
    if (error instanceof Fault) return false
    throw error
  }
}

function inOrder<T>(found: ReadonlyMap<number, T>): readonly T[] {
  return [...found].toSorted(([a], [b]) => a - b).map(([, value]) => value)
}

function refusal(error: unknown): FaultReport {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full', detail: {} }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return { code: 'no-rights', detail: {} }
  const report = reportOf(error)
  return report.code === 'internal' ? { code: 'internal', detail: { message: String(error) } } : report
}
