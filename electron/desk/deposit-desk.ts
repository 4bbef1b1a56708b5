import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type CaseFileContents, depositManifest } from '../../domain/deposit-manifest.ts'
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
import { contentsOf } from './contents.ts'
import { isoNow, listPage, type Records, type Surroundings } from './ports.ts'

/** The deposits of a vault, as far as checked receipts bear them out. */
export interface DepositDesk {
  list(span: Span): Page<DepositRow>
  files(id: RecordId, span: Span): Page<DepositedFile>
  deposit(id: RecordId): DepositHead
  /** The case file as it may be shown: accepted only where a checked receipt says so (SY1). */
  believed(file: CaseFile): CaseFile
  /** The deposits whose accepted case files no checked receipt bears out, with how many those are. */
  doubted(): ReadonlyMap<RecordId, number>
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
/** So many case files are looked through before other calls have their turn. */
const FILES_A_TURN = 16

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
  return {
    deposit,
    list: (span) =>
      listPage(records, { kind: 'deposit', order: 'newest', ...span }, (record) =>
        rowOf(record, believedHead(record)),
      ),
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
  const failed = failedDocuments(record).map(([document, reason]) => ({ document, reason }))
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
  caseFiles: readonly RecordId[],
): Promise<RecordId> {
  const contents: CaseFileContents[] = []
  for (const [index, id] of [...new Set(caseFiles)].entries()) {
    if (index % FILES_A_TURN === FILES_A_TURN - 1) await nextTurn()
    contents.push(contentsOf(records, id))
  }
  const first = contents[0]?.file
  if (first === undefined) throw new Fault('invalid-input', 'a deposit needs a case file')
  if (contents.some(({ file }) => file.fonds !== first.fonds)) {
    throw new Fault('invalid-input', 'a deposit holds case files of one fonds')
  }
  const id = recordId('deposit', surroundings.createId())
  const moves = contents.flatMap(({ file }) => {
    const move = moveCaseFile(file, 'deposited')
    return [move, { record: move.record, path: '/deposit', value: id }]
  })
  const [last] = records.catalogue.ids({ kind: 'deposit', order: 'newest', limit: 1 })
  const ordinal = (last === undefined ? 0 : depositHead(records.record(last)).ordinal) + 1
  const manifest = createHash('sha256').update(depositManifest(contents)).digest('hex')
  await records.append([
    ...newDeposit(id, {
      fonds: first.fonds,
      ordinal,
      createdAt: isoNow(surroundings.clock),
      caseFiles: contents.map(({ file }) => file.id),
      manifest,
    }),
    ...moves,
  ])
  return id
}
