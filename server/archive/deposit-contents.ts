import {
  type CaseFileContents,
  depositManifest,
  handedOverAt,
  orderDocuments,
} from '../../domain/deposit-manifest.ts'
import { depositOrdinals, numbered } from '../../domain/deposit-ordinal.ts'
import { RecordId, type Sha256 } from '../../domain/op.ts'
import { importedFileView } from '../../domain/records/authority-file.ts'
import type { Deposit } from '../../domain/records/deposit.ts'
import { blobsOf, type Document } from '../../domain/records/document.ts'
import { sha256Hex } from '../identity/keys.ts'
import type { CommuneRecords } from '../state/commune-records.ts'
import { viewBatch, viewCaseFile, viewDeposit, viewDocument } from '../state/views.ts'

/** What a deposit hands over, as the server's own ops have it. */
export interface DepositContents {
  /** In the order in which the deposit names them. */
  readonly files: readonly CaseFileContents[]
  readonly documents: readonly Document[]
  /** Every blob that must be stored before the deposit is whole. */
  readonly blobs: readonly Sha256[]
}

export type ReadDeposit = (deposit: Deposit) => DepositContents

/** Reads any number of deposits of one commune as it is now, passing over its documents once. */
export function createDepositReader(records: CommuneRecords): ReadDeposit {
  const byCaseFile = documentsByCaseFile(records)
  return (deposit) => {
    const ids = [...new Set(deposit.caseFiles)].flatMap((id) => RecordId.safeParse(id).data ?? [])
    const files = ids.map((id) => ({
      file: viewCaseFile(records.record(id)),
      documents: orderDocuments(byCaseFile.get(id) ?? []),
    }))
    const documents = files.flatMap((contents) => contents.documents)
    const blobs = [...new Set(documents.flatMap((document) => blobsOf(document)))]
    return { files, documents, blobs }
  }
}

/** Is what the server has what the depositor handed over? Never of a manifest that a newer program made. */
export function hasEqualManifest(
  { manifest, manifestVersion, createdAt }: Deposit,
  { files }: DepositContents,
): boolean {
  const then = files.map(({ file, documents }) => ({ file, documents: handedOverAt(documents, createdAt) }))
  const text = depositManifest(then, manifestVersion)
  return text !== null && sha256Hex(text) === manifest
}

/** Every deposit that names case files, the latest first, each under the number that it has in its fonds. */
export function allDeposits(records: CommuneRecords): readonly Deposit[] {
  const deposits = records.ofKind('deposit').map((record) => viewDeposit(record))
  const ordinals = depositOrdinals(deposits)
  return deposits
    .filter((deposit) => deposit.caseFiles.length > 0)
    .map((deposit) => numbered(deposit, ordinals))
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
}

/**
 * The blobs that deposits name, texts first and then scans from small to large, so that most of a deposit is there early
 * on a bad line. Sizes are those that the station's intake told.
 */
export function blobsByUrgency(records: CommuneRecords, deposits: readonly Deposit[]): readonly Sha256[] {
  if (deposits.length === 0) return []
  const read = createDepositReader(records)
  const sizes = sizesOfSources(records)
  const urgency = (sha: Sha256): number => sizes.get(sha) ?? 0
  const blobs = new Set(deposits.flatMap((deposit) => read(deposit).blobs))
  return [...blobs].sort((a, b) => urgency(a) - urgency(b) || (a < b ? -1 : 1))
}

/** The bytes of the data files of the law that the commune imported. */
export function importedFiles(records: CommuneRecords): readonly Sha256[] {
  return records.ofKind('authority').flatMap((record) => {
    const imported = importedFileView(record)
    return imported === null ? [] : [imported.blob]
  })
}

function documentsByCaseFile(records: CommuneRecords): ReadonlyMap<string, readonly Document[]> {
  const found = new Map<string, Document[]>()
  for (const record of records.ofKind('doc')) {
    const document = viewDocument(record)
    if (document.caseFile === null) continue
    const others = found.get(document.caseFile)
    if (others === undefined) found.set(document.caseFile, [document])
    else others.push(document)
  }
  return found
}

function sizesOfSources(records: CommuneRecords): ReadonlyMap<Sha256, number> {
  const sources = records.ofKind('batch').flatMap((record) => viewBatch(record).sources)
  return new Map(
    sources.flatMap(({ outcome }) =>
      outcome.kind === 'taken' ? [[outcome.source, outcome.sizeBytes] as const] : [],
    ),
  )
}
