import { createHash } from 'node:crypto'
import { depositManifest, orderDocuments } from '../../domain/deposit-manifest.ts'
import type { RecordState } from '../../domain/merge.ts'
import { type Edit, type RecordId, type RecordKind, recordId, type Sha256 } from '../../domain/op.ts'
import { newBatch } from '../../domain/records/batch.ts'
import { caseFileView, moveCaseFile, newCaseFile } from '../../domain/records/case-file.ts'
import { newDeposit } from '../../domain/records/deposit.ts'
import { documentView, newDocument } from '../../domain/records/document.ts'
import { newFonds } from '../../domain/records/fonds.ts'
import type { Random } from '../fixtures/random.ts'

const MATTERS = ['đất đai', 'hộ tịch', 'chính sách', 'ngân sách', 'hoà giải', 'xây dựng'] as const
const [LEAST_SCAN_BYTES, MOST_SCAN_BYTES] = [400, 6000]

/** A case file with one scanned document, as a clerk makes them all day. */
export interface SimPaper {
  readonly caseFile: RecordId
  readonly document: RecordId
  readonly scan: Uint8Array
  readonly edits: readonly Edit[]
}

function simId(random: Random, kind: RecordKind): RecordId {
  const hex = Array.from({ length: 32 }, () => random.int(0, 15).toString(16)).join('')
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ]
  return recordId(kind, groups.join('-'))
}

/** The same record whichever station of the commune makes it. */
export function simFonds(
  commune: string,
  random: Random,
): { readonly id: RecordId; readonly edits: readonly Edit[] } {
  const id = simId(random.fork(`fonds ${commune}`), 'fonds')
  return { id, edits: newFonds(id, { agencyCode: commune, agencyName: `UBND ${commune}`, isOpen: true }) }
}

export function simPaper(
  random: Random,
  { fonds, nowMs }: { readonly fonds: RecordId; readonly nowMs: number },
): SimPaper {
  const [batch, caseFile, document] = [simId(random, 'batch'), simId(random, 'case'), simId(random, 'doc')]
  const scan = Uint8Array.from({ length: random.int(LEAST_SCAN_BYTES, MOST_SCAN_BYTES) }, () =>
    random.int(0, 255),
  )
  const sha = shaOf(scan)
  const createdAt = new Date(nowMs).toISOString()
  const source = {
    name: 'quét.jpg',
    path: 'quét.jpg',
    outcome: { kind: 'taken' as const, source: sha, sizeBytes: scan.length, pages: 1 },
  }
  const edits: readonly Edit[] = [
    ...newBatch(batch, createdAt, [source]),
    ...newCaseFile(caseFile, {
      fonds,
      planEntry: null,
      year: 2026,
      notation: `${random.int(1, 999)}.UBND`,
      title: `Hồ sơ ${random.pick(MATTERS)} số ${random.int(1, 9999)}`,
      retention: '01',
      maker: 'người thử',
    }),
    ...newDocument(document, batch, [{ id: 'p0', source: sha, index: 0 }]),
    { record: document, path: '/field/subject', value: `Về việc ${random.pick(MATTERS)}` },
    { record: document, path: '/isAccepted', value: true },
    { record: document, path: '/caseFile', value: caseFile },
    { record: document, path: '/position', value: 0 },
  ]
  return { caseFile, document, scan, edits }
}

/** Closes case files of one document each and hands them over, as the desk does; two groups, since the second counts on the first. */
export function simDeposit(
  random: Random,
  papers: readonly Pick<SimPaper, 'caseFile' | 'document'>[],
  look: {
    readonly record: (id: RecordId) => RecordState
    readonly fonds: RecordId
    readonly ordinal: number
    readonly nowMs: number
  },
): { readonly id: RecordId; readonly closing: readonly Edit[]; readonly handing: () => readonly Edit[] } {
  const id = simId(random, 'deposit')
  const fileOf = (paper: Pick<SimPaper, 'caseFile'>) => caseFileView(look.record(paper.caseFile))
  return {
    id,
    closing: papers.map((paper) => moveCaseFile(fileOf(paper), 'closed')),
    handing: () => {
      const contents = papers.map((paper) => ({
        file: fileOf(paper),
        documents: orderDocuments([documentView(look.record(paper.document))]),
      }))
      const manifest = shaOf(Buffer.from(depositManifest(contents)))
      const caseFiles = papers.map(({ caseFile }) => caseFile)
      return [
        ...newDeposit(id, {
          fonds: look.fonds,
          ordinal: look.ordinal,
          createdAt: new Date(look.nowMs).toISOString(),
          caseFiles,
          manifest,
        }),
        ...papers.flatMap((paper): readonly Edit[] => [
          moveCaseFile(fileOf(paper), 'deposited'),
          { record: paper.caseFile, path: '/deposit', value: id },
        ]),
      ]
    },
  }
}

export function shaOf(bytes: Uint8Array): Sha256 {
  return createHash('sha256').update(bytes).digest('hex')
}
