import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { type AppStatus, deskApi, type NewVault, type VaultApi, vaultApi } from '../domain/api.ts'
import { type Authority, isAgencyCode } from '../domain/authority.ts'
import { Fault, reportOf } from '../domain/fault.ts'
import { createDispatcher, type Handlers, type Reply } from '../domain/rpc.ts'
import type { UpdateApi } from '../domain/update/update-api.ts'
import { FIRST_USER } from '../domain/user.ts'
import type { LongWork } from '../domain/window-api.ts'
import { restoreHandlers } from './compose/care.ts'
import { longWorkOf } from './compose/long-work.ts'
import { type AppPorts, type Parts, storePorts } from './compose/open-vault.ts'
import { preferencesHandlers } from './compose/preferences.ts'
import { lockedSampleOf, markAsSample, sampleHandlers, sampleOf, sampleRefusal } from './compose/sample.ts'
import { createDoor, type Door } from './compose/session-door.ts'
import { joinUpdater } from './compose/update.ts'
import { createUsersBook, hasKeptSheet } from './compose/users-book.ts'
import { loadAuthority } from './desk/authority-files.ts'
import { firstRecords, openFonds } from './desk/first-records.ts'
import { loadHelp } from './desk/help-files.ts'
import type { PageImages } from './desk/page-images.ts'
import { createReaderPool } from './digitise/reader-pool.ts'
import { createNodeFiles } from './store/files/node-files.ts'
import { createVault, vaultExists } from './store/vault.ts'
import type { Updater } from './update/updater.ts'

/** Longest wait for one page: a dense A3 page on an old PC takes under a minute. */
const READ_TIMEOUT_MS = 180_000

/** The engine: the same under Electron, as a command, and in tests. */
export interface App {
  /** Every call passes the table of rights before anything else. */
  dispatch(name: string, input: unknown): Promise<Reply>
  /** The picture of one page of an open vault, for the window's protocol. */
  readonly pageImage: PageImages['get']
  /** What is under way in the background, also behind a locked door. */
  work(): Promise<readonly LongWork[]>
  /** On battery the machine reads more slowly. */
  setOnBattery(isOnBattery: boolean): void
  /** Locks the vault, as when the screen of the PC is locked. */
  lock(): void
  /** Resolves when all that came in is taken, read and findable. */
  settled(): Promise<void>
  /** Somebody opened a file of the program in the system: an update file is offered to the window. */
  openFile(path: string): void
  close(): Promise<void>
}

export async function createApp(ports: AppPorts): Promise<App> {
  const { fork, readers, surroundings, assetsFolder } = ports
  const shipped = await loadAuthority(path.join(assetsFolder, 'authority'))
  const reader = createReaderPool({ fork, readers, requestTimeoutMs: READ_TIMEOUT_MS })
  const viewer = createReaderPool({ fork, readers: 0, requestTimeoutMs: READ_TIMEOUT_MS })
  const parts: Parts = { ports, shipped, reader, viewer, power: { isOnBattery: false } }
  const door = createDoor(parts)
  const updater = await updaterOf(ports, door)
  const handlers = { ...vaultHandlers(parts, door), ...updater.handlers }
  const dispatchVault = createDispatcher(vaultApi, handlers, surroundings.onBug)
  return {
    dispatch: async (name, input) => {
      const refusal = door.refusal(name) ?? (await sampleRefusal(door, name))
      if (refusal !== null) return { ok: false, ...reportOf(refusal) }
      return Object.hasOwn(deskApi, name) ? door.dispatch(name, input) : dispatchVault(name, input)
    },
    pageImage: door.pageImage,
    work: async () => {
      const joined = door.joined()
      return joined === null ? [] : longWorkOf(joined)
    },
    setOnBattery: (isOnBattery) => {
      parts.power.isOnBattery = isOnBattery
      door.joined()?.desk.setOnBattery(isOnBattery)
    },
    lock: door.lock,
    settled: door.settled,
    openFile: updater.openFile,
    close: async () => {
      await door.close()
      await reader.close()
      await viewer.close()
    },
  }
}

function updaterOf(ports: AppPorts, door: Door): Promise<Updater> {
  const { surroundings, line, update: place } = ports
  return joinUpdater({
    ...ports,
    place,
    after: line.after,
    closeVault: async () => {
      await door.close()
      surroundings.emit({ name: 'vaultChanged', payload: {} })
    },
  })
}

