import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { Fault } from '../../domain/fault.ts'
import type { SpacePorts } from './care/space.ts'
import { collectNow } from './files/collect-now.ts'
import type { ReachFailpoint } from './files/failpoint.ts'
import type { Files } from './files/files.ts'
import { lockFolder } from './files/folder-lock.ts'
import { createNodeFiles } from './files/node-files.ts'
import type { Workshop } from './files/replace-file.ts'
import { createBackOff } from './keys/back-off.ts'
import {
  type OpenedSlot,
  openSlots,
  SCRYPT_LOG_N,
  writePassphraseSlot,
  writeRecipientSlot,
} from './keys/key-slots.ts'
import { createRecoveryKey } from './keys/recovery-code.ts'
import { deriveKeys, forgetKeys, type VaultKeys } from './keys/sealing.ts'
import { createSlotKeeper, type SlotKeeper } from './keys/slot-keeper.ts'
import { createStation, readStation, type Station } from './keys/station.ts'
import type { OnReadingLog } from './log/op-log.ts'
import { type Migration, migrateVault, type OnMigrating, shippedMigration } from './migrate-vault.ts'
import { openUnlocked, type Vault as Records } from './open-vault.ts'
import { headerPath, type KeySlot, readHeader, type VaultHeader, writeHeader } from './vault-header.ts'

/** An open vault with what locks it. */
export interface Vault extends Records {
  /** The slot that the secret opened; of a new vault, that of its passphrase. */
  readonly openedBy: KeySlot
  readonly keySlots: SlotKeeper
}

/** What tests must be able to steer. */
export interface VaultPorts {
  readonly files?: Files
  readonly clock: { nowMs(): number }
  /** A new UUID. */
  readonly createId: () => string
  readonly failpoint?: ReachFailpoint
  /** log2 of scrypt's work for a new passphrase. */
  readonly scryptLogN?: number
  readonly space?: Partial<SpacePorts>
  /** Hears how far the log was read, where that takes a while. */
  readonly onProgress?: OnReadingLog
  /** Hears how far the vault was copied and brought to the present format, where it has an older one. */
  readonly onMigrating?: OnMigrating
  /** The present format and the ways to it. */
  readonly migration?: Migration
  /** The bundled thread of the search index. */
  readonly indexWorker: string
}

const FOLDERS = ['keys', 'log', 'blobs', 'derived', 'snap', 'settings', 'quarantine', 'tmp']

/** Is there a vault in this folder, or what is left of one? */
export async function vaultExists(folder: string): Promise<boolean> {
  return existsIn(createNodeFiles(), folder)
}

/** A log without its header counts: a new vault must never be laid over an old one. */
async function existsIn(files: Files, folder: string): Promise<boolean> {
  if ((await files.sizeBytes(headerPath(folder))) !== null) return true
  return (await files.list(path.join(folder, 'log'))).length > 0
}

/**
 * Makes a vault with a new key pair and opens it. The recovery code is told this once and never again.
 * @throws Fault 'conflict' where there is one, 'invalid-input' for a passphrase that could be taken for a recovery code
 */
