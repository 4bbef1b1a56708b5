import { createHash } from 'node:crypto'
import { depositManifest } from '../../domain/deposit-manifest.ts'
import { Fault } from '../../domain/fault.ts'
import { type RecordId, recordId } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import { type CaseFile, moveCaseFile } from '../../domain/records/case-file.ts'
import { type Deposit, depositView, newDeposit } from '../../domain/records/deposit.ts'
import { contentsOf } from './contents.ts'
import { isoNow, type Records, type Surroundings } from './ports.ts'

/** The deposits of a vault, as far as checked receipts bear them out. */
export interface DepositDesk {
  list(): Deposit[]
  deposit(id: RecordId): Deposit
  /** The case file as it may be shown: accepted only where a checked receipt says so (SY1). */
  believed(file: CaseFile): CaseFile
  create(caseFiles: readonly RecordId[]): Promise<RecordId>
}

interface DepositPorts {
  readonly records: Records
  readonly surroundings: Surroundings
  /** Receipts whose signature and chain were checked. */
  readonly receipts: () => readonly Receipt[]
}

export function createDepositDesk({ records, surroundings, receipts }: DepositPorts): DepositDesk {
  const isReceipted = (deposit: Deposit): boolean =>
    receipts().some(
      ({ body }) => body.deposit?.id === deposit.id && body.deposit.manifest === deposit.manifest,
    )
  const believedDeposit = (deposit: Deposit): Deposit =>
    deposit.outcome?.isAccepted === true && !isReceipted(deposit) ? { ...deposit, outcome: null } : deposit
  const deposit = (id: RecordId): Deposit => believedDeposit(depositView(records.record(id)))

  return {
    deposit,
    list: () =>
      records
        .records('deposit')
        .map((record) => believedDeposit(depositView(record)))
        .sort((a, b) => b.ordinal - a.ordinal),
    believed: (file) => {
      if (file.state !== 'accepted' || file.deposit === null) return file
      // Only a deposit id is ever written into the cell.
      const { outcome } = deposit(file.deposit as RecordId)
      return outcome === null ? { ...file, state: 'deposited' } : file
    },
    create: async (caseFiles) => {
      const contents = [...new Set(caseFiles)].map((id) => contentsOf(records, id))
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
      const ordinal =
        Math.max(0, ...records.records('deposit').map((record) => depositView(record).ordinal)) + 1
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
    },
  }
}
