import { emptyRecord, shownValue } from '../../domain/merge.ts'
import type { Sha256 } from '../../domain/op.ts'
import { binnedPages } from '../../domain/page-layout.ts'
import { type Document, documentView } from '../../domain/records/document.ts'
import type { CommuneRecords } from '../state/commune-records.ts'
import { viewDocument } from '../state/views.ts'

/** The document as the console may see it: of an isolated one that it is there, in which place, and since when. */
export function shownDocument(document: Document): Document {
  const { id, caseFile, position, isolated } = document
  if (isolated === undefined) return document
  const { at, removedAt } = isolated
  return {
    ...documentView(emptyRecord(id)),
    caseFile,
    position,
    isolated: { at, ...(removedAt === undefined ? {} : { removedAt }) },
  }
}

/** Its pages and those in its bin, and all its texts. */
function namesOf(document: Document): ReadonlySet<Sha256> {
  const pages = [...document.pages, ...binnedPages(document)]
  return new Set([...pages.map(({ source }) => source), ...Object.values(document.texts)])
}

/** Do these bytes hold a page or a text of an isolated document, whatever else they hold? */
export function isIsolatedBlob(records: CommuneRecords, sha: Sha256): boolean {
  return records
    .ofKind('doc')
    .filter((record) => (shownValue(record, '/isolated') ?? null) !== null)
    .map(viewDocument)
    .some((document) => namesOf(document).has(sha))
}
