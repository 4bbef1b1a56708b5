// The province's server as a process of its own under 262 stations of 69 communes, over the real wire: ops acknowledged a
// second, bytes of blobs verified a second, and the most memory it took; once with SQLite, once with PostgreSQL, in one run.
// The stations run on the same processors. `--stations=20 --seconds=10` for a short one, `--profile` for a V8 profile.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { serverMemory } from '../../electron/compose/server-memory.ts'
import { createLog } from '../../server/log.ts'
import { openStores } from '../../server/store/open-stores.ts'
import { findPostgres, startPostgres } from '../support/postgres.ts'
import { percentile, printRows } from './report.ts'
import { type Done, enrolStations, type LoadStation, pushOps, sendBlobs } from './server-load.ts'

const BLOB_BYTES = 1_048_576
const MEBIBYTE = 1_048_576
const Ready = z.object({ kind: z.literal('ready'), url: z.string() })
const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    stations: { type: 'string' },
    seconds: { type: 'string' },
    profile: { type: 'boolean', default: false },
    embedded: { type: 'boolean', default: false },
  },
})
const stations = Number(values.stations ?? 262)
const seconds = Number(values.seconds ?? 60)
const entry = path.join(import.meta.dirname, '../server/main.mjs')

interface Running {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

async function startServer(dataFolder: string, env: Readonly<Record<string, string>>): Promise<Running> {
  const profile = values.profile
    ? ['--cpu-prof', `--cpu-prof-dir=${path.join(tmpdir(), 'hoso-profile')}`]
    : []
  const args = [...serverMemory.flags, ...profile, entry, '--data', dataFolder, '--port', '0']
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...serverMemory.environment, ...process.env, ...env },
  })
  const lines = createInterface({ input: child.stdout })
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const ready = Ready.safeParse(JSON.parse(line))
      if (ready.success) resolve(ready.data.url)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return {
    url,
    pid: child.pid ?? 0,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** The most memory that was ever resident of a process. */
function peakBytesOf(pid: number): number {
  const [, peakKb = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(peakKb) * 1024
}

interface Figures {
  readonly aSecond: number
  readonly p95Ms: number
}

async function phase(
  work: (station: LoadStation, untilMs: number) => Promise<Done>,
  all: readonly LoadStation[],
): Promise<Figures> {
  const startedMs = Date.now()
  const done = await Promise.all(all.map((station) => work(station, startedMs + seconds * 1000)))
  const tookSeconds = (Date.now() - startedMs) / 1000
  return {
    aSecond: done.reduce((sum, { amount }) => sum + amount, 0) / tookSeconds,
    p95Ms: percentile(
      done.flatMap(({ tookMs }) => tookMs),
      0.95,
    ),
  }
}

async function measure(name: string, env: Readonly<Record<string, string>>): Promise<void> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'bench-server-'))
  const log = createLog(() => undefined, Date.now)
  const stores = await openStores({ dataFolder, env, clock: Date.now, log })
  const enrolled = await enrolStations(stores.registry, stations)
  await stores.close()
  const server = await startServer(dataFolder, env)
  const { url } = server
  const ops = await phase((station, untilMs) => pushOps(station, { url, untilMs }), enrolled)
  const afterOps = peakBytesOf(server.pid)
  const blobs = await phase(
    (station, untilMs) => sendBlobs(station, { url, untilMs, blobBytes: BLOB_BYTES }),
    enrolled,
  )
  const peak = peakBytesOf(server.pid)
  await server.stop()
  await rm(dataFolder, { recursive: true })
  printRows(`server, ${name}, ${stations} stations, ${seconds} s each`, [
    { what: 'ops acknowledged', value: ops.aSecond, unit: 'ops/s' },
    { what: 'a batch of 50 ops, 95 of 100 within', value: ops.p95Ms, unit: 'ms' },
    { what: 'blobs verified and stored', value: blobs.aSecond / 1_000_000, unit: 'MB/s' },
    { what: 'a blob of 1 MiB, 95 of 100 within', value: blobs.p95Ms, unit: 'ms' },
    { what: 'memory, the most after the ops', value: afterOps / MEBIBYTE, unit: 'MiB' },
    { what: 'memory, the most', value: peak / MEBIBYTE, unit: 'MiB' },
  ])
}

await measure('SQLite and files', {})
const programs = values.embedded ? null : findPostgres()
if (programs !== null) {
  const cluster = await startPostgres(programs)
  await measure('PostgreSQL and files', { DATABASE_URL: await cluster.newDatabase() })
  await cluster.stop()
}
