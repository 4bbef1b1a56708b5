import { type ChildProcess, fork } from 'node:child_process'
import { cp, rm } from 'node:fs/promises'
import path from 'node:path'
import { lineText } from '../../domain/text-layer.ts'
import { openSourceFile } from '../../electron/desk/source-file.ts'
import { readerEnvironment } from '../../electron/digitise/reader-environment.ts'
import { createReaderPool, type OpenSource, type ReaderChannel } from '../../electron/digitise/reader-pool.ts'
import { bundleReader } from '../support/reader-bundle.ts'
import type { Contestant, PageReading } from './ocr-contestant.ts'
import type { PaperPage } from './ocr-papers.ts'
import { cpuSecondsOf, watchMemory } from './process-tree.ts'

const LONGEST_MS = 180_000
/** The pool ends a reader that rests; here it rests only because a rival has its turn. */
const KEEP_AWAKE_MS = 15_000

/**
 * Bundles the reader process as the program does and takes a copy for this run, so that the first page and the last one are
 * read by the same code whatever is bundled meanwhile.
 */
export async function bundleOwnReader(): Promise<{ readonly entry: string; remove(): Promise<void> }> {
  const bundled = await bundleReader()
  const folder = path.resolve('out', `reader-bench-${process.pid}`)
  // What begins with a number is a draft of a process that bundles at the same time.
  const isWhole = (file: string): boolean => !/^\d/.test(path.basename(file))
  await cp(path.dirname(bundled), folder, { recursive: true, filter: isWhole })
  return {
    entry: path.join(folder, path.basename(bundled)),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Our reading, by the pool of reader processes that the program itself reads with; one page at a time. */
export function createOurs(readerEntry: string): Contestant {
  const children = createChildren(readerEntry)
  const pool = createReaderPool({ fork: children.fork, readers: 1, requestTimeoutMs: LONGEST_MS })
  const resting = { file: null as string | null, awakening: Promise.resolve() }

  const withOpen = async <T>(file: string, use: (opened: OpenSource) => Promise<T>): Promise<T> => {
    const source = await openSourceFile(file)
    try {
      const opened = await pool.openSource(source)
      try {
        return await use(opened)
      } finally {
        await opened.close()
      }
    } finally {
      await source.close()
    }
  }
  const keepAwake = async (): Promise<void> => {
    if (resting.file !== null) await withOpen(resting.file, async () => undefined)
  }
  const timer = setInterval(() => {
    // What is wrong with it the next page will tell.
    resting.awakening = keepAwake().catch(() => undefined)
  }, KEEP_AWAKE_MS)

  const read = async ({ file }: PaperPage): Promise<PageReading> => {
    // Never two files at once: the pool would start a second process for the other.
    resting.file = null
    await resting.awakening
    const before = { cpu: children.cpuSeconds(), wall: performance.now() }
    const memory = watchMemory(children.pids)
    try {
      const layer = await withOpen(file, (opened) => opened.readPage(0))
      const wallSeconds = (performance.now() - before.wall) / 1000
      const cpuSeconds = children.cpuSeconds() - before.cpu
      return { lines: layer.lines.map(lineText), layer, wallSeconds, cpuSeconds, peakBytes: memory.stop() }
    } finally {
      memory.stop()
      resting.file = file
    }
  }
  return {
    name: 'ours',
    read,
    close: async () => {
      clearInterval(timer)
      await pool.close()
    },
  }
}

/** Forks readers as the program's own commands do, and knows what they used of the processor, the ended ones too. */
function createChildren(entry: string) {
  const alive = new Map<number, ChildProcess>()
  const ended = { cpuSeconds: 0 }
  const end = (pid: number): void => {
    if (alive.delete(pid)) ended.cpuSeconds += cpuSecondsOf(pid)
  }
  return {
    fork: (): ReaderChannel => {
      const child = fork(entry, [], {
        env: { ...process.env, ...readerEnvironment },
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      const { pid } = child
      child.on('error', () => {})
      if (pid !== undefined) {
        alive.set(pid, child)
        child.on('exit', () => end(pid))
      }
      return {
        // The reader is there to be sent structured values; Node's type admits only JSON-like ones.
        post: (message) => void child.send(message as object, () => {}),
        onMessage: (listener) => void child.on('message', listener),
        onExit: (listener) => void child.on('exit', (code) => listener(code)),
        kill: () => {
          // Once it is gone nobody can tell what it used.
          if (pid !== undefined) end(pid)
          child.kill('SIGKILL')
        },
      }
    },
    pids: (): readonly number[] => [...alive.keys()],
    cpuSeconds: (): number =>
      [...alive.keys()].reduce((sum, pid) => sum + cpuSecondsOf(pid), ended.cpuSeconds),
  }
}
