import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { readBagName } from '../../domain/bag/bag-format.ts'
import { type FoundBag, findBags } from '../../domain/bag/find-bags.ts'
import { Fault } from '../../domain/fault.ts'
import { errorCode } from '../../domain/medium-fault.ts'
import { sha256Hex } from '../identity/keys.ts'
import type { Log } from '../log.ts'
import { readFileIfAny, writeFileDurably } from '../store/durable-file.ts'
import type { BagOffice, BagReport } from './bag-office.ts'
import { nodeDisk } from './node-disk.ts'

/** Between two looks: a bag is taken when nothing in it changed from one to the next, so that copying has come to its end. */
const LOOK_EVERY_MS = 2000
const REPORT_SUFFIX = '.report.json'

/** A folder in which an officer puts the bags that came on sticks, and from which answers are taken back. */
export interface ExchangeFolder {
  /** One look. @returns the bags that were dealt with */
  look(): Promise<readonly BagReport[]>
  close(): Promise<void>
}

interface ExchangePorts {
  readonly folder: string
  readonly office: BagOffice
  readonly log: Log
}

/** Watches the folder until it is closed. */
export function openExchangeFolder({ folder, office, log }: ExchangePorts): ExchangeFolder {
  const stop = new AbortController()
  const seen = new Map<string, string>()
  const state = { looking: null as Promise<readonly BagReport[]> | null, isLost: false }
  const look = (): Promise<readonly BagReport[]> => {
    state.looking ??= lookOnce({ folder, office, log, seen, signal: stop.signal })
      .then((reports) => {
        state.isLost = false
        for (const { name, result } of reports) log.info('a bag came', { name, result })
        return reports
      })
      .finally(() => {
        state.looking = null
      })
    return state.looking
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      // A stick that was pulled comes back; told once.
      if (!state.isLost) log.failure('the exchange folder cannot be used', error)
      state.isLost = true
    })
  }, LOOK_EVERY_MS)
  timer.unref()
  return {
    look,
    close: async () => {
      clearInterval(timer)
      stop.abort()
      await state.looking?.catch(() => undefined)
    },
  }
}

interface Look extends ExchangePorts {
  /** The state of each bag at the last look. */
  readonly seen: Map<string, string>
  readonly signal: AbortSignal
}

async function lookOnce({ folder, office, log, seen, signal }: Look): Promise<readonly BagReport[]> {
  const settled: { readonly found: FoundBag; readonly state: string }[] = []
  for (const found of await findBags(nodeDisk, folder, 'up')) {
    const state = await stateOf(found.folder)
    const isStill = seen.get(found.name) === state
    seen.set(found.name, state)
    if (isStill && (await reportedState(folder, found.name)) !== state) settled.push({ found, state })
  }
  if (settled.length === 0) return []
  const bags = settled.map(({ found }) => found)
  const { reports, answers } = await office.take(bags, { answersTo: folder, signal })
  for (const [index, report] of reports.entries()) {
    const text = JSON.stringify({ ...report, answers, state: settled[index]?.state ?? '' }, null, 2)
    await writeFileDurably(path.join(folder, `${report.name}${REPORT_SUFFIX}`), `${text}\n`)
  }
  // What they lay beside is told and safe by then.
  const updates = answers.length === 0 ? [] : await office.carryUpdates(folder)
  for (const { name, result } of updates) log.info('an update file for the communes', { name, result })
  return reports
}

/** Names, sizes and times of everything in a bag: another one while it is still being copied. */
async function stateOf(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true })
  const lines: string[] = []
  for (const name of names.sort()) lines.push(await lineOf(path.join(folder, name), name))
  return sha256Hex(lines.join('\n'))
}

async function lineOf(file: string, name: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(file)
    return `${name} ${size} ${mtimeMs}`
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    return `${name} gone`
  }
}

/** The state that was dealt with; what changed since is looked at again. */
async function reportedState(folder: string, name: string): Promise<string | null> {
  if (readBagName(name) === null) throw new Fault('internal', 'no name of a bag')
  const text = await readFileIfAny(path.join(folder, `${name}${REPORT_SUFFIX}`))
  return /"state": "([0-9a-f]{64})"/.exec(text ?? '')?.[1] ?? null
}
