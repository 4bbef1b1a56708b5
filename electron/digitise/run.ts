import * as z from 'zod'
import type { PlainFile, TakenFile } from './digitise-file.ts'
import {
  type DigitiseOutcome,
  type DigitiseRequest,
  digitiseFiles,
  type RefusedFile,
} from './digitise-files.ts'
import { type FoundSource, type FoundSources, findSources } from './find-sources.ts'
import { createOutputNames, type OutputNames } from './output-names.ts'
import { type RunReport, runReport, writeReport } from './run-report.ts'
import { contentHash, openRunState, type RunState } from './run-state.ts'
import { watchSources } from './watch-sources.ts'
import { makeFolder } from './whole-file.ts'

/** All that a run of the command is asked for. */
export interface DigitiseRun extends Omit<DigitiseRequest, 'sources' | 'state' | 'signal'> {
  /** Files, folders and patterns. */
  readonly asked: readonly string[]
  readonly signal: AbortSignal
  readonly nowMs: () => number
}

/**
 * Reads what is there and reports, beside the results too. What an earlier run of the same folder left undone is gone on
 * with; when everything was taken nothing of the run but its results is left.
 */
export async function digitiseOnce(run: DigitiseRun): Promise<RunReport> {
  const { outFolder, asked, signal } = run
  const startedMs = run.nowMs()
  const found = await findSources(asked, outFolder)
  const state = openRunState(outFolder)
  const names = createOutputNames()
  const sources = found.sources.map((source) => ({ path: source.path, name: names.nameOf(source) }))
  const outcome = await digitiseFiles({ ...run, sources, state })
  const refused = [...folderRefusals(found), ...outcome.refused]
  const report = reportOf(run, startedMs, {
    ...outcome,
    refused,
    found,
    seenBefore: 0,
    isStopped: signal.aborted,
  })
  if (refused.length + outcome.left.length === 0) await state.remove()
  await writeReport(report, outFolder)
  return report
}

export interface WatchTimes {
  readonly pollMs: number
  /** A file is whole when it has not changed for so long. */
  readonly settleMs: number
}

/** What is noted of a content that was read in a watched folder. */
const SeenContent = z.looseObject({ name: z.string() })

/**
 * Reads what is there and what comes, until the signal. A content is read once, whatever it is called and however often the
 * folder is watched anew; a refusal stops nothing.
 */
export async function digitiseWatching(run: DigitiseRun, times: WatchTimes): Promise<RunReport> {
  const { outFolder, asked, signal, nowMs } = run
  const startedMs = nowMs()
  const state = openRunState(outFolder)
  const earlier = (await state.allDone()).flatMap((entry) => {
    const seen = SeenContent.safeParse(entry)
    return seen.success ? [seen.data.name] : []
  })
  const names = createOutputNames(earlier)
  const sum: Sum = { taken: [], refused: [], left: [], seenBefore: 0 }
  const latest = { found: await findSources(asked, outFolder) }
  await makeFolder(outFolder)
  const report = async (): Promise<RunReport> => {
    const { found } = latest
    const told = reportOf(run, startedMs, { ...sum, found, isStopped: false })
    await writeReport(told, outFolder)
    return told
  }
  const find = async (): Promise<readonly FoundSource[]> => {
    latest.found = await findSources(asked, outFolder)
    return latest.found.sources
  }
  for await (const whole of watchSources({ ...times, find, folders: asked, nowMs, signal })) {
    for (const source of whole) {
      if (signal.aborted) break
      await takeOne({ ...run, state, names, sum }, source)
    }
    await report()
  }
  sum.refused.push(...folderRefusals(latest.found))
  return report()
}

interface Sum {
  readonly taken: TakenFile[]
  readonly refused: RefusedFile[]
  readonly left: DigitiseOutcome['left'][number][]
  seenBefore: number
}

interface Taking extends DigitiseRun {
  readonly state: RunState
  readonly names: OutputNames
  readonly sum: Sum
}

async function takeOne(run: Taking, source: FoundSource): Promise<void> {
  const { state, names, sum } = run
  const content = await contentOf(run.openFile, source.path)
  const key = `content-${content ?? ''}`
  if (content !== null && (await state.done(key)) !== null) {
    sum.seenBefore += 1
    return
  }
  const name = names.nameOf(source)
  const outcome = await digitiseFiles({ ...run, sources: [{ path: source.path, name }] })
  sum.taken.push(...outcome.taken)
  // One that was still being written comes again when it is whole.
  const refused = outcome.refused.filter(({ code }) => code !== 'file-changed')
  if (refused.length < outcome.refused.length) return
  sum.refused.push(...refused)
  sum.left.push(...outcome.left)
  if (content !== null && outcome.left.length === 0) await state.noteDone(key, { name })
}

/** Null for a file that cannot be read at all; reading it then tells why. */
async function contentOf(
  openFile: (file: string) => Promise<PlainFile>,
  file: string,
): Promise<string | null> {
  const opened = await openFile(file).catch(() => null)
  if (opened === null) return null
  try {
    return await contentHash(opened)
  } finally {
    await opened.close()
  }
}

function folderRefusals({ refused }: FoundSources): readonly RefusedFile[] {
  return refused.map((folder) => ({ ...folder, detail: {} }))
}

interface Ended extends DigitiseOutcome {
  readonly found: FoundSources
  readonly seenBefore: number
  readonly isStopped: boolean
}

function reportOf({ nowMs, options }: DigitiseRun, startedMs: number, { found, ...ended }: Ended): RunReport {
  return runReport({ ...ended, startedMs, endedMs: nowMs(), options, skipped: found.skipped })
}
