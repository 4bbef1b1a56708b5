import { createHash } from 'node:crypto'
import { type Edit, type RecordId, recordId } from '../../domain/op.ts'
import { newCaseFile } from '../../domain/records/case-file.ts'
import { newDocument } from '../../domain/records/document.ts'
import { newFonds } from '../../domain/records/fonds.ts'
import type { Vault } from '../../electron/store/vault.ts'

const DOCUMENTS_PER_FILE = 10
const FILES_PER_GROUP = 5
const AGENCIES = ['UBND', 'HĐND', 'VP', 'TCKH', 'ĐC'] as const
const MATTERS = ['đất đai', 'hộ tịch', 'chính sách', 'ngân sách', 'hoà giải', 'xây dựng'] as const

/** A UUID that depends on nothing but its number, so that the same vault comes out every time. */
function uuid(kind: string, n: number): string {
  const hex = createHash('sha256').update(`${kind} ${n}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function documentId(n: number): RecordId {
  return recordId('doc', uuid('doc', n))
}

export function caseFileId(n: number): RecordId {
  return recordId('case', uuid('case', n))
}

interface Filling {
  /** Its fonds, where the vault has one already. */
  readonly fonds?: RecordId
  readonly documentsPerFile?: number
  /** Case files of one append. */
  readonly filesPerGroup?: number
  readonly onFiles: (files: number) => void
}

/** Fills a vault with case files of ten described documents each, as clerks would over the years. */
export async function fillVault(vault: Vault, files: number, filling: Filling): Promise<void> {
  const { onFiles, documentsPerFile = DOCUMENTS_PER_FILE, filesPerGroup = FILES_PER_GROUP } = filling
  const fonds = filling.fonds ?? recordId('fonds', uuid('fonds', 1))
  vault.setAuthor('Trần Thị Mẫu')
  if (filling.fonds === undefined) {
    await vault.append(
      newFonds(fonds, { agencyCode: 'H27.38.05', agencyName: 'UBND xã Ví Dụ', isOpen: true }),
    )
  }
  for (let first = 0; first < files; first += filesPerGroup) {
    const edits: Edit[] = []
    for (let n = first; n < Math.min(files, first + filesPerGroup); n += 1)
      edits.push(...caseFile(n, fonds, documentsPerFile))
    await vault.append(edits)
    onFiles(Math.min(files, first + filesPerGroup))
  }
}

function caseFile(n: number, fonds: RecordId, documentsPerFile: number): readonly Edit[] {
  const id = caseFileId(n)
  const matter = MATTERS[n % MATTERS.length] ?? ''
  const edits = newCaseFile(id, {
    fonds,
    planEntry: recordId('plan', uuid('plan', n % 200)),
    year: 2005 + (n % 21),
    notation: `${String((n % 60) + 1).padStart(2, '0')}.${AGENCIES[n % AGENCIES.length] ?? ''}`,
    title: `Hồ sơ giải quyết ${matter} của công dân số ${n}`,
    retention: String((n % 5) + 1).padStart(2, '0'),
    maker: 'Trần Thị Mẫu',
  })
  const documents = Array.from({ length: documentsPerFile }, (_, index) =>
    document(n * documentsPerFile + index, { id, matter, position: index + 1 }),
  )
  return [...edits, ...documents.flat()]
}

function document(
  n: number,
  file: { readonly id: RecordId; readonly matter: string; readonly position: number },
): readonly Edit[] {
  const id = documentId(n)
  const page = uuid('page', n)
  const sha = createHash('sha256').update(`scan ${n}`).digest('hex')
  const sure = (value: string, top: number) => ({
    value,
    confidence: 0.97,
    page: 0,
    box: [0.1, top, 0.4, top + 0.03],
  })
  const proposals = {
    number: sure(String((n % 900) + 1), 0.08),
    notation: sure('QĐ-UBND', 0.08),
    issuedDate: sure(`20${String(5 + (n % 21)).padStart(2, '0')}-0${(n % 9) + 1}-1${n % 9}`, 0.1),
    issuer: sure('Uỷ ban nhân dân xã Ví Dụ', 0.05),
    type: sure('QĐ', 0.14),
    subject: sure(`Về việc ${file.matter} theo đơn số ${n}`, 0.2),
    signer: sure('Nguyễn Văn Mẫu', 0.8),
  }
  const cells = { [`/text/${page}`]: sha, '/proposals': proposals, '/isAccepted': true }
  return [
    ...newDocument(id, recordId('batch', uuid('batch', Math.floor(n / 500))), [
      { id: page, source: sha, index: 0 },
    ]),
    ...Object.entries(cells).map(([path, value]) => ({ record: id, path, value })),
    { record: id, path: '/caseFile', value: file.id },
    { record: id, path: '/position', value: file.position },
  ]
}
