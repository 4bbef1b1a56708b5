import { acceptedSoFar, depositCounters } from '../../../domain/deposit-counters.ts'
import { type DueFile, dueOf, dueUrgency } from '../../../domain/due-list.ts'
import { Fault } from '../../../domain/fault.ts'
import type { RecordId, Sha256 } from '../../../domain/op.ts'
import type { PastDeposit, ProgressApi } from '../../../domain/progress-api.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import { depositedFiles, type Failing, failedDocuments, isMended } from '../../../domain/records/deposit.ts'
import { blobsOf, documentView } from '../../../domain/records/document.ts'
import { fondsView } from '../../../domain/records/fonds.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { contentsOf } from '../contents.ts'
import type { DepositDesk } from '../deposit-desk.ts'
import { ALL_RECORDS } from '../plan/plan-records.ts'
import { type Blobs, isoNow, type Records, type Surroundings } from '../ports.ts'
import { previewDeposit } from './deposit-preview.ts'

interface DepositPorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly deposits: DepositDesk
  readonly surroundings: Pick<Surroundings, 'clock'>
}

type DepositWatchApi = Pick<
  ProgressApi,
  'dueFiles' | 'depositHistory' | 'depositCounters' | 'previewDeposit' | 'standingVerdict'
>

/** What is to be handed over, and what became of what was. */
export function depositWatchHandlers(ports: DepositPorts): Handlers<DepositWatchApi> {
  const { records, surroundings } = ports
  return {
    dueFiles: async ({ offset, limit }) => {
      const today = isoNow(surroundings.clock).slice(0, 10)
      const thisYear = Number(today.slice(0, 4))
      const { lists } = records.catalogue
      const counts = [...lists.dueCounts(thisYear)]
      const sum = (urgency: DueFile['urgency'] | null): number =>
        counts
          .filter(([year]) => urgency === null || dueUrgency(year, today) === urgency)
          .reduce((files, [, count]) => files + count, 0)
      return {
        rows: lists
          .due({ thisYear, offset, limit })
          .flatMap((id) => dueOf(caseFileView(records.record(id)), today) ?? []),
        total: sum(null),
        overdue: sum('overdue'),
        thisYear: sum('this-year'),
      }
    },
    depositHistory: async ({ caseFile }) => history(ports, caseFile),
    depositCounters: async ({ deposit }) => counters(ports, deposit),
    previewDeposit: (wanted) => previewDeposit(ports, wanted),
    standingVerdict: async ({ document }) => standingVerdict(records, document),
  }
}

function history({ records, deposits }: DepositPorts, caseFile: RecordId): PastDeposit[] {
  return records.catalogue
    .ids({ kind: 'deposit', order: 'newest', limit: ALL_RECORDS })
    .filter((id) => depositedFiles(records.record(id)).includes(caseFile))
    .map((id) => ({
      deposit: deposits.numbered(id),
      failed: failedDocuments(records.record(id)).filter(
        // Only ids of documents name a verdict.
        ({ document }) => documentView(records.record(document as RecordId)).caseFile === caseFile,
      ),
    }))
}

/** What the archive said against the documents of a case file at its last deposit and nobody mended since. */
export function standingVerdicts(
  { record }: Pick<Records, 'record'>,
  caseFile: RecordId,
): Record<string, Failing> {
  const { deposit } = caseFileView(record(caseFile))
  if (deposit === null) return {}
  // Only the id of a deposit is ever written into the cell.
  const said = record(deposit as RecordId)
  const standing = failedDocuments(said).filter(({ document }) => {
    // Only ids of documents name a verdict.
    const own = record(document as RecordId)
    return documentView(own).caseFile === caseFile && !isMended(said, own)
  })
  return Object.fromEntries(standing.map(({ document, ...failing }) => [document, failing]))
}

function standingVerdict(records: Records, document: RecordId): Failing | null {
  const { caseFile, isolated } = documentView(records.record(document))
  if (caseFile === null || isolated !== undefined) return null
  // Only the id of a case file is ever written into the cell.
  return standingVerdicts(records, caseFile as RecordId)[document] ?? null
}

async function counters({ records, blobs, deposits }: DepositPorts, id: RecordId) {
  const deposit = deposits.numbered(id)
  // Only ids of case files are ever written into the cell.
  const files = depositedFiles(records.record(id)) as readonly RecordId[]
  if (files.length === 0) throw new Fault('not-found', `no deposit ${id}`)
  const contents = files.map((file) => contentsOf(records, file))
  const sizes = new Map<Sha256, number>()
  for (const sha of new Set(contents.flatMap(({ documents }) => documents.flatMap(blobsOf)))) {
    const size = await sizeOf(blobs, sha)
    if (size !== null) sizes.set(sha, size)
  }
  const all = records.catalogue
    .ids({ kind: 'deposit', order: 'newest', limit: ALL_RECORDS })
    .map((other) => ({
      deposit: deposits.deposit(other),
      caseFiles: depositedFiles(records.record(other)).length,
    }))
  return depositCounters({
    deposit,
    // Only the id of a fonds is ever written into the cell.
    fonds: fondsView(records.record(deposit.fonds as RecordId)),
    contents,
    acceptedSoFar: acceptedSoFar(deposit, all),
    sizeOf: (sha) => sizes.get(sha) ?? null,
  })
}

async function sizeOf(blobs: Blobs, sha: Sha256): Promise<number | null> {
  try {
    const blob = await blobs.open(sha)
    await blob.close()
    return blob.sizeBytes
  } catch (error) {
    // A part that is lost is counted as missing; the care of the vault tells of it.
    if (error instanceof Fault) return null
    throw error
  }
}
