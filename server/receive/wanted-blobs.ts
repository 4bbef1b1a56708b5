import { canonicalJson } from '../../domain/json.ts'
import type { Sha256, Vector } from '../../domain/op.ts'
import type { Deposit } from '../../domain/records/deposit.ts'
import {
  allDeposits,
  blobsByUrgency,
  createDepositReader,
  importedFiles,
} from '../archive/deposit-contents.ts'
import type { CommuneRecords } from '../state/commune-records.ts'
import type { BlobIndex } from '../store/blob-index.ts'

interface Held {
  readonly records: CommuneRecords
  /** Of what the records were made of. */
  readonly vector: Vector
}

/**
 * The blobs that a commune's records name and that are not stored, most urgent first: data of the law, which its other
 * stations wait for; what deposits name that are to be decided; and what accepted ones name, which only a server that was
 * put back to an older day can lack (I15). No blob is ever removed, so with the same ops the list only gets shorter.
 */
export type WantedBlobs = (commune: string, held: Held) => Promise<readonly Sha256[]>

export function createWantedBlobs(index: Pick<BlobIndex, 'stored'>): WantedBlobs {
  const known = new Map<string, { readonly of: string; readonly missing: readonly Sha256[] }>()
  /** Accepted deposits that were found whole. */
  const whole = new Set<string>()

  async function lookUp(commune: string, records: CommuneRecords): Promise<readonly Sha256[]> {
    const deposits = allDeposits(records)
    const open = deposits.filter(({ outcome }) => outcome === null)
    const keyOf = (deposit: Deposit): string => `${commune} ${deposit.id}`
    const accepted = deposits.filter(
      (deposit) => deposit.outcome?.isAccepted === true && !whole.has(keyOf(deposit)),
    )
    const named = [
      ...new Set([
        ...importedFiles(records),
        ...blobsByUrgency(records, open),
        ...blobsByUrgency(records, accepted),
      ]),
    ]
    const stored = await index.stored(commune, named)
    const read = createDepositReader(records)
    for (const deposit of accepted) {
      if (read(deposit).blobs.every((sha) => stored.has(sha))) whole.add(keyOf(deposit))
    }
    return named.filter((sha) => !stored.has(sha))
  }

  async function stillMissing(commune: string, missing: readonly Sha256[]): Promise<readonly Sha256[]> {
    const stored = await index.stored(commune, missing)
    return stored.size === 0 ? missing : missing.filter((sha) => !stored.has(sha))
  }

  return async (commune, { records, vector }) => {
    const of = canonicalJson(vector)
    const last = known.get(commune)
    const missing =
      last?.of === of ? await stillMissing(commune, last.missing) : await lookUp(commune, records)
    known.set(commune, { of, missing })
    return missing
  }
}
