import { createHash } from 'node:crypto'
import { type Edit, type RecordId, recordId, type Sha256 } from '../../domain/op.ts'
import { newCaseFile } from '../../domain/records/case-file.ts'
import { newDocument } from '../../domain/records/document.ts'
import { newFonds } from '../../domain/records/fonds.ts'
import { setUser } from '../../domain/user.ts'
import { homeRecord } from '../../electron/desk/home-record.ts'
import { putTextLayer } from '../../electron/desk/text-blobs.ts'
import type { Vault } from '../../electron/store/vault.ts'
import { plainLayer } from './plain-layer.ts'
import { piecesOf } from './test-vault.ts'
import { tinyDecision, tinyJpeg } from './tiny-sources.ts'

export const CLERK_NAME = 'Trần Thị Mẫu'

/** A UUID that depends on nothing but its name. */
function uuidOfName(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export interface Packable {
  readonly files: number
  readonly documents: number
  /** Number and sign of the nth case file, from 0. */
  readonly notation?: (n: number) => string
  readonly title?: (n: number) => string
  readonly role?: 'clerk' | 'leader' | 'administrator'
}

/** The nth case file that `fillPackable` makes. */
export function packableFile(n: number): RecordId {
  return recordId('case', uuidOfName(`case ${n}`))
}

/** Document `at` of the nth case file, both from 0. */
export function packableDocument(n: number, at: number): RecordId {
  return recordId('doc', uuidOfName(`doc ${n} ${at}`))
}

const FONDS_ID = recordId('fonds', uuidOfName('fonds'))

/** Fills a new vault with closed case files of scanned, described one-page documents, as lawful as the law wants them. */
export async function fillPackable(
  vault: Vault,
  { files, documents, role, ...wanted }: Packable,
): Promise<void> {
  vault.setAuthor(CLERK_NAME)
  await vault.append([
    ...newFonds(FONDS_ID, { agencyCode: 'H27.38.05', agencyName: 'UBND xã Đại Nghĩa', isOpen: true }),
    { record: FONDS_ID, path: '/code', value: 'P0521' },
    { record: FONDS_ID, path: '/extra/archiveCode', value: '000.27' },
  ])
  if (role !== undefined) {
    const slot = vault.openedBy.id
    const user = { id: uuidOfName('user'), name: CLERK_NAME, role, slot, isRemoved: false } as const
    await vault.append([setUser(homeRecord(vault), user)])
  }
  const text = await putTextLayer(vault.blobs, plainLayer(tinyDecision))
  for (let n = 0; n < files; n += 1) {
    // Another scan for each file, so that blobs are as many as in a real vault.
    const lines = tinyDecision.map((line) => ({ ...line, text: line.text.replace('44/', `${n + 1}/`) }))
    const scan = (await vault.blobs.put(piecesOf(tinyJpeg({ lines, widthPx: 400 })))).sha
    await vault.append(caseFile(n, { documents, text, scan, ...wanted }))
    await vault.append([{ record: packableFile(n), path: '/state', value: { name: 'closed', reason: null } }])
  }
}

interface Made extends Pick<Packable, 'documents' | 'notation' | 'title'> {
  readonly scan: Sha256
  readonly text: Sha256
}

function caseFile(n: number, { documents, notation, title, ...bytes }: Made): readonly Edit[] {
  const id = packableFile(n)
  const cells = newCaseFile(id, {
    fonds: FONDS_ID,
    planEntry: null,
    year: 2021,
    notation: notation?.(n) ?? `${String(n + 1).padStart(2, '0')}.ĐĐ`,
    title: title?.(n) ?? `Hồ sơ cấp đất thôn ${n + 1}`,
    retention: '01',
    maker: CLERK_NAME,
  })
  const further: readonly Edit[] = [
    { record: id, path: '/startDate', value: '2021-03-12' },
    { record: id, path: '/endDate', value: '2021-11-30' },
    { record: id, path: '/place', value: { store: '1', shelf: '2', box: '3' } },
  ]
  const filed = Array.from({ length: documents }, (_, at) => document(n, at, bytes))
  return [...cells, ...further, ...filed.flat()]
}

function document(n: number, at: number, { scan, text }: Pick<Made, 'scan' | 'text'>): readonly Edit[] {
  const id = packableDocument(n, at)
  const page = uuidOfName(`page ${n} ${at}`)
  const values = {
    number: String(at + 1),
    notation: 'QĐ-UBND',
    issuedDate: '2021-03-12',
    issuer: 'UBND xã Đại Nghĩa',
    type: '02',
    subject: `Về việc trợ cấp xã hội lần ${at + 1}`,
    signer: 'Nguyễn Văn Thử',
  }
  const batch = recordId('batch', uuidOfName('batch'))
  const fields = Object.entries(values).map(([name, value]) => ({
    record: id,
    path: `/field/${name}`,
    value,
  }))
  return [
    ...newDocument(id, batch, [{ id: page, source: scan, index: 0 }]),
    { record: id, path: `/text/${page}`, value: text },
    ...fields,
    { record: id, path: '/isAccepted', value: true },
    { record: id, path: '/caseFile', value: packableFile(n) },
    { record: id, path: '/position', value: at + 1 },
  ]
}

/** Reopens the nth case file, writes edits and closes it again. */
export async function editClosed(vault: Vault, n: number, edits: readonly Edit[]): Promise<void> {
  const state = (name: string, reason: string | null): Edit => ({
    record: packableFile(n),
    path: '/state',
    value: { name, reason },
  })
  await vault.append([state('open', 'sửa lại')])
  await vault.append([...edits])
  await vault.append([state('closed', null)])
}
