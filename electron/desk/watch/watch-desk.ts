import { type FSWatcher, watch } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import { type FaultReport, reportOf } from '../../../domain/fault.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import type { WatchApi, WatchedFile, WatchState } from '../../../domain/watch-api.ts'
import { isoNow, type Surroundings } from '../ports.ts'
import { lookAtFolder, wholeFileHash } from './look-at-folder.ts'
import { createSettling, type Seen, type Settling } from './settle.ts'

/** What is remembered of the watched folder on this PC. */
export const WatchSetting = z.object({
  folder: z.string().nullable(),
  isOn: z.boolean(),
  hasSubfolders: z.boolean(),
  /** When and by whom it was stated that no file there is marked as a state secret. */
  stated: z.object({ at: z.string(), by: z.string() }).nullable(),
  taken: z.int(),
  /** Hashes of what was taken, cut to what tells them apart; the newest last. */
  known: z.array(z.string()),
})
export type WatchSetting = z.infer<typeof WatchSetting>
/** Its name in the settings: sealed. */
export const WATCH = 'watch'
export const noWatch: WatchSetting = {
  folder: null,
  isOn: false,
  hasSubfolders: false,
  stated: null,
  taken: 0,
  known: [],
}

export interface WatchPorts {
  readonly setting: { readonly value: WatchSetting; save(value: WatchSetting): Promise<void> }
  readonly surroundings: Surroundings
  readonly userName: () => string
  /** Takes files in, as if somebody had chosen them; resolved = what waits is durable. */
  readonly take: (paths: readonly string[]) => Promise<unknown>
  /** Is the file among those that wait to be taken? */
  readonly isWaiting: (path: string) => boolean
  readonly hasBlob: (sha: string) => Promise<boolean>
  /** Runs something later. @returns what takes that back */
  readonly after: (delayMs: number, run: () => void) => () => void
  readonly pace?: WatchPace
}

/** Tests are in a hurry. */
export interface WatchPace {
  /** Between two looks: shares of other PCs tell of nothing by themselves. */
  readonly everyMs: number
  /** How long a file must stand still. */
  readonly quietMs: number
}

export interface WatchDesk {
  readonly handlers: Handlers<WatchApi>
  close(): Promise<void>
}

const usualPace: WatchPace = { everyMs: 3000, quietMs: 5000 }
/** A statement holds for a day. */
const STATEMENT_MS = 24 * 3_600_000
const MOST_RECENT = 50
/** More scans than a commune makes in two years; what is older lies in the vault, which knows it as well. */
const MOST_KNOWN = 100_000
/** Of SHA-256, in hexadecimal digits. */
const KEPT_DIGITS = 24

/** A file that is being written tells of itself all the time. */
const SOON_MS = 400
/** Files that are taken at once; a copier's folder that was never emptied holds thousands. */
const AT_ONCE = 500

interface State {
  recent: WatchedFile[]
  problem: FaultReport | null
  round: Promise<void> | null
  isClosed: boolean
  cancel: () => void
  watcher: FSWatcher | null
  settling: Settling
}

export function createWatchDesk(ports: WatchPorts): WatchDesk {
  const { setting, surroundings, pace = usualPace } = ports
  const state: State = {
    recent: [],
    problem: null,
    round: null,
    isClosed: false,
    cancel: () => {},
    watcher: null,
    settling: createSettling(pace.quietMs),
  }
  const tell = (): void => surroundings.emit({ name: 'watchChanged', payload: {} })
  const rounds = createRounds({ ...ports, pace }, state, tell)
  rounds.run()
  return {
    handlers: {
      watchState: async () => stateOf(ports, state),
      startWatch: async ({ folder, hasSubfolders }) => {
        await lookAtFolder(folder, false)
        await rounds.settled()
        const isOther = folder !== setting.value.folder
        const stated = { at: isoNow(surroundings.clock), by: ports.userName() }
        const taken = isOther ? 0 : setting.value.taken
        await setting.save({ ...setting.value, folder, hasSubfolders, isOn: true, stated, taken })
        unwatch(state)
        Object.assign(state, { problem: null, settling: createSettling(pace.quietMs) })
        if (isOther) state.recent = []
        tell()
        rounds.run()
        return null
      },
      stopWatch: async () => {
        await setting.save({ ...setting.value, isOn: false })
        await rounds.stop()
        tell()
        return null
      },
    },
    close: async () => {
      state.isClosed = true
      await rounds.stop()
    },
  }
}

function stateOf(ports: WatchPorts, { recent, problem }: State): WatchState {
  const { folder, isOn, hasSubfolders, taken } = ports.setting.value
  return {
    folder,
    isOn,
    hasSubfolders,
    taken,
    recent,
    problem: problem && { code: problem.code, detail: { ...problem.detail } },
    isStatementDue: isOn && isStatementDue(ports),
  }
}

