import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { canonicalJson } from '../../domain/json.ts'
import { createRandom, type Random } from '../fixtures/random.ts'
import { createSimArchivist } from './sim-archivist.ts'
import { createSimClerk, type SimClerk } from './sim-clerk.ts'
import { createSimClock, type SimClock } from './sim-clock.ts'
import { examine, type Findings } from './sim-findings.ts'
import type { Weather } from './sim-network.ts'
import { createSimServer, type SimServer } from './sim-server.ts'
import { openSimStation } from './sim-station.ts'

export interface SimOptions {
  readonly seed: string
  readonly communes: number
  readonly stations: number
  readonly caseFiles: number
  readonly days: number
  readonly weather: Weather
  /** Power cuts of stations in all. */
  readonly restarts: number
  /** Share of the stations whose clock is wrong, by up to ten years either way. */
  readonly wrongClocks: number
  /** The server stops for half an hour each day; on the last it comes back as it was a day before. */
  readonly isServerRestored: boolean
  /** PCs go offline once they are enrolled: half as much happens. */
  readonly isBrief?: boolean
  /** On a disk in memory. */
  readonly folder: string
  readonly authorityFolder: string
  /** Told every three hours of simulated time. */
  readonly onProgress?: (at: { readonly day: number; readonly hour: number; readonly events: number }) => void
}

export interface SimResult extends Findings {
  readonly events: number
  readonly powerCuts: number
  readonly restores: number
  /** From the last edit until every station and the server held the same. */
  readonly settledInHours: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const START_MS = Date.UTC(2026, 0, 5)
const TEN_YEARS_MS = 10 * 365 * DAY_MS
const PROGRESS_HOURS = 3
/** Longest time that is given for all to come together at the end. */
const SETTLING_DAYS = 3

/** What is the same for everything in one simulated province. */
export interface World {
  readonly options: SimOptions
  readonly random: Random
  readonly clock: SimClock
  readonly server: SimServer
  readonly clerks: readonly SimClerk[]
}

/** Days of a whole province in one process: the shipped server, the shipped client, and everything that can go wrong between. */
export async function simulate(options: SimOptions): Promise<SimResult> {
  const random = createRandom(options.seed)
  const clock = createSimClock(START_MS)
  mkdirSync(options.folder, { recursive: true })
  const server = createSimServer({ ...options, clock })
  await server.start()
  const clerks = await hireClerks(options, { random, clock, server })
  const world: World = { options, random, clock, server, clerks }
  const counts = planTrouble(world)
  const archivist = createSimArchivist(world)
  for (let day = 1; day <= options.days; day += 1) {
    archivist.workDay(START_MS + (day - 1) * DAY_MS)
    for (let hour = PROGRESS_HOURS; hour <= 24; hour += PROGRESS_HOURS) {
      await clock.runUntil(START_MS + (day - 1) * DAY_MS + hour * HOUR_MS)
      options.onProgress?.({ day, hour, events: clock.happened })
    }
  }
  const settledInHours = await settle(world)
  const findings = await examine(world)
  for (const clerk of clerks) await clerk.station.close()
  return { ...findings, ...counts, events: clock.happened, settledInHours }
}

async function hireClerks(
  options: SimOptions,
  { random, clock, server }: Pick<World, 'random' | 'clock' | 'server'>,
): Promise<readonly SimClerk[]> {
  const communes = Array.from(
    { length: options.communes },
    (_, at) => `H27.${Math.floor(at / 100) + 1}.${(at % 100) + 1}`,
  )
  for (const commune of communes) await server.running().registry.addCommune(commune, `Xã ${commune}`)
  const clerks: SimClerk[] = []
  for (let at = 0; at < options.stations; at += 1) {
    // Every commune has one before any has two.
    const commune = communes[at % communes.length] ?? ''
    const own = random.fork(`station ${at}`)
    const isWrong = own.chance(options.wrongClocks)
    const station = await openSimStation({
      name: `may-${at}`,
      commune,
      clock,
      random: own,
      weather: options.weather,
      skewMs: isWrong ? Math.round(own.between(-TEN_YEARS_MS, TEN_YEARS_MS)) : 0,
      address: `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`,
      serverUrl: server.url,
      folder: path.join(options.folder, 'stations'),
    })
    const share = options.caseFiles / options.stations
    const papers = Math.round(share * (at + 1)) - Math.round(share * at)
    const { code } = await server.running().registry.createEnrolmentCode(commune)
    const { days, isBrief = false } = options
    const clerk = createSimClerk({ station, random: own.fork('clerk'), clock, days, papers, isBrief })
    clerk.begin(code, START_MS)
    clerks.push(clerk)
  }
  return clerks
}

/** Power cuts, stops of the server, and its coming back as it was. */
function planTrouble({ options, random, clock, server, clerks }: World): {
  powerCuts: number
  restores: number
} {
  const counts = { powerCuts: 0, restores: 0 }
  const trouble = random.fork('trouble')
  for (let cut = 0; cut < options.restarts; cut += 1) {
    const clerk = trouble.pick(clerks)
    // While people are at work.
    const atMs = trouble.int(0, options.days - 1) * DAY_MS + trouble.between(8 * HOUR_MS, 17 * HOUR_MS)
    clock.after(atMs, () => clerk.losePower(trouble.int(0, 40)))
    counts.powerCuts += 1
  }
  for (let day = 0; day < options.days; day += 1) {
    const isRestored = options.isServerRestored && day > 0 && day === options.days - 1
    if (isRestored) counts.restores += 1
    const downMs = day * DAY_MS + 11 * HOUR_MS
    clock.after(downMs, async () => {
      await server.stop()
      if (!isRestored) server.keep()
    })
    clock.after(downMs + 30 * MINUTE_MS, async () => {
      if (isRestored) server.goBack()
      await server.start()
    })
  }
  return counts
}

/** The lines stay as bad as they were, but nobody is away any more. */
async function settle({ clock, clerks }: World): Promise<number> {
  const fromMs = clock.nowMs()
  for (const clerk of clerks) await clerk.stay()
  for (let step = 0; step < (SETTLING_DAYS * DAY_MS) / (10 * MINUTE_MS); step += 1) {
    await clock.runUntil(clock.nowMs() + 10 * MINUTE_MS)
    if (clerks.every((clerk) => clerk.hasNothingToSend()) && areEqual(clerks)) break
  }
  return (clock.nowMs() - fromMs) / HOUR_MS
}

function areEqual(clerks: readonly SimClerk[]): boolean {
  const seen = new Map<string, string>()
  return clerks.every(({ station }) => {
    const held = canonicalJson(station.vector())
    const first = seen.get(station.commune) ?? held
    seen.set(station.commune, first)
    return held === first
  })
}
