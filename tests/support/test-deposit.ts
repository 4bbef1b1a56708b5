import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { depositManifest, orderDocuments } from '../../domain/deposit-manifest.ts'
import type { Edit, RecordId, Sha256 } from '../../domain/op.ts'
import { newBatch } from '../../domain/records/batch.ts'
import { caseFileView, newCaseFile } from '../../domain/records/case-file.ts'
import { MANIFEST_VERSION, newDeposit } from '../../domain/records/deposit.ts'
import { documentView, newDocument } from '../../domain/records/document.ts'
import { newFonds } from '../../domain/records/fonds.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import { nameOf, newId, type TestStation } from './test-station.ts'

/** A deposit of one case file as a clerk would have made it, with the bytes it names. */
export interface TestDeposit {
  readonly id: RecordId
  readonly caseFile: RecordId
  readonly documents: readonly RecordId[]
  readonly scans: readonly Uint8Array[]
  readonly texts: readonly Uint8Array[]
}

export interface DepositedDocument {
  readonly scan: Uint8Array
  readonly text: string
  readonly values: Readonly<Record<string, string>>
}

function textLayer(text: string): Uint8Array {
  const words = text.split(' ').map((word, index) => ({
    text: word,
    box: [index * 10, 0, index * 10 + 9, 12] as [number, number, number, number],
    confidence: 0.9,
  }))
  const layer: TextLayer = {
    version: 1,
    widthPx: 2480,
    heightPx: 3508,
    engine: 'thử',
    lines: [{ box: [0, 0, 2480, 12], words }],
  }
  return gzipSync(JSON.stringify(layer))
}

/** Writes everything of a deposit into the station's log; nothing is sent yet. */
export function writeDeposit(
  station: TestStation,
  documents: readonly DepositedDocument[],
  options: {
    manifest?: Sha256
    manifestVersion?: number
    ordinal?: number
    title?: string
    agencyName?: string
    fonds?: RecordId
    createdAt?: string
  } = {},
): TestDeposit {
  const [batch, caseFile, deposit] = [newId('batch'), newId('case'), newId('deposit')]
  const { fonds = newId('fonds'), manifestVersion = MANIFEST_VERSION } = options
  const { createdAt = new Date(1_767_571_200_000).toISOString() } = options
  const texts = documents.map(({ text }) => textLayer(text))
  const sources = documents.map(({ scan }, index) => ({
    name: `scan-${index}.jpg`,
    path: `scan-${index}.jpg`,
    outcome: { kind: 'taken' as const, source: nameOf(scan), sizeBytes: scan.length, pages: 1 },
  }))
  station.write(
    ...newFonds(fonds, {
      agencyCode: station.commune,
      agencyName: options.agencyName ?? 'UBND xã',
      isOpen: true,
    }),
    ...newBatch(batch, createdAt, sources),
    ...newCaseFile(caseFile, {
      fonds,
      planEntry: null,
      year: 2026,
      notation: '01.QĐ',
      title: options.title ?? 'Tập quyết định năm 2026',
      retention: '01',
      maker: 'Nguyễn Thị Thử',
    }),
  )
  const ids = documents.map((document, index) =>
    writeDocument(station, document, { batch, caseFile, index, text: texts[index] ?? new Uint8Array() }),
  )
  const contents = orderDocuments(ids.map((id) => documentView(station.record(id))))
  const file = caseFileView(station.record(caseFile))
  const manifest = createHash('sha256')
    .update(depositManifest([{ file, documents: contents }], manifestVersion) ?? '')
    .digest('hex')
  station.write(
    state(caseFile, 'closed'),
    ...newDeposit(deposit, {
      fonds,
      ordinal: options.ordinal ?? 1,
      createdAt,
      caseFiles: [caseFile],
      manifest: options.manifest ?? manifest,
    }),
    // Deposits said nothing of it while there was but one description.
    manifestVersion === 1
      ? { record: deposit, path: '/manifestVersion', remove: true }
      : { record: deposit, path: '/manifestVersion', value: manifestVersion },
    state(caseFile, 'deposited'),
    { record: caseFile, path: '/deposit', value: deposit },
  )
  return { id: deposit, caseFile, documents: ids, scans: documents.map(({ scan }) => scan), texts }
}

interface Placed {
  readonly batch: RecordId
  readonly caseFile: RecordId
  readonly index: number
  readonly text: Uint8Array
}

function writeDocument(station: TestStation, document: DepositedDocument, placed: Placed): RecordId {
  const id = newId('doc')
  const page = `p${placed.index}`
  const fields = Object.entries(document.values).map(
    ([name, value]): Edit => ({ record: id, path: `/field/${name}`, value }),
  )
  station.write(
    ...newDocument(id, placed.batch, [{ id: page, source: nameOf(document.scan), index: 0 }]),
    { record: id, path: `/text/${page}`, value: nameOf(placed.text) },
    ...fields,
    { record: id, path: '/isAccepted', value: true },
    { record: id, path: '/caseFile', value: placed.caseFile },
    { record: id, path: '/position', value: placed.index },
  )
  return id
}

export function state(record: RecordId, name: string): Edit {
  return { record, path: '/state', value: { name, reason: null } }
}

/** Bytes that start as a JPEG does and differ by their seed. */
export function scanBytes(seed: number, sizeBytes = 2000): Uint8Array {
  const bytes = Uint8Array.from({ length: sizeBytes }, (_, index) => (index * 31 + seed * 17) % 251)
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return bytes
}

/** Pushes the whole log, then every blob that the server wants. */
export async function sendDeposit(station: TestStation, deposit: TestDeposit): Promise<void> {
  const { wanted } = await station.sync({ push: [station.batch()] })
  for (const bytes of [...deposit.texts, ...deposit.scans]) {
    if (wanted.includes(nameOf(bytes))) await station.upload(bytes)
  }
}
