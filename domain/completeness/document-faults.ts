import { certaintyOf } from '../doubt.ts'
import { type Document, type FieldName, fieldValue, isRead } from '../records/document.ts'
import { type CompletenessFault, type FaultKind, faultKinds, faultOf } from './completeness-fault.ts'
import type { NamedDocument } from './named-document.ts'

/** What NĐ 30/2020 article 29(4) and TT 05/2025 want of every document before its file is closed. */
const required: readonly FieldName[] = ['type', 'issuedDate', 'issuer', 'subject']

/** What is seen of one document alone, without reading any of its texts. */
interface OwnFault {
  readonly code: FaultKind
  readonly field: FieldName | null
}

/** What one document lacks, as far as its own record says; cheap enough for every edit of it. */
export function ownFaultsOf(document: Document): readonly OwnFault[] {
  const found: OwnFault[] = []
  if (!document.isAccepted) found.push({ code: 'document-unreviewed', field: null })
  for (const field of required) {
    const certainty = certaintyOf(document, field)
    if (fieldValue(document, field) === '') found.push({ code: 'document-field-missing', field })
    // Before it is reviewed all of it is open anyway.
    else if (document.isAccepted && certainty === 'doubt') found.push({ code: 'field-doubtful', field })
  }
  if (document.isDraft) found.push({ code: 'draft', field: null })
  if (!isRead(document)) found.push({ code: 'document-unread', field: null })
  else if (Object.keys(document.unread).length > 0) found.push({ code: 'page-unread', field: null })
  return found
}

/** How many of them are musts, and how many shoulds. */
export function ownFaultCounts(document: Document): { readonly musts: number; readonly shoulds: number } {
  const faults = ownFaultsOf(document)
  const musts = faults.filter(({ code }) => faultKinds[code].severity === 'must').length
  return { musts, shoulds: faults.length - musts }
}

/** The same with the words for the list of a case file. */
export function documentFaults(named: NamedDocument): readonly CompletenessFault[] {
  const { document, facts } = named
  return ownFaultsOf(document).map(({ code, field }) => {
    const page = unreadPage(code, document)
    return faultOf(
      code,
      {
        place: code === 'draft' ? 'contents' : 'review',
        document: document.id,
        ...(field === null ? {} : { field }),
        ...(page === null ? {} : { page }),
      },
      { ...facts, ...(field === null ? {} : { field, value: fieldValue(document, field) }) },
    )
  })
}

function unreadPage(code: FaultKind, { pages, texts, unread }: Document): number | null {
  if (code !== 'page-unread' && code !== 'document-unread') return null
  const at = pages.findIndex(({ id }) =>
    code === 'page-unread' ? id in unread : !(id in texts) && !(id in unread),
  )
  return at === -1 ? null : at
}
