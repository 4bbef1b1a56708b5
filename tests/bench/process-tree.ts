import { readdirSync, readFileSync } from 'node:fs'

/** Of the counters in /proc; the same on every Linux. */
const TICKS_A_SECOND = 100
const KB = 1024
const SAMPLE_MS = 200

/** What stands in a file of /proc; nothing where the process is gone or the system has no /proc. */
function readProc(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, 'utf8')
  } catch {
    return ''
  }
}

/** Seconds of processor from a line of /proc/PID/stat: of the process itself and of children that it waited for. */
export function cpuSecondsOfStat(stat: string): number {
  // The name of the program stands in brackets and may hold anything, blanks and brackets too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  return Number.isFinite(ticks) ? ticks / TICKS_A_SECOND : 0
}

/** The process and all that it started and that still runs. */
export function treeOf(pid: number): readonly number[] {
  const children = threadsOf(pid).flatMap((thread) =>
    readProc(`${pid}/task/${thread}/children`)
      .split(' ')
      .filter((child) => child.trim() !== '')
      .map(Number),
  )
  return [pid, ...children.flatMap(treeOf)]
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** Seconds of processor that a process and its descendants have used so far. */
export function cpuSecondsOf(pid: number): number {
  return treeOf(pid).reduce((sum, each) => sum + cpuSecondsOfStat(readProc(`${each}/stat`)), 0)
}

/** Memory of a process and its descendants, what they share counted once. */
function memoryBytesOf(pid: number): number {
  return treeOf(pid).reduce((sum, each) => {
    const pss = /^Pss:\s+(\d+) kB$/m.exec(readProc(`${each}/smaps_rollup`))?.[1]
    return sum + Number(pss ?? 0) * KB
  }, 0)
}

/** Looks several times a second how much memory the processes take together, until it is asked for the most it saw. */
export function watchMemory(pids: () => readonly number[]): { readonly stop: () => number } {
  const seen = { most: 0 }
  const look = (): void => {
    seen.most = Math.max(
      seen.most,
      pids().reduce((sum, pid) => sum + memoryBytesOf(pid), 0),
    )
  }
  const timer = setInterval(look, SAMPLE_MS)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return seen.most
    },
  }
}

/** Seconds of processor from what a shell's `times` prints: its second line is of the programs it ran. */
export function cpuSecondsOfTimes(printed: string): number {
  const [, ofChildren = ''] = printed.trim().split('\n')
  return [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  )
}
