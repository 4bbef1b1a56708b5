import path from 'node:path'
import { newAccess } from '../../domain/access.ts'
import type { Authority } from '../../domain/authority.ts'
import { Fault } from '../../domain/fault.ts'
import { type RecordId, recordId } from '../../domain/op.ts'
import type { PackageCheck, PackageFormat, PackagesReport } from '../../domain/package-api.ts'
import { mayCall } from '../../domain/permission.ts'
import type { User } from '../../domain/user.ts'
import { loadAuthority } from '../desk/authority-files.ts'
import { isoNow, type Records, type Surroundings } from '../desk/ports.ts'
import { createReaderPool, type ForkReader } from '../digitise/reader-pool.ts'
import { openVault, type Vault } from '../store/vault.ts'
import { joinAuthority } from './join-authority.ts'
import { checkPackages, packCaseFiles } from './packages.ts'
import { createUsersBook } from './users-book.ts'

const READ_TIMEOUT_MS = 180_000
/** More than any vault has. */
const ALL = 1_000_000

interface ExportClosed {
  readonly vault: string
  readonly secret: string
  readonly assetsFolder: string
  readonly indexWorker: string
  readonly fork: ForkReader
  readonly surroundings: Surroundings
  /** `all` means every case file that is closed or further. */
  readonly caseFiles: readonly RecordId[] | 'all'
  readonly folder: string
  readonly format: PackageFormat
  readonly profile: string
  readonly onProgress: Parameters<typeof packCaseFiles>[1]['onProgress']
  readonly signal: AbortSignal
}

/**
 * Packs case files of a vault that no window has open, as the user whose passphrase it is: what that role may not do is
 * refused, and each case file that is taken out leaves a record.
 * @throws Fault as `openVault`, 'forbidden'
 */
export async function exportClosed(request: ExportClosed): Promise<PackagesReport> {
  const { surroundings, indexWorker, fork, signal, folder, format, profile, onProgress } = request
  const { clock, createId } = surroundings
  const shipped = await loadAuthority(path.join(request.assetsFolder, 'authority'))
  const vault = await openVault(request.vault, request.secret, { clock, createId, indexWorker })
  const reader = createReaderPool({ fork, readers: 1, requestTimeoutMs: READ_TIMEOUT_MS })
  try {
    const user = exporter(vault)
    vault.setAuthor(user.name)
    const records: Records = { ...vault, append: (edits) => vault.append(edits) }
    const law = await joinAuthority(shipped, { ...records, blobs: vault.blobs }, surroundings)
    return await packCaseFiles(
      {
        records,
        blobs: vault.blobs,
        reader,
        authority: law.authority,
        clock,
        userName: () => user.name,
        noteExport: async (subject) => {
          const event = { what: 'export', subject, at: isoNow(clock) } as const
          await vault.append([newAccess(recordId('access', createId()), event)])
        },
      },
      {
        caseFiles: request.caseFiles === 'all' ? finished(vault) : request.caseFiles,
        folder,
        format,
        profile,
        onProgress,
        signal,
      },
    )
  } finally {
    await reader.close()
    await vault.close()
  }
}

/** @throws Fault 'forbidden' */
function exporter(vault: Vault): User {
  const { kind, id } = vault.openedBy
  const user = kind === 'passphrase' ? createUsersBook(vault).ofSlot(id) : null
  if (user !== null && mayCall(user.role, 'exportPackages')) return user
  throw new Fault('forbidden', 'this passphrase does not allow to take case files out', {
    detail: { reason: 'role' },
  })
}

function finished({ catalogue }: Pick<Vault, 'catalogue'>): readonly RecordId[] {
  const stages = ['closed', 'deposited', 'accepted']
  return catalogue.ids({ kind: 'case', stages, order: 'label', limit: ALL })
}

/** Looks at packages with the law's data that the program came with. */
export async function verifyPackages(
  paths: readonly string[],
  { assetsFolder, signal }: { readonly assetsFolder: string; readonly signal: AbortSignal },
): Promise<PackageCheck[]> {
  const authority: Authority = await loadAuthority(path.join(assetsFolder, 'authority'))
  return checkPackages(paths, authority, signal)
}
