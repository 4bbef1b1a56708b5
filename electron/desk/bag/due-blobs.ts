import { handedOver } from '../../../domain/deposit-manifest.ts'
import type { RecordState } from '../../../domain/merge.ts'
import type { RecordId, Sha256, Vector } from '../../../domain/op.ts'
import { importedFileView } from '../../../domain/records/authority-file.ts'
import { depositedFiles, depositView } from '../../../domain/records/deposit.ts'
import { blobsOf, documentView } from '../../../domain/records/document.ts'
import type { Records } from '../ports.ts'

/** More than any vault has. */
const ALL = 1_000_000

/** What the server asked for when it held `vector`. */
export interface AskedBlobs {
  readonly vector: Vector
  readonly wanted: readonly Sha256[]
}

/**
 * The blobs that the server may lack: those it asked for, then those of every deposit without an outcome and of the
 * imported lists that it did not know when it asked. Before it asked for the first time, all of these. Blobs that it has
 * already cost room and time, never harm.
 */
export function dueBlobs(
  records: Pick<Records, 'record' | 'records' | 'catalogue'>,
  asked: AskedBlobs | null,
): readonly Sha256[] {
  const isAnswered = (record: RecordState): boolean => asked !== null && isCovered(record.at, asked.vector)
  const lists = records.records('authority').flatMap((record) => {
    const imported = importedFileView(record)
    return imported === null || isAnswered(record) ? [] : [imported.blob]
  })
  const deposits = records.catalogue
    .ids({ kind: 'deposit', order: 'newest', limit: ALL })
    .map((id) => records.record(id))
    .filter((record) => depositView(record).outcome === null && !isAnswered(record))
  const files = new Set(deposits.flatMap((deposit) => depositedFiles(deposit)))
  // Only ids of case files are ever written into the cell.
  const scans = [...files].flatMap((id) => blobsOfFile(records, id as RecordId))
  return [...new Set([...(asked?.wanted ?? []), ...lists, ...scans])]
}

function blobsOfFile(records: Parameters<typeof dueBlobs>[0], id: RecordId): readonly Sha256[] {
  const documents = records.catalogue
    .ids({ kind: 'doc', parent: id, limit: ALL })
    .map((document) => documentView(records.record(document)))
  return handedOver(documents).flatMap((document) => blobsOf(document))
}

function isCovered(at: Vector, vector: Vector): boolean {
  return Object.entries(at).every(([origin, n]) => (vector[origin] ?? 0) >= n)
}
