import { type Authority, isNewer } from '../../../domain/authority.ts'
import {
  AUTHORITY_FILE_BYTES,
  type AuthorityFile,
  AuthorityFileName,
  headOf,
  withFile,
} from '../../../domain/authority-file.ts'
import { Fault } from '../../../domain/fault.ts'
import type { RecordState } from '../../../domain/merge.ts'
import type { Sha256 } from '../../../domain/op.ts'
import { type ImportedFile, importedFileView } from '../../../domain/records/authority-file.ts'
import type { Blobs, Records } from '../ports.ts'
import { parseBytes } from './read-chosen-file.ts'

export interface Import {
  readonly record: ImportedFile
  /** Who imported it; empty where unknown. */
  readonly by: string
}

/** What an imported file makes of the law's data, or why it cannot be used here. */
export type ReadImport = Import &
  (
    | { readonly kind: 'usable'; readonly file: AuthorityFile }
    | { readonly kind: 'unusable'; readonly why: 'missing' | 'unreadable' }
  )

/** The law's data made of the shipped files and those imported that are newer. */
export interface Composed {
  readonly authority: Authority
  /** The import that is in use, by file. */
  readonly used: ReadonlyMap<AuthorityFileName, Import>
  /** The newest import that would be in use if it could, by file. */
  readonly unusable: ReadonlyMap<AuthorityFileName, Extract<ReadImport, { kind: 'unusable' }>>
}

/** Lays the imported files over the shipped ones: of each the newest holds, a shipped one as soon as it is as new. */
export function compose(shipped: Authority, imports: readonly ReadImport[]): Composed {
  let authority = shipped
  const used = new Map<AuthorityFileName, Import>()
  const unusable = new Map<AuthorityFileName, Extract<ReadImport, { kind: 'unusable' }>>()
  for (const one of [...imports].sort(byVersion)) {
    const { name, version } = one.record
    if (!isNewer(version, headOf(authority, name).version)) continue
    if (one.kind === 'unusable') {
      unusable.set(name, one)
      continue
    }
    authority = withFile(authority, one.file)
    used.set(name, one)
    unusable.delete(name)
  }
  return { authority, used, unusable }
}

function byVersion(a: ReadImport, b: ReadImport): number {
  if (isNewer(a.record.version, b.record.version)) return 1
  if (isNewer(b.record.version, a.record.version)) return -1
  // Of two of one version every station takes the same.
  return a.record.blob < b.record.blob ? -1 : 1
}

/** Reads every imported file that the vault names. Files that were read once are kept, since bytes never change. */
export function createImportReader(records: Pick<Records, 'records'>, blobs: Blobs) {
  const read = new Map<Sha256, AuthorityFile | null>()
  const fileOf = async (sha: Sha256): Promise<AuthorityFile | null> => {
    const known = read.get(sha)
    if (known !== undefined) return known
    const bytes = await bytesOf(blobs, sha)
    const file = bytes === null ? null : soundFile(bytes)
    read.set(sha, file)
    return file
  }
  return async (): Promise<readonly ReadImport[]> => {
    const imports: ReadImport[] = []
    for (const state of records.records('authority')) {
      const record = importedFileView(state)
      // A schema is no list of the law: packages take it as it is.
      if (record !== null && AuthorityFileName.safeParse(record.name).success)
        imports.push(await readImport({ record, by: authorOf(state) }, fileOf))
    }
    return imports
  }
}

async function readImport(
  one: Import,
  fileOf: (sha: Sha256) => Promise<AuthorityFile | null>,
): Promise<ReadImport> {
  const { blob, name, version } = one.record
  try {
    const file = await fileOf(blob)
    const isAsSaid = file?.name === name && file.version === version
    return isAsSaid ? { ...one, kind: 'usable', file } : { ...one, kind: 'unusable', why: 'unreadable' }
  } catch (error) {
    // Its bytes are on their way, or were damaged on this disk: the next look tries again.
    if (error instanceof Fault) return { ...one, kind: 'unusable', why: 'missing' }
    throw error
  }
}

/** Null where it is larger than any data file. @throws Fault where the blob is not here */
async function bytesOf(blobs: Blobs, sha: Sha256): Promise<Uint8Array | null> {
  const blob = await blobs.open(sha)
  try {
    return blob.sizeBytes > AUTHORITY_FILE_BYTES ? null : await blob.read(0, blob.sizeBytes)
  } finally {
    await blob.close()
  }
}

function soundFile(bytes: Uint8Array): AuthorityFile | null {
  try {
    return parseBytes(bytes)
  } catch (error) {
    // Of a newer program, or of a station that is not to be believed.
    if (error instanceof Fault) return null
    throw error
  }
}

/** Who imported a file; empty where unknown. */
export function authorOf(state: RecordState): string {
  return state.cells['/blob']?.heads[0]?.by ?? ''
}
