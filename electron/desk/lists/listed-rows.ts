import { doubtfulFields } from '../../../domain/doubt.ts'
import type { CaseListRow, DocumentListRow, ListedStage } from '../../../domain/list-api.ts'
import { listedState } from '../../../domain/list-keys.ts'
import type { RecordId } from '../../../domain/op.ts'
import { type CaseFile, caseFileView } from '../../../domain/records/case-file.ts'
import { type Document, documentView, fieldValue, isRead } from '../../../domain/records/document.ts'
import type { Records } from '../ports.ts'
import type { ListedRow } from './list-ports.ts'

/** @param believed the case file with the state that may be shown */
export function caseRow(
  records: Pick<Records, 'record'>,
  listed: ListedRow,
  believed: (file: CaseFile) => CaseFile,
): CaseListRow {
  const file = believed(caseFileView(records.record(listed.id)))
  const { notation, title, year, retention, startDate, endDate, maker, place, access } = file
  return {
    notation,
    title,
    year,
    retention,
    startDate,
    endDate,
    maker,
    place,
    access,
    ...listed,
    state: listedState(file),
  }
}

export function documentRow(records: Pick<Records, 'record'>, listed: ListedRow): DocumentListRow {
  const document = documentView(records.record(listed.id))
  const value = (name: Parameters<typeof fieldValue>[1]): string => fieldValue(document, name)
  return {
    id: listed.id,
    number: value('number'),
    notation: value('notation'),
    issuedDate: value('issuedDate'),
    type: value('type'),
    issuer: value('issuer'),
    subject: value('subject'),
    signer: value('signer'),
    caseFile: fileOf(records, document),
    pages: listed.pages,
    doubt: doubtfulFields(document),
    stage: stageOf(document),
  }
}

function fileOf(records: Pick<Records, 'record'>, { caseFile }: Document): DocumentListRow['caseFile'] {
  if (caseFile === null) return null
  // Only a case file id is ever written into the cell.
  const id = caseFile as RecordId
  const { notation, title } = caseFileView(records.record(id))
  return { id, notation, title }
}

function stageOf(document: Document): ListedStage {
  if (document.isAccepted) return document.caseFile === null ? 'to-file' : 'filed'
  return isRead(document) ? 'to-review' : 'to-read'
}
