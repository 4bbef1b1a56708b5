import { type CaseFileContents, orderDocuments } from '../../domain/deposit-manifest.ts'
import { Fault } from '../../domain/fault.ts'
import type { RecordId } from '../../domain/op.ts'
import { type CaseFile, caseFileView } from '../../domain/records/case-file.ts'
import { type Document, documentView } from '../../domain/records/document.ts'
import type { Records } from './ports.ts'

export function allDocuments(records: Records): readonly Document[] {
  return records.records('doc').map((record) => documentView(record))
}

/** @throws Fault 'not-found' */
export function existingDocument(records: Records, id: RecordId): Document {
  const document = documentView(records.record(id))
  if (document.pages.length === 0) throw new Fault('not-found', `no document ${id}`)
  return document
}

/** @throws Fault 'not-found' */
export function existingCaseFile(records: Records, id: RecordId): CaseFile {
  const file = caseFileView(records.record(id))
  if (file.notation === '') throw new Fault('not-found', `no case file ${id}`)
  return file
}

/** A case file with its documents in order. @throws Fault 'not-found' */
export function contentsOf(records: Records, id: RecordId): CaseFileContents {
  const documents = allDocuments(records).filter((document) => document.caseFile === id)
  return { file: existingCaseFile(records, id), documents: orderDocuments(documents) }
}
