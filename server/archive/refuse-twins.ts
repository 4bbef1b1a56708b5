import { TWIN_RULE, twinReason } from '../../domain/console/twin-refusal.ts'
import type { Edit } from '../../domain/op.ts'
import { RecordId } from '../../domain/op.ts'
import { acceptances, type Deposit } from '../../domain/records/deposit.ts'
import type { Serial } from '../serial.ts'
import type { CommuneRecords, RecordCache } from '../state/commune-records.ts'
import type { Commune } from '../store/registry.ts'
import {
  allDeposits,
  createDepositReader,
  type DepositContents,
  hasEqualManifest,
} from './deposit-contents.ts'
import type { WriteOwnOps } from './own-ops.ts'
import { twinsInside } from './twins.ts'

/**
 * Refuses documents that repeat another one of their deposit, once the records of the deposit are all here. Where anybody
 * said something of a document, also by taking a verdict back, the rule says nothing more. @returns how many it refused
 */
export type RefuseTwins = (commune: Commune) => Promise<number>

interface RefusePorts {
  readonly cache: RecordCache
  readonly write: WriteOwnOps
  /** Shared with whatever else writes to a commune. */
  readonly serial: Serial
}

export function createRefuseTwins({ cache, write, serial }: RefusePorts): RefuseTwins {
  /** Deposits that the rule went through in this process, by commune: ids of two communes may be the same. */
  const examined = new Set<string>()

  async function refuse(commune: Commune): Promise<number> {
    const records = await cache.of(commune.code)
    const nameOf = ({ id }: Deposit): string => `${commune.code} ${id}`
    const open = allDeposits(records).filter((each) => each.outcome === null && !examined.has(nameOf(each)))
    if (open.length === 0) return 0
    const read = createDepositReader(records)
    const edits: Edit[] = []
    for (const deposit of open) {
      const contents = read(deposit)
      if (!hasEqualManifest(deposit, contents)) continue
      edits.push(...refusalsOf(records, deposit, contents))
      examined.add(nameOf(deposit))
    }
    if (edits.length > 0) await write(commune, { edits, by: TWIN_RULE })
    return edits.length
  }

  return (commune) => serial(commune.code, () => refuse(commune))
}

function refusalsOf(records: CommuneRecords, deposit: Deposit, contents: DepositContents): readonly Edit[] {
  const id = RecordId.parse(deposit.id)
  const { cells } = records.record(id)
  return twinsInside(deposit, contents)
    .filter(({ document }) => cells[`/verdict/${document}`] === undefined)
    .map((twin) => {
      const examined = [...acceptances(records.record(RecordId.parse(twin.document)))]
      const value = { hasPassed: false, reason: twinReason(twin), examined }
      return { record: id, path: `/verdict/${twin.document}`, value }
    })
}
