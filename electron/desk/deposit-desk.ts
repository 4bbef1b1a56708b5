import { createHash } from 'node:crypto'
import { type CaseFileContents, depositManifest, handedOver } from '../../domain/deposit-manifest.ts'
import { depositOrdinals, nextOrdinal, numbered } from '../../domain/deposit-ordinal.ts'
import { depositRefusal } from '../../domain/deposit-refusal.ts'
import type { DepositedFile, DepositRow } from '../../domain/desk-rows.ts'
import { Fault } from '../../domain/fault.ts'
import type { RecordState } from '../../domain/merge.ts'
import { type RecordId, recordId } from '../../domain/op.ts'
import type { Page, Span } from '../../domain/paging.ts'
import type { Receipt } from '../../domain/receipt.ts'
import { type CaseFile, caseFileView, moveCaseFile } from '../../domain/records/case-file.ts'
import {
  type DepositHead,
  depositedFiles,
  depositHead,
  failedDocuments,
  newDeposit,
} from '../../domain/records/deposit.ts'
import { contentsOf, existingCaseFile } from './contents.ts'
import { allDeposits } from './deposit-numbers.ts'
import { createGiveWay } from './give-way.ts'
import { isoNow, listPage, type Records, type Surroundings } from './ports.ts'
import { createLookAtFile } from './progress/deposit-preview.ts'

/** The deposits of a vault, as far as checked receipts bear them out. */
export interface DepositDesk {
  list(span: Span): Page<DepositRow>
  files(id: RecordId, span: Span): Page<DepositedFile>
  /** With the number under which it was made. */
  deposit(id: RecordId): DepositHead
  /** With the number that it has among all of its fonds. */
  numbered(id: RecordId): DepositHead
  /** The case file as it may be shown: accepted only where a checked receipt says so (SY1). */
  believed(file: CaseFile): CaseFile
  /** The deposits whose accepted case files no checked receipt bears out, with how many those are. */
  doubted(): ReadonlyMap<RecordId, number>
  /** @throws Fault 'not-found', 'conflict' with the reason and the notation of the first file that is refused */
  create(caseFiles: readonly RecordId[]): Promise<RecordId>
}

interface DepositPorts {
  readonly records: Records
  readonly surroundings: Surroundings
  /** Receipts whose signature and chain were checked. */
  readonly receipts: () => readonly Receipt[]
}

/** Most failed documents that are named at once. */
const MOST_FAILED = 100

export function createDepositDesk(ports: DepositPorts): DepositDesk {
  const { records, receipts } = ports
  const isReceipted = (deposit: DepositHead): boolean =>
    receipts().some(
      ({ body }) => body.deposit?.id === deposit.id && body.deposit.manifest === deposit.manifest,
    )
  const believedHead = (record: RecordState): DepositHead => {
    const deposit = depositHead(record)
    return deposit.outcome?.isAccepted === true && !isReceipted(deposit)
      ? { ...deposit, outcome: null }
      : deposit
  }
  const deposit = (id: RecordId): DepositHead => believedHead(records.record(id))
  const ordinals = (): ReadonlyMap<string, number> => depositOrdinals(allDeposits(records))
  return {
    deposit,
    numbered: (id) => numbered(deposit(id), ordinals()),
    list: (span) => {
      const known = ordinals()
      return listPage(records, { kind: 'deposit', order: 'newest', ...span }, (record) =>
        rowOf(record, numbered(believedHead(record), known)),
      )
    },
    files: (id, { offset, limit }) => {
      const ids = depositedFiles(records.record(id))
      // Only ids of case files are ever written into the cell.
      const rows = ids.slice(offset, offset + limit).map((file) => nameOf(records, file as RecordId))
      return { rows, total: ids.length }
    },
    believed: (file) => {
      if (file.state !== 'accepted' || file.deposit === null) return file
      // Only a deposit id is ever written into the cell.
      return deposit(file.deposit as RecordId).outcome === null ? { ...file, state: 'deposited' } : file
    },
    doubted: () => {
      const counts = records.catalogue.caseCounts('deposit')
      const doubts = counts.flatMap(({ place, stage, records: files }) =>
        // Only a deposit id is ever written into the cell.
        stage === 'accepted' && place !== null && deposit(place as RecordId).outcome === null
          ? [[place as RecordId, files] as const]
          : [],
      )
      return new Map(doubts)
    },
    create: (caseFiles) => create(ports, caseFiles),
  }
}

function rowOf(record: RecordState, deposit: DepositHead): DepositRow {
  const failed = failedDocuments(record)
  return {
    deposit,
    caseFiles: depositedFiles(record).length,
    failed: failed.slice(0, MOST_FAILED),
    failedTotal: failed.length,
  }
}

function nameOf(records: Records, id: RecordId): DepositedFile {
  const { notation, title } = caseFileView(records.record(id))
  return { id, notation, title }
}

async function create(
  { records, surroundings }: DepositPorts,
  wanted: readonly RecordId[],
): Promise<RecordId> {
  const caseFiles = [...new Set(wanted)]
  const [first] = caseFiles
  if (first === undefined) throw new Fault('invalid-input', 'a deposit needs a case file')
  const { fonds } = existingCaseFile(records, first)
  const look = createLookAtFile(records)
  const contents: CaseFileContents[] = []
  const giveWay = createGiveWay()
  for (const id of caseFiles) {
    await giveWay()
    const { file, documents } = contentsOf(records, id)
    const refusal = depositRefusal(look(id), fonds)
    if (refusal !== null) {
      throw new Fault('conflict', `case file ${id} cannot be handed over: ${refusal}`, {
        detail: { reason: `deposit-${refusal}`, notation: file.notation },
      })
    }
    contents.push({ file, documents: handedOver(documents) })
  }
  const id = recordId('deposit', surroundings.createId())
  const moves = contents.flatMap(({ file }) => {
    const move = moveCaseFile(file, 'deposited')
    return [move, { record: move.record, path: '/deposit', value: id }]
  })
  const manifest = createHash('sha256').update(depositManifest(contents)).digest('hex')
  await records.append([
    ...newDeposit(id, {
      fonds,
      ordinal: nextOrdinal(allDeposits(records), fonds),
      createdAt: isoNow(surroundings.clock),
      caseFiles,
      manifest,
    }),
    ...moves,
  ])
  return id
}
