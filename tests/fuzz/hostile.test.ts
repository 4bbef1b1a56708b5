import { env } from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Fault, type FaultCode } from '../../domain/fault.ts'
import type { SourceHandle } from '../../electron/digitise/reader-pool.ts'
import type { NamedFile } from '../fixtures/bad-files.ts'
import { hostileFiles } from '../support/hostile-files.ts'
import { childPids, memoryOf } from '../support/process-memory.ts'
import { createTestPool, memorySource, type TestPool } from '../support/reader-pool.ts'
import { tinyCanvas, tinyDecision } from '../support/tiny-sources.ts'

const isLong = env['HOSO_LONG'] === '1'
const SEED = env['SEED'] ?? 'hostile 20261122'
const FILES = isLong ? 6000 : 300
const MEBIBYTE = 1024 * 1024
/** Less than a reader has in the program, so that a file which wants more is found here as well. */
const limits = { openMs: 6000, drawMs: 6000, residentBytes: 700 * MEBIBYTE }
/** A decoder may take what it takes between two looks at its memory. */
const MOST_PEAK_BYTES = limits.residentBytes + 500 * MEBIBYTE
/** Opening, two pictures and signatures, each within its time. */
const MOST_FILE_MS = 4 * limits.openMs

const reasons: ReadonlySet<FaultCode> = new Set([
  'file-empty',
  'file-unsupported',
  'file-corrupt',
  'file-encrypted',
  'file-too-large',
  'reader-died',
])
const sound = tinyCanvas({ lines: tinyDecision, widthPx: 120 }).toBuffer('image/png')
const state: { pool: TestPool | null; peakBytes: number } = { pool: null, peakBytes: 0 }

beforeAll(async () => {
  state.pool = await createTestPool({ readers: 2, requestTimeoutMs: limits.openMs, limits })
})
afterAll(() => state.pool?.pool.close())

/** What came of a file: 'opened', or the code of the fault of one of its parts. @throws what is no fault of the file */
async function outcomeOf(source: SourceHandle): Promise<string> {
  try {
    const opened = await poolNow().pool.openSource(source)
    try {
      await opened.pageImage(0, { widthPx: 200 })
      // Drawn large, which takes most of the time: every second one will do.
      if (source.sizeBytes % 2 === 0) await opened.archivePage(opened.pageCount - 1)
      await opened.signatures()
      return 'opened'
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (error instanceof Fault && reasons.has(error.code)) return error.code
    throw error
  }
}

function poolNow(): TestPool {
  if (state.pool === null) throw new Error('the pool is not there yet')
  return state.pool
}

/** Null where the file was explained within its time and the pool works on; else what went wrong. */
async function complaintOf({ name, bytes }: NamedFile): Promise<string | null> {
  const began = performance.now()
  try {
    const outcome = await outcomeOf(memorySource(bytes, name))
    const took = performance.now() - began
    if (took > MOST_FILE_MS) return `${name}: ${outcome} after ${Math.round(took)} ms`
    const after = await outcomeOf(memorySource(sound))
    return after === 'opened' ? null : `${name}: a sound file after it is ${after}`
  } catch (error) {
    return `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  } finally {
    for (const pid of childPids()) state.peakBytes = Math.max(state.peakBytes, memoryOf(pid)?.peak ?? 0)
  }
}

test(`[DG34] ${FILES} damaged and hostile files: each is opened or explained, in bounded time and memory, and the readers go on`, async () => {
  const waiting = [...(await hostileFiles(SEED, FILES))]
  expect(waiting.length).toBeGreaterThanOrEqual(FILES)
  const complaints: string[] = []
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const complaint = await complaintOf(file)
      if (complaint !== null) complaints.push(complaint)
    }
  }

  await Promise.all([work(), work()])

  expect(complaints).toEqual([])
  expect(state.peakBytes).toBeLessThan(MOST_PEAK_BYTES)
}, 3_600_000)

test('[DG34] a file of five gigabytes of nothing is refused by its size', async () => {
  const sizeBytes = 5 * 1024 * MEBIBYTE
  const sparse: SourceHandle = {
    name: 'sparse.pdf',
    sizeBytes,
    read: async (offset, length) => {
      const bytes = Buffer.alloc(Math.min(length, sizeBytes - offset))
      if (offset === 0) bytes.write('%PDF-1.7\n')
      return bytes
    },
    close: async () => undefined,
  }

  expect(await outcomeOf(sparse)).toBe('file-too-large')
  expect(await outcomeOf(memorySource(sound))).toBe('opened')
})
