import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { UpdateOutcome } from '../../domain/update/update-api.ts'
import type { UpdateManifest } from '../../domain/update/update-format.ts'
import { lockFolder } from '../store/files/folder-lock.ts'
import { vaultExists } from '../store/vault.ts'
import { checkUpdate, type LongWork, type UpdateJudge } from '../update/check-update.ts'
import { freeBytesOf, takeUpdate } from '../update/take-update.ts'
import { keyEntryOf, loadUpdateKeys } from '../update/update-keys.ts'
import { signingKey, type WriteUpdate, writeUpdateFile } from '../update/write-update.ts'
import { presentProgram, systemInstaller, updateKeysFile, updatesFolder } from './update.ts'

interface ClosedUpdate extends LongWork {
  readonly file: string
  readonly assetsFolder: string
}

/** Checks an update file without a window. @throws Fault as `updateFault` tells them */
export async function checkUpdateClosed({
  file,
  assetsFolder,
  ...work
}: ClosedUpdate): Promise<UpdateManifest> {
  return checkUpdate(file, await judgeOf(assetsFolder), work)
}

/**
 * Installs an update file while no window has the vault open: its lock is held until the installer has ended.
 * @throws Fault as `updateFault` tells them, 'in-use' where a window has the vault open
 */
export async function installUpdateClosed({
  file,
  assetsFolder,
  vault,
  ...work
}: ClosedUpdate & { readonly vault: string }): Promise<UpdateOutcome> {
  const judge = await judgeOf(assetsFolder)
  const installer = systemInstaller(process.execPath)
  const lock = (await vaultExists(vault)) ? lockFolder(path.join(vault, 'lock')) : null
  try {
    const folder = updatesFolder(vault)
    const { version, payload } = await takeUpdate({
      ...judge,
      ...work,
      from: file,
      folder,
      freeBytes: freeBytesOf,
    })
    const way = await installer.wayOf(path.basename(payload))
    if (way === 'by-hand') return { kind: 'by-hand', version, path: payload }
    await installer.start(payload)
    return { kind: way === 'setup' ? 'started' : 'installed', version }
  } finally {
    lock?.release()
  }
}

async function judgeOf(assetsFolder: string): Promise<UpdateJudge> {
  return { keys: await loadUpdateKeys(updateKeysFile(assetsFolder)), present: presentProgram() }
}

/** Writes a signed update file for this program's vault format. @returns its path @throws Fault 'invalid-input' */
export async function signUpdate({
  keyFile,
  ...wanted
}: Omit<WriteUpdate, 'privateKeyPem' | 'manifest'> & {
  readonly keyFile: string
  readonly manifest: Omit<WriteUpdate['manifest'], 'vaultFormat' | 'createdAt'> & {
    readonly vaultFormat: number | null
  }
}): Promise<string> {
  const { vaultFormat } = presentProgram()
  return writeUpdateFile({
    ...wanted,
    manifest: {
      ...wanted.manifest,
      vaultFormat: wanted.manifest.vaultFormat ?? vaultFormat,
      createdAt: new Date().toISOString(),
    },
    privateKeyPem: await readFile(keyFile, 'utf8'),
  })
}

/** What `assets/update/keys.json` of a package says of a releaser's key. @throws Fault 'invalid-input' */
export async function updateKeyEntry(keyFile: string): Promise<ReturnType<typeof keyEntryOf>> {
  return keyEntryOf(signingKey(await readFile(keyFile, 'utf8')))
}
