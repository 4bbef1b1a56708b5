import path from 'node:path'
import { Fault } from '../../domain/fault.ts'
import { loadAuthority } from '../desk/authority-files.ts'
import { openSourceFile } from '../desk/source-file.ts'
import type { DigitiseRequest } from '../digitise/digitise-files.ts'
import { createReaderPool, type ForkReader } from '../digitise/reader-pool.ts'
import { ReadingOptions } from '../digitise/reading-options.ts'
import { checkLanguages } from '../digitise/recognise/language-data.ts'
import { type DigitiseRun, digitiseOnce, digitiseWatching, type WatchTimes } from '../digitise/run.ts'
import type { RunReport } from '../digitise/run-report.ts'
import { lockRun } from './run-lock.ts'

export type { RunReport } from '../digitise/run-report.ts'
export { reportLines } from '../digitise/run-report.ts'
/** What the command can be asked for beside text and JSON. */
export { extraOutputs } from '../digitise/write-results.ts'
export type Progress = Parameters<NonNullable<DigitiseRequest['onProgress']>>[0]

const REQUEST_TIMEOUT_MS = 180_000

interface Digitise extends Pick<DigitiseRun, 'asked' | 'outFolder' | 'extra' | 'keepsGoing' | 'signal'> {
  readonly assetsFolder: string
  readonly fork: ForkReader
  readonly readers: number
  readonly languages: readonly string[]
  readonly dpi: number | null
  readonly onProgress: (progress: Progress) => void
  /** Null reads what is there and ends; else the folders are watched until the signal. */
  readonly watch: WatchTimes | null
}

/**
 * Reads files without any vault: what `hoso digitise` does.
 * @throws Fault 'invalid-input' for options that nothing can be read with, 'language-missing', 'in-use' where another run
 * writes into the same folder
 */
export async function digitise(request: Digitise): Promise<RunReport> {
  const { assetsFolder, fork, readers, languages, dpi, watch, ...run } = request
  const options = ReadingOptions.safeParse({ languages: [...languages], dpi })
  if (!options.success) throw new Fault('invalid-input', 'languages are codes such as vie, dpi is 50 to 1200')
  await checkLanguages(options.data.languages)
  const authority = await loadAuthority(path.join(assetsFolder, 'authority'))
  const lock = await lockRun(run.outFolder)
  const pool = createReaderPool({ fork, readers, requestTimeoutMs: REQUEST_TIMEOUT_MS })
  try {
    const ports = {
      ...run,
      pool,
      options: options.data,
      openFile: openSourceFile,
      documentTypes: authority.documentTypes.entries,
      nowMs: () => Date.now(),
    }
    return await (watch === null ? digitiseOnce(ports) : digitiseWatching(ports, watch))
  } finally {
    await pool.close()
    await lock.release()
  }
}
