import type { ListedDocument } from '../../domain/console/deposit-api.ts'
import { type Document, documentCode, fieldValue } from '../../domain/records/document.ts'

/** A document as it stands in a contents list. */
export function listed(document: Document): ListedDocument {
  return {
    code: documentCode(document),
    date: fieldValue(document, 'issuedDate'),
    type: fieldValue(document, 'type'),
    subject: fieldValue(document, 'subject'),
    issuer: fieldValue(document, 'issuer'),
    pages: document.pages.length,
  }
}
