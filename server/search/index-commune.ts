import { createHash } from 'node:crypto'
import { handedOver } from '../../domain/deposit-manifest.ts'
import { RecordId, type Sha256 } from '../../domain/op.ts'
import type { CaseFile } from '../../domain/records/case-file.ts'
import type { Deposit } from '../../domain/records/deposit.ts'
import { type Document, documentCode, fieldValue } from '../../domain/records/document.ts'
import { layerText } from '../../domain/text-layer.ts'
import { correctedLayer } from '../../domain/word-corrections.ts'
import { allDeposits, createDepositReader } from '../archive/deposit-contents.ts'
import { layerOfPage } from '../archive/layer-of-page.ts'
import type { CommuneRecords, RecordCache } from '../state/commune-records.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { HoldingsTable, IndexedDocument } from './holdings-table.ts'

export interface IndexPorts {
  readonly cache: RecordCache
  readonly blobs: BlobStore
  readonly index: BlobIndex
  readonly table: HoldingsTable
  /** Asked before each document. */
  readonly isStopped: () => boolean
}

interface Placed {
  readonly deposit: Deposit
  readonly file: CaseFile
  readonly document: Document
}

/** Brings one commune up to what its records and texts say now. @returns whether every text was there */
export async function indexCommune(ports: IndexPorts, commune: string): Promise<boolean> {
  const { table } = ports
  const records = await ports.cache.of(commune)
  const stamps = new Map(table.stamps(commune))
  let isWhole = true
  for (const placed of holdingsOf(records)) {
    if (ports.isStopped()) return false
    const { document } = placed
    const names = Object.values(document.texts)
    const stored = await ports.index.stored(commune, names)
    if (stored.size < new Set(names).size) isWhole = false
    const stamp = stampOf(records, placed, stored.size)
    const before = stamps.get(document.id)
    stamps.delete(document.id)
    if (before === stamp) continue
    table.put(await rowOf(ports, { commune, placed, stamp, has: (sha) => stored.has(sha) }))
  }
  for (const gone of stamps.keys()) table.remove(commune, gone)
  return isWhole
}

/** Documents of deposits that wait or were accepted, each once. */
function holdingsOf(records: CommuneRecords): readonly Placed[] {
  const read = createDepositReader(records)
  const found = new Map<string, Placed>()
  for (const deposit of allDeposits(records)) {
    if (deposit.outcome !== null && !deposit.outcome.isAccepted) continue
    for (const { file, documents } of read(deposit).files) {
      for (const document of handedOver(documents)) {
        if (!found.has(document.id)) found.set(document.id, { deposit, file, document })
      }
    }
  }
  return [...found.values()]
}

function stampOf(records: CommuneRecords, { deposit, file, document }: Placed, texts: number): string {
  const { at } = records.record(RecordId.parse(document.id))
  const parts = [at, texts, deposit.id, deposit.outcome?.isAccepted ?? null, file.title, file.year]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

async function rowOf(
  ports: IndexPorts,
  {
    commune,
    placed,
    stamp,
    has,
  }: {
    readonly commune: string
    readonly placed: Placed
    readonly stamp: string
    readonly has: (sha: Sha256) => boolean
  },
): Promise<IndexedDocument> {
  const { deposit, file, document } = placed
  const texts: string[] = []
  for (const { id } of document.pages) {
    const sha = document.texts[id]
    const isHere = sha !== undefined && has(sha)
    const layer = isHere ? await layerOfPage(ports, { commune, sha }) : null
    texts.push(layer === null ? '' : layerText(correctedLayer(layer, document.corrections[id] ?? {})))
  }
  const date = fieldValue(document, 'issuedDate')
  const year = /^\d{4}/.exec(date)?.[0]
  return {
    document: document.id,
    deposit: deposit.id,
    commune,
    code: documentCode(document),
    date,
    type: fieldValue(document, 'type'),
    subject: fieldValue(document, 'subject'),
    issuer: fieldValue(document, 'issuer'),
    fileTitle: file.title,
    isAccepted: deposit.outcome?.isAccepted === true,
    year: year === undefined ? file.year : Number(year),
    stamp,
    texts,
  }
}
