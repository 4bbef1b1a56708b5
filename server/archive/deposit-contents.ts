import { type CaseFileContents, depositManifest, orderDocuments } from '../../domain/deposit-manifest.ts'
import { RecordId, type Sha256 } from '../../domain/op.ts'
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

/** SHA-256 of the manifest that the server computes; it must equal the depositor's. */
export function manifestOf(contents: DepositContents): Sha256 {
  return sha256Hex(depositManifest(contents.files))
}

/** Every deposit that names case files, the latest first. */
export function allDeposits(records: CommuneRecords): readonly Deposit[] {
  return records
    .ofKind('deposit')
    .map((record) => viewDeposit(record))
    .filter((deposit) => deposit.caseFiles.length > 0)
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
}

/**
 * The blobs that deposits without an outcome name, texts first and then scans from small to large, so that most of a
 * deposit is there early on a bad line. Sizes are those that the station's intake told.
 */
export function blobsByUrgency(records: CommuneRecords): readonly Sha256[] {
  const open = allDeposits(records).filter((deposit) => deposit.outcome === null)
  if (open.length === 0) return []
  const read = createDepositReader(records)
  const sizes = sizesOfSources(records)
  const urgency = (sha: Sha256): number => sizes.get(sha) ?? 0
  const blobs = new Set(open.flatMap((deposit) => read(deposit).blobs))
  return [...blobs].sort((a, b) => urgency(a) - urgency(b) || (a < b ? -1 : 1))
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
