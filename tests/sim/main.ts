// Days of the whole province, with everything that can go wrong, in one process.
// npm run sim [-- --seed=1 --communes=69 --stations=260 --files=50000 --days=5 --lost=0.3 --restarts=180 --brief --grow]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { machineLine } from '../bench/report.ts'
import { type SimOptions, simulate } from './sim-world.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    seed: { type: 'string', default: '1' },
    communes: { type: 'string', default: '69' },
    stations: { type: 'string', default: '260' },
    files: { type: 'string', default: '50000' },
    days: { type: 'string', default: '5' },
    lost: { type: 'string', default: '0.3' },
    restarts: { type: 'string', default: '180' },
    /** PCs go offline once they are enrolled. */
    brief: { type: 'boolean', default: false },
    /** Where ledgers and the server's data lie; a disk in memory is kindest to the machine. */
    folder: { type: 'string', default: tmpdir() },
    /** The same province at a fourth, a half and the whole of its communes, to see how the cost grows. */
    grow: { type: 'boolean', default: false },
  },
})

const MIB = 1_048_576
const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function runOnce(share: number): Promise<Readonly<Record<string, string>>> {
  const folder = mkdtempSync(path.join(values.folder, 'sim-'))
  const part = (count: string): number => Math.max(1, Math.round(Number(count) * share))
  const options: SimOptions = {
    seed: values.seed,
    communes: part(values.communes),
    stations: part(values.stations),
    caseFiles: part(values.files),
    days: Number(values.days),
    weather: { lost: Number(values.lost), repeated: 0.05, latencyMs: [100, 900] },
    restarts: part(values.restarts),
    wrongClocks: 0.2,
    isServerRestored: Number(values.days) >= 2,
    isBrief: values.brief,
    folder,
    authorityFolder: 'assets/authority',
    onProgress: ({ day, hour, events }) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(0)
      say(
        `  day ${day}, ${hour} h: ${events} events, ${seconds} s, ${(process.memoryUsage().rss / MIB).toFixed(0)} MB`,
      )
    },
  }
  const started = performance.now()
  try {
    const result = await simulate(options)
    const seconds = (performance.now() - started) / 1000
    if (result.lostOps + result.diverged + result.lostBlobs > 0) process.exitCode = 1
    const figures = Object.entries(result).map(([name, value]) => [name, String(value)] as const)
    return {
      communes: String(options.communes),
      stations: String(options.stations),
      ...Object.fromEntries(figures),
      seconds: seconds.toFixed(0),
      'ms per commune': ((seconds * 1000) / options.communes).toFixed(0),
      'memory MB': (process.memoryUsage().rss / MIB).toFixed(0),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const shares = values.grow ? [0.25, 0.5, 1] : [1]
const runs: Readonly<Record<string, string>>[] = []
for (const share of shares) runs.push(await runOnce(share))
say(`sim, seed ${values.seed}, ${values.lost} of the messages lost: ${machineLine()}`)
for (const name of Object.keys(runs[0] ?? {})) {
  say(`  ${name.padEnd(24)} ${runs.map((run) => (run[name] ?? '').padStart(18)).join('')}`)
}
