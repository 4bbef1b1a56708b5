import { createWriteStream } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { onTestFinished } from 'vitest'
import { openPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import type { Authority } from '../../domain/authority.ts'
import type { RecordId } from '../../domain/op.ts'
import type { PackageCheck, PackageFault, PackagesReport } from '../../domain/package-api.ts'
import { checkPackages, type PackagesPorts, packCaseFiles } from '../../electron/compose/packages.ts'
import { loadAuthority } from '../../electron/desk/authority-files.ts'
import type { Vault } from '../../electron/store/vault.ts'
import { CLERK_NAME, fillPackable, type Packable, packableFile } from './packable-vault.ts'
import { createTestPool } from './reader-pool.ts'
import { createTestVault, temporaryFolder } from './test-vault.ts'

/** When everything in these tests is packed. */
const PACKED_MS = Date.parse('2026-11-20T03:04:05.000Z')

type Wanted = Partial<Parameters<typeof packCaseFiles>[1]>

export interface Packing {
  readonly vault: Vault
  readonly ports: PackagesPorts
  /** Where packages go unless said otherwise. */
  readonly folder: string
  /** Case files that were noted as taken out. */
  readonly noted: readonly RecordId[]
  pack(wanted?: Wanted, ports?: Partial<PackagesPorts>): Promise<PackagesReport>
  check(...paths: readonly string[]): Promise<PackageCheck[]>
}

const assets = path.join(import.meta.dirname, '../../assets/authority')

/** A real vault with closed case files, and everything that packs them. */
export async function createPacking(packable: Packable): Promise<Packing> {
  const { vault } = await createTestVault()
  await fillPackable(vault, packable)
  const { pool } = await createTestPool()
  onTestFinished(() => pool.close())
  const authority: Authority = await loadAuthority(assets)
  const noted: RecordId[] = []
  const ports: PackagesPorts = {
    records: { ...vault, append: (edits) => vault.append(edits) },
    blobs: vault.blobs,
    reader: pool,
    authority: () => authority,
    clock: { nowMs: () => PACKED_MS },
    userName: () => CLERK_NAME,
    noteExport: async (id) => {
      noted.push(id)
    },
  }
  const folder = await mkdtemp(path.join(await temporaryFolder(), 'ra-'))
  const all = Array.from({ length: packable.files }, (_, n) => packableFile(n))
  return {
    vault,
    ports,
    folder,
    noted,
    pack: (wanted = {}, others = {}) =>
      packCaseFiles(
        { ...ports, ...others },
        {
          caseFiles: all,
          folder,
          format: 'sip',
          profile: 'tt05-2025',
          onProgress: () => {},
          signal: new AbortController().signal,
          ...wanted,
        },
      ),
    check: (...paths) => checkPackages(paths, authority, new AbortController().signal),
  }
}

/** The files of a zip by their names. */
export async function unzipped(file: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false })
  const files = new Map<string, Buffer>()
  try {
    for await (const entry of zip.eachEntry()) {
      const pieces: Uint8Array[] = []
      // A stream of bytes gives nothing else.
      for await (const chunk of await zip.openReadStreamPromise(entry)) pieces.push(chunk as Uint8Array)
      files.set(entry.fileName, Buffer.concat(pieces))
    }
  } finally {
    zip.close()
  }
  return files
}

/** Writes a zip of files in their order. */
export async function zipped(file: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const zip = new ZipFile()
  for (const [name, bytes] of files) zip.addBuffer(Buffer.from(bytes), name)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
}

/** Whether each fault is among the found ones, as `code file`. */
export function shortly(faults: readonly PackageFault[]): readonly string[] {
  return faults.map(({ code, file }) => `${code} ${file}`)
}