function vaultHandlers(parts: Parts, door: Door): Omit<Handlers<VaultApi>, keyof UpdateApi> {
  return {
    authority: async () => authorityOf(parts, door),
    ...restoreHandlers(parts.ports),
    ...preferencesHandlers({
      files: createNodeFiles(),
      folder: path.dirname(parts.ports.vaultFolder),
      surroundings: parts.ports.surroundings,
    }),
    ...sampleHandlers({
      parts,
      door,
      create: async (wanted) => void (await createWhole(parts, wanted, { isSample: true })),
    }),
    helpBook: () => loadHelp(path.join(parts.ports.assetsFolder, 'help')),
    status: () => statusOf(parts, door),
    createVault: async (wanted) => {
      const made = await createWhole(parts, wanted, { isSample: false })
      await door.unlock(wanted.passphrase)
      return made
    },
    unlockVault: async ({ secret }) => {
      await door.unlock(secret)
      return null
    },
    lockVault: async () => {
      door.lock()
      return null
    },
    recoverUser: async ({ id, passphrase }) => {
      await door.recover(id, passphrase)
      return null
    },
  }
}

/** What holds in the open vault; of a locked one nothing is told. */
function authorityOf({ shipped }: Parts, door: Door): Authority {
  const gate = door.gate()
  return gate.kind === 'open' ? (gate.inside.joined?.authority() ?? shipped) : shipped
}

async function statusOf({ ports }: Parts, door: Door): Promise<AppStatus> {
  const gate = door.gate()
  if (gate.kind === 'shut') {
    if (!(await vaultExists(ports.vaultFolder))) return { kind: 'first-run' }
    return { kind: 'locked', sample: await lockedSampleOf(ports.vaultFolder) }
  }
  const { vault, book, joined } = gate.inside
  if (gate.kind === 'recovering') {
    const users = book.all().filter(({ isRemoved }) => !isRemoved)
    return { kind: 'recovering', users: users.map(({ id, name, role }) => ({ id, name, role })) }
  }
  const { id, name, role } = door.user()
  const told = [...vault.notices, ...(joined?.desk.problems() ?? [])]
  const sample = await sampleOf(vault)
  return {
    kind: 'open',
    userName: name,
    user: { id, name, role },
    // What holds nothing of anybody's needs no sheet.
    hasRecoverySheet: sample !== null || hasKeptSheet(vault, book),
    sample,
    fonds: openFonds(vault),
    notices: told.map(({ code, detail }) => ({ code, detail: { ...detail } })),
    demo: ports.demo,
  }
}

interface MadeVault {
  readonly recoveryCode: string
  readonly recoverySlot: string
}

/** Makes a vault with its first records beside its place and moves it there, so that none is ever half made. */
async function createWhole(
  { ports, shipped }: Parts,
  wanted: NewVault,
  { isSample }: { readonly isSample: boolean },
): Promise<MadeVault> {
  if (!isAgencyCode(shipped, wanted.agencyCode)) {
    throw new Fault('invalid-input', 'no code of an agency', { detail: { reason: 'agency-code' } })
  }
  if (await vaultExists(ports.vaultFolder)) throw new Fault('conflict', 'there is a vault already')
  const draft = `${ports.vaultFolder}.new`
  await rm(draft, { recursive: true, force: true })
  const { vault, recoveryCode } = await createVault(
    draft,
    { passphrase: wanted.passphrase },
    storePorts(ports),
  )
  const recoverySlot = vault.keySlots.slots().find(({ kind }) => kind === 'recovery')?.id ?? ''
  try {
    const name = wanted.userName.normalize('NFC')
    vault.setAuthor(name)
    await vault.append(firstRecords(wanted, shipped, ports.surroundings))
    const slot = vault.openedBy.id
    const first = { id: FIRST_USER, name, role: 'administrator', slot, isRemoved: false } as const
    await createUsersBook(vault).save(first)
    if (isSample) await markAsSample(vault)
  } finally {
    await vault.close()
  }
  await rename(draft, ports.vaultFolder)
  return { recoveryCode, recoverySlot }
}
