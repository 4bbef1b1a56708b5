import { Fault } from '../../domain/fault.ts'
import { digitise, type RunReport, reportLines } from '../compose/digitise.ts'
import type { CommandContext } from './command.ts'
import { DIGITISE_USAGE, type DigitiseArguments, readDigitiseArguments } from './digitise-arguments.ts'
import { progressTeller } from './digitise-progress.ts'

const WATCH_TIMES = { pollMs: 2000, settleMs: 3000 }
const STOPPED = 130

/** Runs `DIGITISE_USAGE`. */
export async function digitiseCommand(args: readonly string[], context: CommandContext): Promise<number> {
  const asked = readDigitiseArguments(args)
  if ('wrong' in asked) {
    context.error(`${asked.wrong}\n${DIGITISE_USAGE}`)
    return 2
  }
  const stop = new AbortController()
  const onSignal = (): void => stop.abort()
  // Once: who asks again is not kept waiting.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal)
  try {
    return tell(asked, await run(asked, context, stop.signal), context)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    context.error(`${error.code}: ${error.message}`)
    return 2
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal)
  }
}

function run(
  { isJson, isWatching, ...asked }: DigitiseArguments,
  context: CommandContext,
  signal: AbortSignal,
): Promise<RunReport> {
  return digitise({
    ...asked,
    assetsFolder: context.assetsFolder,
    fork: context.fork,
    keepsGoing: asked.keepsGoing || isWatching,
    watch: isWatching ? WATCH_TIMES : null,
    onProgress: progressTeller(process.stderr, isJson),
    signal,
  })
}

function tell({ isJson, outFolder }: DigitiseArguments, report: RunReport, context: CommandContext): number {
  context.print(isJson ? JSON.stringify(report) : reportLines(report, outFolder).join('\n'))
  if (report.end !== 'whole') {
    const why = report.end === 'stopped' ? 'stopped' : 'stopped at the first refusal (--keep-going goes on)'
    context.error(`${why}; the same command again goes on where this one ended`)
  }
  if (report.end === 'stopped') return STOPPED
  const isClean =
    report.refused.length + report.left.length === 0 &&
    report.taken.every(({ pdf, unreadPages }) => pdf?.kind !== 'failed' && unreadPages.length === 0)
  return isClean ? 0 : 1
}
