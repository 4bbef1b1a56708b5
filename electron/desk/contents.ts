import { type CaseFileContents, orderDocuments } from '../../domain/deposit-manifest.ts'
import { Fault } from '../../domain/fault.ts'
import type { RecordId } from '../../domain/op.ts'
import { type CaseFile, caseFileView } from '../../domain/records/case-file.ts'
import { type Document, documentView } from '../../domain/records/document.ts'
import type { Records } from './ports.ts'

/** More documents than any case file has. */
const ALL_OF_A_FILE = 1_000_000

/** Does a case file hold documents other than these? */
export function hasDocuments(
  { catalogue }: Pick<Records, 'catalogue'>,
  caseFile: RecordId,
  but: ReadonlySet<RecordId>,
): boolean {
  const ids = catalogue.ids({ kind: 'doc', parent: caseFile, limit: but.size + 1 })
  return ids.some((id) => !but.has(id))
}

/** Was a case file opened from this entry of the plan? */
export function hasCaseFiles({ catalogue }: Pick<Records, 'catalogue'>, planEntry: RecordId): boolean {
  return catalogue.ids({ kind: 'case', parent: planEntry, limit: 1 }).length > 0
}

/** @throws Fault 'not-found', 'isolated' for a state secret: nothing of it is shown, changed or given away */
export function existingDocument(records: Pick<Records, 'record'>, id: RecordId): Document {
  const document = documentView(records.record(id))
  if (document.isolated !== undefined) throw new Fault('isolated', `${id} is isolated as a state secret`)
  if (document.pages.length === 0) throw new Fault('not-found', `no document ${id}`)
  return document
}

/** @throws Fault 'not-found' */
export function existingCaseFile(records: Pick<Records, 'record'>, id: RecordId): CaseFile {
  const file = caseFileView(records.record(id))
  if (file.notation === '') throw new Fault('not-found', `no case file ${id}`)
  return file
}

/** A case file with all its documents in order: for what must look at each of them. @throws Fault 'not-found' */
export function contentsOf(records: Records, id: RecordId): CaseFileContents {
  const file = existingCaseFile(records, id)
  const ids = records.catalogue.ids({ kind: 'doc', parent: id, limit: ALL_OF_A_FILE })
  return { file, documents: orderDocuments(ids.map((document) => documentView(records.record(document)))) }
}
