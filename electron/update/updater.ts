import path from 'node:path'
import * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { PresentProgram } from '../../domain/update/judge-update.ts'
import type {
  UpdateApi,
  UpdateOffer,
  UpdateOutcome,
  UpdateState,
  updateEvents,
} from '../../domain/update/update-api.ts'
import { updateFault } from '../../domain/update/update-refusal.ts'
import { compareVersions, Version } from '../../domain/update/version.ts'
import { checkUpdate } from './check-update.ts'
import type { Installer } from './system-installer.ts'
import { freeBytesOf, neededBytes, removeInstalled, takeUpdate } from './take-update.ts'
import type { TrustedKeys } from './update-keys.ts'

/** Progress is told at most so often. */
const TELL_EVERY_MS = 200
/** So long the window says that it is done before the program ends. */
const FAREWELL_MS = 1500

type Progress = z.infer<typeof updateEvents.updateProgress>

export interface UpdaterPorts {
  /** Holds what was copied, one folder a version. */
  readonly folder: string
  readonly keys: TrustedKeys
  readonly present: PresentProgram
  /** Version of the runtime; '' without one. */
  readonly electron: string
  readonly installer: Installer
  readonly nowMs: () => number
  readonly after: (delayMs: number, work: () => void) => unknown
  readonly tell: (progress: Progress) => void
  readonly tellOpened: (path: string) => void
  /** A small file that may be lost: which version was seen last. */
  readonly seen: { read(): Promise<unknown>; write(value: unknown): Promise<void> }
  /** The copy that was made before the vault's format changed. */
  readonly migrated: { read(): Promise<UpdateState['migrated']>; forget(): Promise<void> }
  /** Waits until everything that was asked for is durable, and shuts the vault. */
  readonly closeVault: () => Promise<void>
  /** The program starts anew, or ends for the setup that replaces it. */
  readonly end: (way: 'restart' | 'quit') => void
  readonly onBug: (where: string, error: unknown) => void
  readonly freeBytes?: (folder: string) => Promise<number>
}

/** Takes update files, one at a time. */
export interface Updater {
  readonly handlers: Handlers<UpdateApi>
  /** Somebody opened a file of ours in the system. */
  openFile(path: string): void
}

const Seen = z.object({ format: z.literal(1), version: Version })

export function createUpdater(ports: UpdaterPorts): Updater {
  const { present, tellOpened } = ports
  const state: UpdaterState = { stop: null, opened: null, updatedFrom: lookBack(ports) }
  return {
    openFile: (file) => {
      state.opened = path.resolve(file)
      tellOpened(state.opened)
    },
    handlers: {
      updateState: async () => ({
        version: present.version,
        electron: ports.electron,
        vaultFormat: present.vaultFormat,
        trustedKeys: ports.keys.size,
        opened: state.opened,
        updatedFrom: await state.updatedFrom,
        migrated: await ports.migrated.read(),
      }),
      checkUpdate: ({ path: file }) => alone(state, (signal) => offerOf(ports, file, signal)),
      installUpdate: ({ path: file }) => alone(state, (signal) => install(ports, file, signal)),
      cancelUpdate: async () => {
        state.stop?.abort()
        return null
      },
      noteUpdateSeen: async () => {
        state.opened = null
        state.updatedFrom = Promise.resolve(null)
        await ports.seen.write({ format: 1, version: present.version })
        await ports.migrated.forget()
        return null
      },
    },
  }
}

interface UpdaterState {
  stop: AbortController | null
  opened: string | null
  updatedFrom: Promise<string | null>
}

async function alone<T>(state: UpdaterState, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (state.stop !== null) throw updateFault('running', 'an update is under way')
  const stop = new AbortController()
  state.stop = stop
  try {
    return await work(stop.signal)
  } finally {
    state.stop = null
  }
}

/**
 * The version that was here before this one, null where nobody needs to hear of it. What was copied of it is not needed
 * any more. A program that was put back by hand says nothing of the newer one.
 */
async function lookBack({ seen, present, folder, onBug }: UpdaterPorts): Promise<string | null> {
  try {
    await removeInstalled(folder, present.version)
    const before = Seen.safeParse(await seen.read())
    if (before.success && compareVersions(before.data.version, present.version) < 0)
      return before.data.version
    if (!before.success || before.data.version !== present.version) {
      await seen.write({ format: 1, version: present.version })
    }
  } catch (error) {
    // It is told at another start; no reason to keep anybody from their work.
    if (!(error instanceof Fault)) onBug('update', error)
  }
  return null
}

async function offerOf(ports: UpdaterPorts, file: string, signal: AbortSignal): Promise<UpdateOffer> {
  const { present, installer, folder } = ports
  const manifest = await checkUpdate(file, ports, { signal, onBytes: teller(ports, 'checking') })
  return {
    path: file,
    version: manifest.version,
    notes: manifest.notes,
    createdAt: manifest.createdAt,
    neededBytes: neededBytes(manifest.payload.sizeBytes),
    freeBytes: await (ports.freeBytes ?? freeBytesOf)(folder),
    changesVault: manifest.vaultFormat > present.vaultFormat,
    way: await installer.wayOf(manifest.payload.name),
  }
}

async function install(ports: UpdaterPorts, from: string, signal: AbortSignal): Promise<UpdateOutcome> {
  const { installer, folder, keys, present } = ports
  const { version, payload } = await takeUpdate({
    from,
    folder,
    keys,
    present,
    signal,
    freeBytes: ports.freeBytes ?? freeBytesOf,
    onBytes: teller(ports, 'copying'),
  })
  const way = await installer.wayOf(path.basename(payload))
  if (way === 'by-hand') return { kind: 'by-hand', version, path: payload }
  ports.tell({ step: 'closing', bytesDone: 0, bytesTotal: 0 })
  await ports.closeVault()
  ports.tell({ step: 'installing', bytesDone: 0, bytesTotal: 0 })
  await installer.start(payload)
  ports.after(FAREWELL_MS, () => ports.end(way === 'setup' ? 'quit' : 'restart'))
  return { kind: way === 'setup' ? 'started' : 'installed', version }
}

function teller({ nowMs, tell }: UpdaterPorts, step: Progress['step']) {
  let toldMs = Number.NEGATIVE_INFINITY
  return (bytesDone: number, bytesTotal: number): void => {
    if (nowMs() - toldMs < TELL_EVERY_MS) return
    toldMs = nowMs()
    tell({ step, bytesDone, bytesTotal })
  }
}
