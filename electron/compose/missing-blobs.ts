import type { RecordState } from '../../domain/merge.ts'
import { kindOf, type RecordId, type Sha256 } from '../../domain/op.ts'
import { importedFileView } from '../../domain/records/authority-file.ts'
import { blobsOf, documentView } from '../../domain/records/document.ts'

/** Documents of one look; between two the engine does other things. */
const STEP = 500

/** The part of a vault that tells what should be there and what is. */
export interface NamedBlobs {
  record(id: RecordId): RecordState
  records(kind: 'authority'): readonly RecordState[]
  readonly catalogue: {
    walk(
      kind: 'doc',
      after: number,
      limit: number,
    ): { readonly ids: readonly RecordId[]; readonly next: number | null }
  }
  readonly blobs: { has(sha: Sha256): Promise<boolean> }
}

/** Which blobs records name and the vault does not have: derived from both, kept only in memory. */
export interface MissingBlobs {
  list(): Promise<readonly Sha256[]>
  /** These records changed. */
  look(ids: readonly RecordId[]): void
  /** Something may have gone: everything is looked through again. */
  lookAgain(): void
}

/** The kinds of record that name bytes which the province gives back. */
const naming: ReadonlySet<string> = new Set(['doc', 'authority'])

function blobsNamedBy(record: RecordState): readonly Sha256[] {
  if (kindOf(record.id) === 'doc') return blobsOf(documentView(record))
  const imported = importedFileView(record)
  return imported === null ? [] : [imported.blob]
}

export function createMissingBlobs(vault: NamedBlobs): MissingBlobs {
  const missing = new Set<Sha256>()
  const changed = new Set<RecordId>()
  let isSeen = false
  const note = async (id: RecordId): Promise<void> => {
    for (const sha of blobsNamedBy(vault.record(id))) {
      if (!missing.has(sha) && !(await vault.blobs.has(sha))) missing.add(sha)
    }
  }
  const lookThrough = async (): Promise<void> => {
    isSeen = true
    for (const { id } of vault.records('authority')) await note(id)
    for (let after: number | null = 0; after !== null; ) {
      const step = vault.catalogue.walk('doc', after, STEP)
      for (const id of step.ids) await note(id)
      after = step.next
    }
  }
  const list = async (): Promise<readonly Sha256[]> => {
    if (!isSeen) await lookThrough()
    for (const id of changed) {
      changed.delete(id)
      await note(id)
    }
    for (const sha of missing) if (await vault.blobs.has(sha)) missing.delete(sha)
    return [...missing]
  }
  let listing: Promise<readonly Sha256[]> | null = null
  return {
    list: () => {
      listing ??= list().finally(() => {
        listing = null
      })
      return listing
    },
    look: (ids) => {
      for (const id of ids) if (naming.has(kindOf(id))) changed.add(id)
    },
    lookAgain: () => {
      isSeen = false
    },
  }
}
