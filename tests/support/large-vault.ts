import type { Edit, RecordId } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import { newCaseFile } from '../../domain/records/case-file.ts'
import { type FieldName, newDocument } from '../../domain/records/document.ts'
import { newPlanEntry } from '../../domain/records/plan-entry.ts'
import type { Vault } from '../../electron/store/vault.ts'
import { edit, newRecord } from './test-vault.ts'

const SHA = 'a'.repeat(64)
/** Edits of one append. */
const EDITS_AT_ONCE = 4000

/** Makes one large thing after the other, in appends of a sensible size. */
export async function appendAll(vault: Vault, groups: Iterable<readonly Edit[]>): Promise<void> {
  let waiting: Edit[] = []
  for (const group of groups) {
    waiting.push(...group)
    if (waiting.length < EDITS_AT_ONCE) continue
    await vault.append(waiting)
    waiting = []
  }
  await vault.append(waiting)
}

export function planEntryEdits(
  id: RecordId,
  { fonds, year, n }: { readonly fonds: RecordId; readonly year: number; readonly n: number },
): readonly Edit[] {
  const notation = `${String(n).padStart(2, '0')}.TH`
  const title = `Mục ${n} của năm ${year}`
  return newPlanEntry(id, {
    fonds,
    year,
    heading: 'I. Tổng hợp',
    notation,
    title,
    retention: '01',
    maker: '',
    note: '',
  })
}

export function caseFileEdits(
  id: RecordId,
  file: {
    readonly fonds: RecordId
    readonly planEntry: RecordId
    readonly year: number
    readonly title: string
  },
): readonly Edit[] {
  const { fonds, planEntry, year, title } = file
  return newCaseFile(id, {
    fonds,
    planEntry,
    year,
    notation: '01.TH',
    title,
    retention: '01',
    maker: '',
  })
}

interface LargeDocument {
  readonly batch: RecordId
  readonly caseFile: RecordId | null
  readonly position: number
  readonly isAccepted: boolean
  readonly confidence: number
  /** What the machine found. */
  readonly fields: readonly FieldName[]
}

/** A document of one page that was read. */
export function documentEdits(document: LargeDocument): {
  readonly id: RecordId
  readonly edits: readonly Edit[]
} {
  const id = newRecord('doc')
  const { batch, caseFile, position, isAccepted, confidence, fields } = document
  const proposals = Object.fromEntries(
    fields.map((name) => [
      name,
      { value: name === 'issuedDate' ? '2026-01-02' : name, confidence, page: 0, box: null },
    ]),
  )
  const edits = [
    ...newDocument(id, batch, [{ id: 'p', source: SHA, index: 0 }]),
    edit(id, '/text/p', SHA),
    edit(id, '/proposals', proposals),
    edit(id, '/isAccepted', isAccepted),
    ...(caseFile === null ? [] : [edit(id, '/caseFile', caseFile), edit(id, '/position', position)]),
  ]
  return { id, edits }
}

/** A receipt for one deposit, as the line gives it once it was checked. */
export function receiptOf(deposit: RecordId, manifest: string): Receipt {
  return {
    body: {
      commune: 'H27.38.05',
      epoch: 'e',
      seq: 1,
      previous: null,
      time: '2026-01-06T00:00:00.000Z',
      vector: {},
      deposit: {
        id: deposit,
        number: 'BN-1',
        ordinal: 1,
        manifest,
        caseFiles: 50,
        documents: 300,
        blobs: 1,
        sizeBytes: 1,
        acceptedBy: 'luutru',
      },
    },
    signature: 'x',
  }
}
