import type { CommuneProgress, DepositRow } from '../../domain/console-api.ts'
import { acceptedSoFar, type DepositCounters, depositCounters } from '../../domain/deposit-counters.ts'
import { RecordId, type Sha256 } from '../../domain/op.ts'
import type { CaseState } from '../../domain/records/case-file.ts'
import type { Deposit } from '../../domain/records/deposit.ts'
import { fondsView } from '../../domain/records/fonds.ts'
import { allDeposits, createDepositReader, type DepositContents } from '../archive/deposit-contents.ts'
import type { CommuneRecords } from '../state/commune-records.ts'
import { viewCaseFile } from '../state/views.ts'
import type { BlobIndex, StoredBlob } from '../store/blob-index.ts'
import type { Commune, Station } from '../store/registry.ts'

export function progressOf(
  commune: Commune,
  stations: readonly Station[],
  records: CommuneRecords,
): CommuneProgress {
  const states = records.ofKind('case').map((record) => viewCaseFile(record).state)
  const count = (state: CaseState): number => states.filter((each) => each === state).length
  const seenAt = Math.max(0, ...stations.map((station) => station.seenAt))
  return {
    code: commune.code,
    name: commune.name,
    stations: stations.length,
    planEntries: records.ofKind('plan').length,
    openFiles: count('open'),
    closedFiles: count('closed'),
    depositedFiles: count('deposited'),
    acceptedFiles: count('accepted'),
    lastSeenAt: stations.length === 0 ? null : new Date(seenAt).toISOString(),
  }
}

/** A deposit with what it holds and which of its blobs are here. */
export interface SeenDeposit {
  readonly row: DepositRow
  readonly contents: DepositContents
  readonly stored: ReadonlyMap<Sha256, StoredBlob>
}

/** Deposits of a commune, the latest first, those that `isWanted` picks. */
export async function seeDeposits(
  commune: Commune,
  { records, index }: { readonly records: CommuneRecords; readonly index: BlobIndex },
  isWanted: (deposit: Deposit) => boolean,
): Promise<readonly SeenDeposit[]> {
  const read = createDepositReader(records)
  const seen: SeenDeposit[] = []
  for (const deposit of allDeposits(records).filter(isWanted)) {
    const contents = read(deposit)
    const stored = await index.stored(commune.code, contents.blobs)
    const row = {
      deposit,
      commune: commune.code,
      communeName: commune.name,
      documents: contents.documents.length,
      blobsNamed: contents.blobs.length,
      blobsStored: stored.size,
    }
    seen.push({ row, contents, stored })
  }
  return seen
}

/** What TT 05/2025, article 23, has the archive confirm, from the server's own records and stored blobs. */
export function countersOf(records: CommuneRecords, { row, contents, stored }: SeenDeposit): DepositCounters {
  const { deposit } = row
  const all = allDeposits(records).map((other) => ({ deposit: other, caseFiles: other.caseFiles.length }))
  const fonds = RecordId.safeParse(deposit.fonds)
  const { agencyCode, agencyName } = fonds.success
    ? fondsView(records.record(fonds.data))
    : { agencyCode: '', agencyName: '' }
  return depositCounters({
    deposit,
    fonds: { agencyCode, agencyName },
    contents: contents.files,
    acceptedSoFar: acceptedSoFar(deposit, all),
    sizeOf: (sha) => stored.get(sha)?.sizeBytes ?? null,
  })
}
