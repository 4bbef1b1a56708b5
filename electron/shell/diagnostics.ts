import { appendFileSync, renameSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** What broke down, in words of the program itself. */
export interface Breakdown {
  readonly part: 'window' | 'hang' | 'reader' | 'drawing' | 'other'
  /** As Chromium names it: `crashed`, `oom`, `killed` ... */
  readonly reason: string
  readonly exitCode: number | null
}

export interface Surface {
  readonly version: string
  readonly electron: string
  readonly uptimeSeconds: number
}

/** A page of it is enough to tell what happened; the one before is kept beside it. */
const MOST_BYTES = 200_000

/**
 * One line of the diagnostics: when, what, and on how strong a PC. No name, path, title or text is ever in it: a reason
 * that is none of Chromium's own words is left out.
 */
export function breakdownLine(time: string, breakdown: Breakdown, surface: Surface): string {
  const { part, reason, exitCode } = breakdown
  const known = /^[a-z]+(-[a-z]+)*$/.test(reason) ? reason : 'unknown'
  const memoryMegabytes = Math.round(os.totalmem() / 1_048_576)
  const freeMegabytes = Math.round(os.freemem() / 1_048_576)
  return JSON.stringify({
    time,
    part,
    reason: known,
    exitCode,
    ...surface,
    platform: process.platform,
    arch: process.arch,
    release: os.release(),
    cores: os.cpus().length,
    memoryMegabytes,
    freeMegabytes,
  })
}

/** Appends to the diagnostics file; what cannot be written must not make a breakdown worse. */
export function noteBreakdown(folder: string, breakdown: Breakdown, surface: Surface): void {
  const file = path.join(folder, 'chan-doan.jsonl')
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES) turnPage(file)
    appendFileSync(file, `${breakdownLine(new Date().toISOString(), breakdown, surface)}\n`, { mode: 0o600 })
  } catch {
    // The window tells what happened either way.
  }
}

function turnPage(file: string): void {
  renameSync(file, file.replace(/[.]jsonl$/, '.1.jsonl'))
}
