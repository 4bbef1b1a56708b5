import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { Fault } from '../../domain/fault.ts'
import type { Json } from '../../domain/json.ts'
import { type Edit, type RecordId, type RecordKind, recordId } from '../../domain/op.ts'
import { createVault, openVault, type Vault, type VaultPorts } from '../../electron/store/vault.ts'
import { createFaultyFiles, type FaultyFiles, type TornWrite } from './faulty-files.ts'
import { bundleIndexWorker } from './index-worker.ts'

const indexWorker = bundleIndexWorker()

export const PASSPHRASE = 'mật khẩu để thử'

/** A folder of its own for one test, removed with it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ho-so-xa-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Ports with a clock that stands still and a passphrase that costs nothing to try. */
export function testPorts(ports: Partial<VaultPorts> = {}): VaultPorts {
  return {
    clock: { nowMs: () => 1_767_571_200_000 },
    createId: () => randomUUID(),
    scryptLogN: 2,
    indexWorker,
    ...ports,
  }
}

export interface TestVault {
  readonly folder: string
  readonly vault: Vault
  readonly recoveryCode: string
  /** Closes the vault that is open and opens it again. */
  reopen(ports?: Partial<VaultPorts>): Promise<Vault>
}

/** A new vault in a folder of its own; whichever is open at the end of the test is closed. */
export async function createTestVault(ports: Partial<VaultPorts> = {}): Promise<TestVault> {
  const folder = path.join(await temporaryFolder(), 'kho')
  const { vault, recoveryCode } = await createVault(folder, { passphrase: PASSPHRASE }, testPorts(ports))
  let current = vault
  onTestFinished(() => current.close())
  return {
    folder,
    vault,
    recoveryCode,
    reopen: async (again = {}) => {
      await current.close()
      current = await openVault(folder, PASSPHRASE, testPorts({ ...ports, ...again }))
      return current
    },
  }
}

/** A vault folder on a disk in memory; only the lock and the index, which have files of their own, are real. */
export async function diskInMemory(
  platform?: NodeJS.Platform,
): Promise<{ readonly folder: string; readonly files: FaultyFiles }> {
  const parent = await temporaryFolder()
  const folder = path.join(parent, 'kho')
  await mkdir(folder)
  return { folder, files: createFaultyFiles(parent, platform) }
}

/** The machine loses its power: nothing more reaches the disk, and the vault's process is gone. */
export async function losePower(vault: Vault, files: FaultyFiles, torn?: TornWrite): Promise<void> {
  files.failAlways('EIO')
  await vault.close()
  files.failAlways(null)
  files.cutPower(torn)
}

export function newRecord(kind: RecordKind): RecordId {
  return recordId(kind, randomUUID())
}

export function edit(record: RecordId, cell: string, value: Json): Edit {
  return { record, path: cell, value }
}

/** Bytes as a source of a blob, in pieces of a given size. */
export async function* piecesOf(
  bytes: Uint8Array,
  pieceBytes = bytes.length || 1,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

/** The Fault that a promise rejects with, as code and detail. */
export async function faultOf(work: Promise<unknown>): Promise<{ code: string; detail: unknown }> {
  try {
    await work
  } catch (error) {
    if (error instanceof Fault) return { code: error.code, detail: error.detail }
    throw error
  }
  throw new Error('nothing was refused')
}
