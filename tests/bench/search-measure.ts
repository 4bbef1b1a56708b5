import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { noFilters } from '../../domain/search-api.ts'
import { parseSearchQuery } from '../../domain/search-query.ts'
import { openSearchIndex, type SearchIndexOptions } from '../../electron/store/search/search-index.ts'
import type { BenchQuery } from './search-queries.ts'

export interface Timed {
  readonly query: BenchQuery
  readonly tookMs: number
  /** Of the whole process: what it would take on an idle machine. */
  readonly processorMs: number
  readonly total: number
}

export interface Measured {
  readonly openMs: number
  /** Every query once after opening, then once more. */
  readonly cold: readonly Timed[]
  readonly warm: readonly Timed[]
  /** Of the whole process, before the index was opened and at its most. */
  readonly idleMb: number
  readonly mostMb: number
}

interface Task {
  readonly file: string
  readonly keyHex: string
  readonly queries: readonly BenchQuery[]
}

/** Makes all searches in a process of its own, whose memory is the index's and nothing else's. */
export function measureApart(folder: string, task: Task): Measured {
  const file = path.join(folder, 'task.json')
  writeFileSync(file, JSON.stringify(task))
  const { status } = spawnSync(process.execPath, [String(process.argv[1]), `--task=${file}`], {
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`the searches ended with ${status}`)
  // Written by `runTask` below.
  return JSON.parse(readFileSync(file, 'utf8')) as Measured
}

export async function runTask(file: string): Promise<void> {
  // Written by `measureApart` above.
  const { file: path_, keyHex, queries } = JSON.parse(readFileSync(file, 'utf8')) as Task
  const idleMb = process.memoryUsage().rss / 1e6
  const began = performance.now()
  const index = await openSearchIndex(indexOptions(path_, keyHex))
  const openMs = performance.now() - began
  const ask = async (): Promise<readonly Timed[]> => {
    const times: Timed[] = []
    for (const query of queries) {
      const filters = { ...noFilters, ...query.filters }
      const asked = performance.now()
      const before = processorMs()
      const { total } = await index.search({
        query: parseSearchQuery(query.text),
        filters,
        types: null,
        limit: 20,
      })
      const tookMs = performance.now() - asked
      times.push({ query, tookMs, processorMs: processorMs() - before, total })
    }
    return times
  }
  const cold = await ask()
  const warm = await ask()
  const measured: Measured = { openMs, cold, warm, idleMb, mostMb: mostMemoryMb() }
  await index.close()
  writeFileSync(file, JSON.stringify(measured))
}

function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The most memory that this process ever held. */
export function mostMemoryMb(): number {
  const status = readFileSync('/proc/self/status', 'utf8')
  return (Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024) / 1e6
}

export function indexOptions(file: string, keyHex: string): SearchIndexOptions {
  return {
    path: file,
    key: new Uint8Array(Buffer.from(keyHex, 'hex')),
    // This bundle stands in out/bench.
    worker: path.join(import.meta.dirname, '../index/index-worker.mjs'),
    failpoint: () => {},
    nowMs: () => Date.now(),
  }
}
