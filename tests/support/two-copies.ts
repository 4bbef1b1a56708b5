import { cp } from 'node:fs/promises'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { RecordState } from '../../domain/merge.ts'
import type { Edit, RecordId, Vector } from '../../domain/op.ts'
import { batchText, type OpBatch } from '../../domain/sync/protocol.ts'
import type { Files, OpenFile } from '../../electron/store/files/files.ts'
import { openVault, type Vault, type VaultPorts } from '../../electron/store/vault.ts'
import { createTestVault, PASSPHRASE, testPorts } from './test-vault.ts'

export const COMMUNE = 'H27.38.05'
const ALL = { ops: 100_000, bytes: Number.POSITIVE_INFINITY }

/** The folder of a vault with some edits, closed, and a copy of it: what a cloned profile looks like. */
export async function clonedFolders(...shared: readonly Edit[]): Promise<readonly [string, string]> {
  const { vault, folder } = await createTestVault()
  vault.setAuthor('Trần Thị Mẫu')
  await vault.append(shared)
  await vault.close()
  const copy = path.join(path.dirname(folder), 'kho-chep')
  await cp(folder, copy, { recursive: true })
  return [folder, copy]
}

export async function openCopy(folder: string, ports: Partial<VaultPorts> = {}): Promise<Vault> {
  const vault = await openVault(folder, PASSPHRASE, testPorts(ports))
  onTestFinished(() => vault.close())
  return vault
}

/** Two open vaults of which one is a copy of the other. */
export async function twoCopies(...shared: readonly Edit[]): Promise<readonly [Vault, Vault]> {
  const [first, second] = await clonedFolders(...shared)
  return [await openCopy(first), await openCopy(second)]
}

/** What a vault would send to somebody who holds this, in batches of so many ops. */
export async function batchesOf(
  vault: Vault,
  theirs: Vector = {},
  ops = ALL.ops,
): Promise<readonly OpBatch[]> {
  const batches: OpBatch[] = []
  const held: Record<string, number> = { ...theirs }
  for (;;) {
    const unsent = await vault.unsent(held, { ...ALL, ops })
    if (unsent === null) return batches
    const { id: s, publicKey: key } = vault.station
    const named = { s, i: unsent.incarnation, from: unsent.from, to: unsent.to, head: unsent.head }
    const signature = vault.station.sign(batchText(named, COMMUNE))
    batches.push({ ...named, key, signature, ops: [...unsent.ops] })
    held[`${s}.${unsent.incarnation}`] = unsent.to
  }
}

/** Every op of a vault, by origin, byte for byte. */
export async function everyOp(vault: Vault): Promise<Readonly<Record<string, readonly string[]>>> {
  const origins = Object.entries(vault.vector())
  const texts = origins.map(async ([origin, n]) => [origin, await vault.opsOf(origin, 1, n)] as const)
  return Object.fromEntries((await Promise.all(texts)).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The values that stand in a cell, each once, as texts. */
export function valuesIn(record: RecordState, cell: string): readonly string[] {
  const heads = record.cells[cell]?.heads ?? []
  return [...new Set(heads.map((head) => JSON.stringify(head.del === true ? null : head.val)))].sort()
}

export function allValues(
  vault: Vault,
  records: readonly RecordId[],
): Readonly<Record<string, readonly string[]>> {
  const cells = records.flatMap((id) => {
    const record = vault.record(id)
    return Object.keys(record.cells).map((cell) => [`${id}${cell}`, valuesIn(record, cell)] as const)
  })
  return Object.fromEntries(cells.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A file system that tells before each call that changes something. */
export function watchedFiles(files: Files, onChange: () => void): Files {
  const watched = <T>(work: () => Promise<T>): Promise<T> => {
    onChange()
    return work()
  }
  const ofFile = (file: OpenFile): OpenFile => ({
    ...file,
    write: (bytes, position) => watched(() => file.write(bytes, position)),
    datasync: () => watched(() => file.datasync()),
    truncate: (sizeBytes) => watched(() => file.truncate(sizeBytes)),
  })
  return {
    ...files,
    open: async (file, access) => {
      const opened = await files.open(file, access)
      return opened && ofFile(opened)
    },
    create: async (file) => ofFile(await watched(() => files.create(file))),
    makeFolder: (folder) => watched(() => files.makeFolder(folder)),
    rename: (from, to) => watched(() => files.rename(from, to)),
    remove: (file) => watched(() => files.remove(file)),
    syncFolder: (folder) => watched(() => files.syncFolder(folder)),
  }
}
