import type { Authority } from '../../../domain/authority.ts'
import { showsAlready } from '../../../domain/conflicts.ts'
import { NOTE } from '../../../domain/contents-list.ts'
import { assertEditsAllowed, isHandedOver } from '../../../domain/edit-rules.ts'
import { Fault } from '../../../domain/fault.ts'
import {
  changeableFields,
  type EditRefusal,
  type ListChange,
  type ListName,
} from '../../../domain/list-api.ts'
import type { Edit, RecordId } from '../../../domain/op.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import { documentView } from '../../../domain/records/document.ts'
import { secretLevelOf } from '../../../domain/secret-mark.ts'
import { existingCaseFile } from '../contents.ts'
import type { Records } from '../ports.ts'

const KEYWORD = '/extra/keyword'
const paths = {
  retention: '/retention',
  maker: '/maker',
  place: '/place',
  access: '/access',
  keyword: KEYWORD,
  note: `/extra/${NOTE}`,
  type: '/field/type',
  issuer: '/field/issuer',
  caseFile: '/caseFile',
} as const satisfies Readonly<Record<ListChange['field'], string>>

/** What becomes of one row: the edits that it takes, none where it says so already, or why it is refused. */
export type RowEdit =
  | { readonly kind: 'changing'; readonly edits: readonly Edit[] }
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly why: EditRefusal }

interface EditPorts {
  readonly records: Records
  readonly authority: () => Authority
}

/**
 * Makes the edits of one change, row by row; those of documents that go into a case file one behind the other.
 * @throws Fault 'invalid-input' for a value that is none, 'not-found', 'case-closed', 'state-secret'
 */
export function createRowEdits(
  ports: EditPorts,
  list: ListName,
  change: ListChange,
): (id: RecordId) => RowEdit {
  const { records } = ports
  assertValue(ports, list, change)
  const look = (id: RecordId) => records.record(id)
  let position =
    change.field === 'caseFile' && change.value !== null ? lastPosition(records, change.value) : 0
  return (id) => {
    const record = look(id)
    const isThere =
      list === 'cases' ? caseFileView(record).notation !== '' : documentView(record).pages.length > 0
    if (!isThere) return { kind: 'refused', why: 'gone' }
    const edit = editOf(id, change)
    if (showsAlready(record, edit) || isAbsentAlready(records, edit, change)) return { kind: 'same' }
    const isMove = change.field === 'caseFile' && change.value !== null
    const edits = isMove ? [edit, { record: id, path: '/position', value: position + 1 }] : [edit]
    try {
      assertEditsAllowed(edits, look)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      return { kind: 'refused', why: whyOf(error, () => isHandedOver(look(fileOf(records, id)))) }
    }
    if (isMove) position += 1
    return { kind: 'changing', edits }
  }
}

/** Cells that were never written show what stands for them. */
function isAbsentAlready(records: Records, { record, path }: Edit, change: ListChange): boolean {
  if (path === '/access') return caseFileView(records.record(record)).access === change.value
  if (path === '/place' || path === '/caseFile') {
    return change.value === null && (records.record(record).cells[path]?.heads.length ?? 0) === 0
  }
  if (path === '/maker') return change.value === '' && caseFileView(records.record(record)).maker === ''
  return false
}

function editOf(record: RecordId, change: ListChange): Edit {
  const path = paths[change.field]
  if ((change.field === 'keyword' || change.field === 'note') && change.value === '') {
    return { record, path, remove: true }
  }
  if (change.field === 'place' && change.value !== null) {
    const { store, shelf, box } = change.value
    return { record, path, value: { store: nfc(store), shelf: nfc(shelf), box: nfc(box) } }
  }
  return { record, path, value: typeof change.value === 'string' ? nfc(change.value) : change.value }
}

const nfc = (text: string): string => text.normalize('NFC')

function assertValue({ records, authority }: EditPorts, list: ListName, change: ListChange): void {
  const fields: readonly string[] = changeableFields[list]
  if (!fields.includes(change.field)) throw invalid('field')
  const { retentions, documentTypes } = authority()
  if (change.field === 'retention' && !retentions.entries.some(({ code }) => code === change.value))
    throw invalid('retention')
  if (change.field === 'type' && !documentTypes.entries.some(({ code }) => code === change.value))
    throw invalid('type')
  if (change.field === 'caseFile' && change.value !== null) {
    const file = existingCaseFile(records, change.value)
    if (file.state !== 'open') {
      throw new Fault('case-closed', `${change.value} is not open`, {
        detail: { notation: file.notation, state: file.state },
      })
    }
  }
  const said = change.field === 'keyword' || change.field === 'note' ? change.value : ''
  if (said.split(/[\n\r]+/).some((line) => secretLevelOf(line) !== null)) {
    throw new Fault('state-secret', 'a level of secrecy is said', { detail: { reason: 'describe' } })
  }
}

function invalid(reason: string): Fault {
  return new Fault('invalid-input', `no such ${reason}`, { detail: { reason } })
}

/** The case file that decides: the row itself, or the one a document lies in. */
function fileOf(records: Records, id: RecordId): RecordId {
  // Only a case file id is ever written into the cell.
  return id.startsWith('doc_') ? ((documentView(records.record(id)).caseFile ?? id) as RecordId) : id
}

function whyOf({ code, detail }: Fault, isHandedOver: () => boolean): EditRefusal {
  if (code === 'isolated') return 'isolated'
  if (code === 'case-closed') return isHandedOver() ? 'handed-over' : 'closed'
  if (detail['reason'] === 'state') return 'disputed'
  if (detail['reason'] === 'excluded') return 'excluded'
  return 'other'
}

function lastPosition({ catalogue, record }: Records, caseFile: RecordId): number {
  const [last] = catalogue.ids({ kind: 'doc', parent: caseFile, order: 'newest', limit: 1 })
  return last === undefined ? 0 : Math.max(0, documentView(record(last)).position)
}
