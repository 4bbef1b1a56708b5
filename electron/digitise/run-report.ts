import path from 'node:path'
import { PROGRAM_VERSION } from '../../domain/program-version.ts'
import type { TakenFile } from './digitise-file.ts'
import type { DigitiseOutcome, RefusedFile } from './digitise-files.ts'
import type { SkippedFiles } from './find-sources.ts'
import type { ReadingOptions } from './reading-options.ts'
import { writeWholeFile } from './whole-file.ts'

/** What became of all that a run was asked for: found = taken + refused + left. */
export interface RunReport extends DigitiseOutcome {
  readonly version: 1
  readonly program: string
  /** ISO 8601 instants. */
  readonly startedAt: string
  readonly endedAt: string
  readonly options: ReadingOptions
  readonly skipped: SkippedFiles
  /** Files of a watched folder whose content was read before. */
  readonly seenBefore: number
  /** `whole`: all that was asked for was tried. */
  readonly end: 'whole' | 'refused' | 'stopped'
}

interface Run extends DigitiseOutcome {
  readonly startedMs: number
  readonly endedMs: number
  readonly options: ReadingOptions
  readonly skipped: SkippedFiles
  readonly seenBefore: number
  readonly isStopped: boolean
}

export function runReport(run: Run): RunReport {
  const { taken, refused, left, options, skipped, seenBefore, isStopped, startedMs, endedMs } = run
  return {
    version: 1,
    program: `ho-so-xa ${PROGRAM_VERSION}`,
    startedAt: new Date(startedMs).toISOString(),
    endedAt: new Date(endedMs).toISOString(),
    options,
    end: isStopped ? 'stopped' : left.length > 0 ? 'refused' : 'whole',
    taken,
    refused,
    left,
    skipped,
    seenBefore,
  }
}

/** Writes the report beside the results, once for programs and once for people. */
export async function writeReport(report: RunReport, outFolder: string): Promise<void> {
  const write = (name: string, text: string): Promise<void> =>
    writeWholeFile(path.join(outFolder, name), (put) => put(Buffer.from(text, 'utf8')))
  await write('report.json', `${JSON.stringify(report, null, 1)}\n`)
  await write('report.txt', `${reportLines(report, outFolder).join('\n')}\n`)
}

/** The report in sentences. */
export function reportLines(report: RunReport, outFolder: string): readonly string[] {
  const { taken, refused, left, skipped, seenBefore } = report
  const pages = taken.reduce((sum, { pageCount }) => sum + pageCount, 0)
  const unread = taken.reduce((sum, { unreadPages }) => sum + unreadPages.length, 0)
  const chosen = taken.length + refused.length + left.length
  const passed = skipped.hidden + skipped.otherKind + skipped.links
  return [
    `${chosen} chosen, ${taken.length} taken, ${refused.length} refused, ${left.length} left`,
    `${pages} pages, ${unread} of them could not be read`,
    ...(passed === 0
      ? []
      : [
          `passed over in folders: ${skipped.otherKind} of another kind, ${skipped.hidden} hidden, ${skipped.links} links`,
        ]),
    ...(seenBefore === 0 ? [] : [`${seenBefore} were read before under another name`]),
    ...refused.map(refusedLine),
    ...taken.flatMap((file) => takenLines(file, outFolder)),
    ...left.map(({ path: file, isBegun }) => `left ${isBegun ? 'half read' : 'not begun'}: ${file}`),
  ]
}

function refusedLine({ path: file, code, detail }: RefusedFile): string {
  const details = Object.entries(detail).map(([name, value]) => `${name} ${value}`)
  return `refused ${file}: ${[code, ...details].join(', ')}`
}

function takenLines({ path: file, textFile, pageCount, unreadPages, pdf }: TakenFile, outFolder: string) {
  const pages = unreadPages.length === 0 ? '' : `, not read: ${unreadPages.join(', ')}`
  const line = `taken ${file}: ${pageCount} pages${pages} -> ${path.relative(outFolder, textFile)}`
  return [line, ...(pdf === undefined ? [] : pdfLines(pdf))]
}

/** A signature is told as it tells itself: whether it is true was not checked, and the line says so. */
function pdfLines(pdf: NonNullable<TakenFile['pdf']>): readonly string[] {
  if (pdf.kind === 'made') return []
  if (pdf.kind === 'failed') return [`  no PDF: page ${pdf.page}, ${pdf.code}`]
  const signatures = pdf.signatures.map(
    ({ signer, statedAt, coversWholeFile }) =>
      `  signature, not verified: ${signer ?? 'unnamed'}, ${statedAt ?? 'no time'}, ` +
      `covers ${coversWholeFile ? 'the whole file' : 'only a part of the file'}`,
  )
  return [`  PDF kept as it is: ${pdf.reason}`, ...signatures]
}
