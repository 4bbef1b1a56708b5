import type { RecordId } from './op.ts'
import type { FiledState } from './search-api.ts'

/** What of a document can be found. Only words and places of words are kept of its texts. */
export interface IndexedDocument {
  readonly document: RecordId
  readonly caseFile: RecordId | null
  /** Names the state that this was made from; two states that differ in anything below have different stamps. */
  readonly stamp: string
  readonly number: string
  readonly notation: string
  /** Code of the document type. */
  readonly type: string
  /** ISO 8601, or empty. */
  readonly issuedDate: string
  /** Of the day of issue or else of the case file; 0 where neither is known. */
  readonly year: number
  readonly issuer: string
  readonly subject: string
  readonly signer: string
  /** The text of each page, in order; at least one. */
  readonly pages: readonly string[]
}

/** What of a case file a search can be narrowed by. */
export interface IndexedCaseFile {
  readonly caseFile: RecordId
  readonly fonds: string
  readonly retention: string
  readonly state: FiledState
}
