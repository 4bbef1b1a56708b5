import path from 'node:path'
import type { CheckFacts, CheckFault } from '../../../domain/care-api.ts'
import type { RecordId } from '../../../domain/op.ts'
import type { Files } from '../files/files.ts'
import { isDatabaseDamage, openEncryptedDatabase } from '../ledger/encrypted-database.ts'
import { INDEX_VERSION } from '../search/index-schema.ts'
import { recordFromBytes } from '../search/record-bytes.ts'

export interface IndexFinding {
  readonly state: CheckFacts['index']
  readonly faults: readonly CheckFault[]
}

/** Compares the search index with the documents of the log. An index that is missing or behind is made again and no fault. */
export async function checkIndex(
  files: Files,
  folder: string,
  { key, documents }: { readonly key: Uint8Array; readonly documents: ReadonlySet<RecordId> },
): Promise<IndexFinding> {
  const file = path.join(folder, 'index.db')
  if ((await files.sizeBytes(file)) === null) return { state: 'absent', faults: [] }
  try {
    return readIndex(file, key, documents)
  } catch (error) {
    if (isDatabaseDamage(error)) return { state: 'absent', faults: [{ code: 'index-damaged', detail: {} }] }
    throw error
  }
}

function readIndex(file: string, key: Uint8Array, documents: ReadonlySet<RecordId>): IndexFinding {
  const database = openEncryptedDatabase(file, key)
  try {
    // Another version is thrown away and made again.
    if (database.all('PRAGMA user_version')[0]?.['user_version'] !== INDEX_VERSION)
      return { state: 'absent', faults: [] }
    const integrity = database.all('PRAGMA integrity_check')[0]?.['integrity_check']
    if (integrity !== 'ok') return { state: 'absent', faults: [{ code: 'index-damaged', detail: {} }] }
    const rows = database.all('SELECT record FROM doc')
    const indexed = new Set(
      rows.map(({ record }) => recordFromBytes('doc', record)).filter((id) => id !== null),
    )
    const unknown = [...indexed].filter((document) => !documents.has(document)).length
    const isBehind = [...documents].some((document) => !indexed.has(document))
    // What stands in the index and in no log was made of nothing; what is missing may still be on its way.
    const faults: CheckFault[] = unknown > 0 ? [{ code: 'index-incomplete', detail: { count: unknown } }] : []
    return { state: isBehind ? 'behind' : 'covers', faults }
  } finally {
    database.close()
  }
}