export async function createVault(
  folder: string,
  options: { readonly passphrase: string },
  ports: VaultPorts,
): Promise<{ readonly vault: Vault; readonly recoveryCode: string }> {
  const workshop = workshopOf(folder, ports)
  if (await existsIn(workshop.files, folder)) throw new Fault('conflict', 'there is a vault already')
  await makeFolders(workshop.files, folder)
  const lock = lockFolder(path.join(folder, 'lock'))
  try {
    const dataKey = randomBytes(32)
    const passphrase = { passphrase: options.passphrase, scryptLogN: ports.scryptLogN ?? SCRYPT_LOG_N }
    const { slots, recoveryCode } = await writeSlots(workshop, folder, { dataKey, passphrase })
    const { format } = ports.migration ?? shippedMigration
    const header = { format, id: workshop.createId(), slots }
    const keys = deriveKeys(dataKey, header.id)
    const station = await createStation(workshop, folder, keys.station)
    await writeHeader(workshop, folder, header)
    workshop.failpoint('vault-written')
    const opened = { dataKey, slot: slots[0] }
    const vault = await openWith({ folder, ports, workshop, lock, header, opened, keys, station })
    return { vault, recoveryCode }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * Opens a vault with its passphrase or recovery code. One of an older format is copied and brought to the present one first.
 * @throws Fault 'not-found', 'newer-version', 'in-use', 'wrong-passphrase', 'too-many-requests' after wrong ones,
 * 'invalid-input' for a mistyped recovery code, 'damaged' where the vault cannot be opened at all; lesser damage is among the notices
 */
export async function openVault(folder: string, secret: string, ports: VaultPorts): Promise<Vault> {
  const workshop = workshopOf(folder, ports)
  const { files } = workshop
  const migration = ports.migration ?? shippedMigration
  const found = await readHeader(files, folder, migration.format)
  const lock = lockFolder(path.join(folder, 'lock'))
  try {
    // A folder of derived things may have been deleted whole.
    await makeFolders(files, folder)
    const backOff = createBackOff({ workshop, folder, clock: ports.clock })
    const tried = { slots: found.slots, secret }
    const opened = await backOff.guard(() => openSlots(files, path.join(folder, 'keys'), tried))
    // Trying a passphrase takes 256 MB, which would stay until the next large collection.
    await collectNow()
    const keys = deriveKeys(opened.dataKey, found.id)
    await emptyTmp(workshop)
    const header = await migrateVault({ ...ports, folder, workshop, keys, header: found, migration })
    const station = await readStation(files, folder, keys.station)
    return await openWith({ folder, ports, workshop, lock, header, opened, keys, station })
  } catch (error) {
    lock.release()
    throw error
  }
}

interface Opening {
  readonly folder: string
  readonly ports: VaultPorts
  readonly workshop: Workshop
  readonly lock: { release(): void }
  readonly header: VaultHeader
  readonly opened: OpenedSlot
  readonly keys: VaultKeys
  readonly station: Station
}

/** Joins the records with the locks; when they are closed, no key is left in memory. */
async function openWith(opening: Opening): Promise<Vault> {
  const { folder, ports, workshop, lock, header, keys, station } = opening
  const { dataKey, slot } = opening.opened
  const { clock, scryptLogN = SCRYPT_LOG_N } = ports
  const records = await openUnlocked({
    folder,
    workshop,
    keys,
    station,
    lock,
    id: header.id,
    clock,
    space: ports.space,
    onProgress: ports.onProgress,
    indexWorker: ports.indexWorker,
  })
  const backOff = createBackOff({ workshop, folder, clock })
  const keySlots = createSlotKeeper({ workshop, folder, header, dataKey, scryptLogN, backOff })
  const close = async (): Promise<void> => {
    await records.close().finally(() => {
      forgetKeys(keys)
      keySlots.forget()
    })
  }
  return {
    ...records,
    // Read anew each time: what is mended is no longer told.
    get notices() {
      return records.notices
    },
    openedBy: slot,
    keySlots,
    close,
  }
}

function workshopOf(folder: string, { files, createId, failpoint }: VaultPorts): Workshop {
  return {
    files: files ?? createNodeFiles(),
    tmp: path.join(folder, 'tmp'),
    createId,
    failpoint: failpoint ?? (() => {}),
  }
}

async function makeFolders(files: Files, folder: string): Promise<void> {
  for (const name of FOLDERS) await files.makeFolder(path.join(folder, name))
  await files.syncFolder(folder)
  await files.syncFolder(path.dirname(folder))
}

async function writeSlots(
  workshop: Workshop,
  folder: string,
  secrets: { readonly dataKey: Uint8Array; readonly passphrase: { passphrase: string; scryptLogN: number } },
): Promise<{ readonly slots: readonly [KeySlot, KeySlot]; readonly recoveryCode: string }> {
  const recovery = await createRecoveryKey()
  const slotOf = (id: string) => ({ workshop, folder: path.join(folder, 'keys'), id })
  const slots = [
    { id: workshop.createId(), kind: 'passphrase' },
    { id: workshop.createId(), kind: 'recovery' },
  ] as const
  await writePassphraseSlot(slotOf(slots[0].id), secrets.dataKey, { ...secrets.passphrase, beside: [] })
  await writeRecipientSlot(slotOf(slots[1].id), secrets.dataKey, recovery.recipient)
  workshop.failpoint('key-slots-written')
  return { slots, recoveryCode: recovery.code }
}

/** Drafts were never acknowledged, so none is missed. */
async function emptyTmp({ files, tmp }: Workshop): Promise<void> {
  for (const name of await files.list(tmp)) await files.remove(path.join(tmp, name))
}
