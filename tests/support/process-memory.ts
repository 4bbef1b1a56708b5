import { readdirSync, readFileSync } from 'node:fs'

/** Memory of a process in bytes, as Linux tells; what is shared is counted in parts in `proportional`. */
export interface ProcessMemory {
  readonly pid: number
  readonly resident: number
  readonly proportional: number
  /** The most that was ever resident. */
  readonly peak: number
}

/** The processes that this one started, and those that they started. */
export function childPids(parent = process.pid): readonly number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
  return children.flatMap((pid) => [pid, ...childPids(pid)])
}

/** Null where the process has ended. */
export function memoryOf(pid: number): ProcessMemory | null {
  const status = readProc(pid, 'status')
  if (status === null) return null
  const rollup = readProc(pid, 'smaps_rollup') ?? ''
  return {
    pid,
    resident: kilobytes(status, 'VmRSS'),
    proportional: kilobytes(rollup, 'Pss'),
    peak: kilobytes(status, 'VmHWM'),
  }
}

function parentOf(pid: number): number | null {
  const found = /^PPid:\s+(\d+)/m.exec(readProc(pid, 'status') ?? '')?.[1]
  return found === undefined ? null : Number(found)
}

function kilobytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024
}

function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return null
    throw error
  }
}