function isStatementDue({ setting, surroundings, userName }: WatchPorts): boolean {
  const { stated } = setting.value
  const isFresh = stated !== null && surroundings.clock.nowMs() - Date.parse(stated.at) < STATEMENT_MS
  return !(isFresh && stated.by === userName())
}

/** Looks into the folder again and again, as long as the watch is on. */
function createRounds(ports: WatchPorts & { readonly pace: WatchPace }, state: State, tell: () => void) {
  const { setting, surroundings, pace } = ports
  const look = createLook(ports, state, tell)
  const round = async (): Promise<void> => {
    try {
      if (!isStatementDue(ports)) await look()
    } catch (error) {
      const problem = reportOf(error)
      if (problem.code === 'internal') surroundings.onBug('watch', error)
      const isNew = problem.code !== state.problem?.code
      state.problem = problem
      unwatch(state)
      if (isNew) tell()
    }
  }
  const soon = (): void => {
    state.cancel()
    state.cancel = ports.after(Math.min(SOON_MS, pace.everyMs), run)
  }
  const run = (): void => {
    state.cancel()
    if (state.isClosed || !setting.value.isOn || state.round !== null) return
    state.round = round().finally(() => {
      state.round = null
      if (state.isClosed || !setting.value.isOn) return
      listen(state, setting.value, soon)
      state.cancel = ports.after(pace.everyMs, run)
    })
  }
  const settled = async (): Promise<void> => {
    while (state.round !== null) await state.round
  }
  return {
    run,
    settled,
    stop: async (): Promise<void> => {
      state.cancel()
      unwatch(state)
      await settled()
    },
  }
}

/** One look into the folder: what is new is noted, what is whole is taken. */
function createLook(ports: WatchPorts, state: State, tell: () => void): () => Promise<void> {
  const { setting, surroundings } = ports
  const { clock } = surroundings
  const known = new Set(setting.value.known)
  const note = (file: Seen, outcome: WatchedFile['outcome']): void => {
    const name = path.relative(setting.value.folder ?? '', file.path)
    const others = state.recent.filter((each) => each.name !== name)
    state.recent = [{ name, outcome, at: isoNow(clock) }, ...others].slice(0, MOST_RECENT)
  }
  /** Those that are whole and in no batch yet, with what they are known by. */
  const pick = async (ready: readonly Seen[]): Promise<ReadonlyMap<string, Seen>> => {
    const found = new Map<string, Seen>()
    for (const file of ready) {
      const sha = await wholeFileHash(file, clock.nowMs())
      if (sha === null) {
        state.settling.again(file.path, clock.nowMs())
        continue
      }
      const key = sha.slice(0, KEPT_DIGITS)
      const isTaken = known.has(key) || found.has(key) || ports.isWaiting(file.path)
      if (isTaken || (await ports.hasBlob(sha))) note(file, 'known')
      else found.set(key, file)
    }
    return found
  }
  const takeSome = async (ready: readonly Seen[]): Promise<void> => {
    const found = await pick(ready)
    if (found.size > 0) {
      // What waits is durable before it is remembered: a kill between leaves a file that waits, or that the vault has.
      await ports.take([...found.values()].map((file) => file.path))
      for (const [key, file] of found) {
        known.add(key)
        note(file, 'taken')
      }
      const taken = setting.value.taken + found.size
      await setting.save({ ...setting.value, known: [...known].slice(-MOST_KNOWN), taken })
    }
    tell()
  }
  return async () => {
    const { folder, hasSubfolders } = setting.value
    if (folder === null) return
    const seen = await lookAtFolder(folder, hasSubfolders)
    const isBack = state.problem !== null
    state.problem = null
    const { growing, ready } = state.settling.note(seen, clock.nowMs())
    for (const file of growing) note(file, 'growing')
    if (growing.length > 0 || isBack) tell()
    for (let at = 0; at < ready.length; at += AT_ONCE) await takeSome(ready.slice(at, at + AT_ONCE))
  }
}

interface Watched {
  watcher: FSWatcher | null
}

/** Where the system tells of changes a file is seen at once; elsewhere the next look finds it. */
function listen(state: Watched, { folder, hasSubfolders }: WatchSetting, run: () => void): void {
  if (state.watcher !== null || folder === null) return
  try {
    // Of its subfolders only some systems can tell.
    const recursive = hasSubfolders && process.platform !== 'linux'
    state.watcher = watch(folder, { persistent: false, recursive }, run)
    state.watcher.on('error', () => unwatch(state))
  } catch {
    state.watcher = null
  }
}

function unwatch(state: Watched): void {
  state.watcher?.close()
  state.watcher = null
}
