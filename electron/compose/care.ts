import * as z from 'zod'
import type { EventPayload } from '../../domain/api.ts'
import type { CareApi, CareState, CareWork, CheckReport, RestoreApi } from '../../domain/care-api.ts'
import { Fault, type FaultReport, reportOf } from '../../domain/fault.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { Surroundings } from '../desk/ports.ts'
import { restoreVault } from '../store/care/restore.ts'
import type { Vault } from '../store/vault.ts'
import type { Line } from '../sync/ports.ts'
import { createScrubber } from './scrubber.ts'

const DAY_MS = 86_400_000
const REMIND_AFTER_DAYS = 7
/** Between two words on how far a long work came. */
const TELL_EVERY_MS = 500

const Backups = z.object({
  /** When somebody could first have made a backup: ISO 8601. */
  since: z.string(),
  remindAfterDays: z.int().min(1),
  last: z
    .object({
      folder: z.string(),
      time: z.string(),
      copiedFiles: z.int(),
      copiedBytes: z.int(),
      keptFiles: z.int(),
      keptBytes: z.int(),
    })
    .nullable(),
})
type Backups = z.infer<typeof Backups>

export interface KeeperPorts {
  readonly vault: Vault
  readonly surroundings: Surroundings
  readonly after: Line['after']
  /** Blobs that were set aside may be had from the province. */
  readonly onDamage: () => void
}

/** Looks after an open vault: copies, checks, re-reading, room on the disk. */
export interface Keeper {
  readonly handlers: Handlers<CareApi>
  close(): Promise<void>
}

interface KeeperState {
  work: CareWork
  stop: AbortController
  running: Promise<void>
  problem: FaultReport | null
  lastCheck: CheckReport | null
}

export async function createKeeper(ports: KeeperPorts): Promise<Keeper> {
  const { vault, surroundings } = ports
  const { clock } = surroundings
  const first = {
    since: new Date(clock.nowMs()).toISOString(),
    remindAfterDays: REMIND_AFTER_DAYS,
    last: null,
  }
  const backups = await vault.settings<Backups>('backup', Backups, first)
  if (backups.value.since === first.since) await ignoreFullDisk(backups.save(backups.value))
  const risks = [...(await vault.care.judgePlace())]
  const state: KeeperState = {
    work: { kind: 'idle' },
    stop: new AbortController(),
    running: Promise.resolve(),
    problem: null,
    lastCheck: null,
  }
  const changed = (): void => surroundings.emit({ name: 'careChanged', payload: {} })
  const run = createRunner(state, { changed, nowMs: () => clock.nowMs(), onBug: surroundings.onBug })
  const scrubber = createScrubber({ ...ports, isFree: () => state.work.kind === 'idle' })
  void vault.care.space.keepBallast().catch((error: unknown) => surroundings.onBug('ballast', error))
  const describe = (): CareState =>
    careState(state, { ...backups.value, risks, nowMs: clock.nowMs(), hasDocuments: hasDocuments(vault) })
  return {
    handlers: {
      backupState: async () => describe(),
      spaceState: () => vault.care.space.state(),
      startBackup: async ({ folder }) => {
        run('backup', async (options) => {
          const { snapshot: _name, damaged: _origins, ...done } = await vault.care.backUp(folder, options)
          await backups.save({ ...backups.value, last: { folder, ...done } })
        })
        return null
      },
      checkVault: async ({ isFast }) => {
        run('check', async (options) => {
          state.lastCheck = await vault.care.check({ ...options, isFast })
        })
        return null
      },
      cancelBackup: async () => {
        state.stop.abort()
        await state.running
        return null
      },
    },
    close: async () => {
      state.stop.abort()
      await scrubber.close()
      await state.running
    },
  }
}

function hasDocuments(vault: Vault): boolean {
  return vault.catalogue.tally({ kind: 'doc' }).records > 0
}

interface CareSeen extends Backups {
  readonly risks: CareState['risks']
  readonly nowMs: number
  readonly hasDocuments: boolean
}

function careState(
  { work, lastCheck, problem }: KeeperState,
  { last, since, remindAfterDays, risks, nowMs, hasDocuments: hasAny }: CareSeen,
): CareState {
  const ageMs = nowMs - Date.parse(last?.time ?? since)
  return {
    work,
    lastBackup: last,
    isBackupDue: ageMs > remindAfterDays * DAY_MS && hasAny,
    remindAfterDays,
    lastCheck,
    problem: problem && { code: problem.code, detail: { ...problem.detail } },
    risks,
  }
}

interface LongWork {
  readonly onProgress: (progress: { filesDone: number; filesTotal: number; bytesDone: number }) => void
  readonly signal: AbortSignal
}

/** Runs one long work at a time and tells now and then how far it came. @throws Fault 'in-use' */
function createRunner(
  state: KeeperState,
  told: { changed(): void; nowMs(): number; onBug(where: string, error: unknown): void },
) {
  return (kind: 'backup' | 'check', work: (options: LongWork) => Promise<void>): void => {
    if (state.work.kind !== 'idle') throw new Fault('in-use', 'a backup or check is under way')
    state.stop = new AbortController()
    state.problem = null
    state.work = { kind, filesDone: 0, filesTotal: 0, bytesDone: 0 }
    let toldAtMs = told.nowMs()
    const onProgress: LongWork['onProgress'] = (progress) => {
      state.work = { kind, ...progress }
      if (told.nowMs() - toldAtMs < TELL_EVERY_MS) return
      toldAtMs = told.nowMs()
      told.changed()
    }
    told.changed()
    state.running = work({ onProgress, signal: state.stop.signal })
      .catch((error: unknown) => {
        state.problem = reportOf(error)
        if (state.problem.code === 'internal') told.onBug(kind, error)
      })
      .finally(() => {
        state.work = { kind: 'idle' }
        told.changed()
      })
  }
}

/** A reminder that cannot be noted now is noted at the next start. */
async function ignoreFullDisk(saving: Promise<void>): Promise<void> {
  try {
    await saving
  } catch (error) {
    if (!(error instanceof Fault)) throw error
  }
}

/** What can be asked while there is no vault: to make it from a backup. */
export function restoreHandlers(ports: {
  readonly vaultFolder: string
  readonly surroundings: Surroundings
}): Handlers<RestoreApi> {
  const { vaultFolder, surroundings } = ports
  const carePorts = { createId: surroundings.createId, nowMs: () => surroundings.clock.nowMs() }
  return {
    restoreVault: async ({ folder, secret }) => {
      let toldAtMs = 0
      const onProgress = (payload: EventPayload<'vaultRestoring'>): void => {
        const nowMs = surroundings.clock.nowMs()
        if (nowMs - toldAtMs < TELL_EVERY_MS) return
        toldAtMs = nowMs
        surroundings.emit({ name: 'vaultRestoring', payload: { ...payload } })
      }
      const outcome = await restoreVault({ from: folder, to: vaultFolder, secret, onProgress }, carePorts)
      if (outcome.kind === 'refused') return { kind: 'refused', faults: outcome.faults.length }
      surroundings.emit({ name: 'vaultChanged', payload: {} })
      return { kind: 'restored', time: outcome.time, files: outcome.files }
    },
  }
}
