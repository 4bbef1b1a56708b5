import type { CommuneProgress } from '../../domain/console/commune-api.ts'
import type { DepositRow } from '../../domain/console/deposit-api.ts'
import { isComplete } from '../../domain/created-complete.ts'
import { acceptedSoFar, type DepositCounters, depositCounters } from '../../domain/deposit-counters.ts'
import { RecordId, type Sha256 } from '../../domain/op.ts'
import type { CaseState } from '../../domain/records/case-file.ts'
import type { Deposit } from '../../domain/records/deposit.ts'
import { fondsView } from '../../domain/records/fonds.ts'
import { allDeposits, createDepositReader, type DepositContents } from '../archive/deposit-contents.ts'
import type { CommuneRecords } from '../state/commune-records.ts'
import { viewCaseFile, viewPlanEntry } from '../state/views.ts'
import type { BlobIndex, StoredBlob } from '../store/blob-index.ts'
import type { Commune, Station } from '../store/registry.ts'

interface ProgressInput {
  readonly commune: Commune
  /** Those that are let in. */
  readonly stations: readonly Pick<Station, 'seenAt'>[]
  readonly records: CommuneRecords
  readonly target: CommuneProgress['target']
  /** Null for all years. */
  readonly year: number | null
  readonly nowMs: number
}

const DAY_MS = 86_400_000

export function progressOf({
  commune,
  stations,
  records,
  target,
  year,
  nowMs,
}: ProgressInput): CommuneProgress {
  const isMeant = (each: { readonly year: number; readonly notation: string }): boolean =>
    each.notation !== '' && (year === null || each.year === year)
  const files = records.ofKind('case').map(viewCaseFile).filter(isMeant)
  const made = files.filter(({ excluded }) => excluded === null)
  const entries = records.ofKind('plan').map(viewPlanEntry).filter(isMeant).length
  const outside = files.filter(({ planEntry }) => planEntry === null).length
  const planEntries = Math.max(0, entries + outside - (files.length - made.length))
  const count = (state: CaseState): number => made.filter((file) => file.state === state).length
  const seenAt = Math.max(0, ...stations.map((station) => station.seenAt))
  return {
    code: commune.code,
    name: commune.name,
    stations: stations.length,
    planEntries,
    openFiles: count('open') + count('returned'),
    closedFiles: count('closed'),
    depositedFiles: count('deposited'),
    acceptedFiles: count('accepted'),
    created: made.length,
    complete: made.filter((file) => isComplete(file)).length,
    target,
    wanted: Math.ceil(planEntries * target.share),
    waiting: allDeposits(records).filter(({ outcome }) => outcome === null).length,
    lastSeenAt: stations.length === 0 ? null : new Date(seenAt).toISOString(),
    silentDays: stations.length === 0 ? null : Math.max(0, Math.floor((nowMs - seenAt) / DAY_MS)),
  }
}

/** Years that a commune has a plan or a case file of. */
export function yearsOf(records: CommuneRecords): ReadonlySet<number> {
  const entries = [...records.ofKind('case').map(viewCaseFile), ...records.ofKind('plan').map(viewPlanEntry)]
  return new Set(entries.filter(({ notation }) => notation !== '').map(({ year }) => year))
}

/** A deposit with what it holds and which of its blobs are here. */
export interface SeenDeposit {
  readonly row: DepositRow
  readonly contents: DepositContents
  readonly stored: ReadonlyMap<Sha256, StoredBlob>
}

interface SeeingPorts {
  readonly records: CommuneRecords
  readonly index: BlobIndex
  readonly nowMs: number
}

/** Deposits of a commune, the latest first, those that `isWanted` picks. */
export async function seeDeposits(
  commune: Commune,
  { records, index, nowMs }: SeeingPorts,
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
      waitedDays: Math.max(0, Math.floor((nowMs - Date.parse(deposit.createdAt)) / DAY_MS)),
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
