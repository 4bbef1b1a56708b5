import type { DocumentType } from '../../../domain/authority.ts'
import type { Extraction, FieldName, FieldProposal, Proposals } from '../../../domain/records/document.ts'
import type { CitedDocument, Findings, IncomingStamp } from '../../../domain/records/findings.ts'
import type { TextLayer } from '../../../domain/text-layer.ts'
import { findCited } from './cited.ts'
import { findCode, proposeCode } from './document-code.ts'
import { findTitle, proposeType } from './document-type.ts'
import { findHead, type Head } from './head.ts'
import { findIncomingStamp } from './incoming-stamp.ts'
import { placesAndDates, proposeIssuedDate, yearOf } from './issued-date.ts'
import { proposeIssuer } from './issuer.ts'
import { isOfItsTime, layoutOf } from './layouts.ts'
import { type PageText, pageTexts } from './page-text.ts'
import { proposePlace } from './place.ts'
import { doubted } from './proposal.ts'
import { proposeRecipient } from './recipient.ts'
import { proposeSigner } from './signer.ts'
import { ownPages, proposeSplits } from './splits.ts'
import { proposeSubject } from './subject.ts'
import { proposeUrgency } from './urgency.ts'

const NOTHING_FOUND: Findings = { cited: [], incoming: null, splits: [], layout: 'other' }

/**
 * Proposes what a document says about itself, by the zones of its pages and the grammar of each field, and finds what else
 * it tells. A field that is not found, or cannot be what was read, is left out: empty rather than wrong. Of a scan that
 * holds several papers the fields are those of the first.
 * @see ND 30/2020, appendix I, and the older layouts that differ from it by little
 */
export function extractFields(layers: readonly TextLayer[], types: readonly DocumentType[]): Extraction {
  const all = pageTexts(layers)
  const splits = proposeSplits(all)
  const pages = ownPages(all, splits)
  const [first] = pages
  if (first === undefined) return { proposals: {}, findings: NOTHING_FOUND }
  const head = findHead(first)
  const read = readFields({ pages, first, head, types })
  const own = { number: read.number?.value ?? null, notation: read.notation?.value ?? null }
  const cited = findCited({ pages, head, types, ...own })
  const incoming = findIncomingStamp(first)
  const issuedDate = read.issuedDate && checkedDate(read.issuedDate, { read, cited, incoming })
  const layout = layoutOf({
    issuedDate: issuedDate?.value ?? null,
    year: yearOf(placesAndDates(head, pages)),
    notation: own.notation ?? '',
    isOfOffice: read.issuer !== null || own.notation !== null,
    pages,
  })
  const found = Object.entries({ ...read, issuedDate }).filter(([, proposal]) => proposal !== null)
  return {
    // Object.fromEntries forgets the names of the keys.
    proposals: Object.fromEntries(found) as Proposals,
    findings: { cited: [...cited], incoming, splits: [...splits], layout },
  }
}

interface Parts {
  readonly pages: readonly PageText[]
  readonly first: PageText
  readonly head: Head
  readonly types: readonly DocumentType[]
}

type Read = Readonly<Record<FieldName, FieldProposal | null>>

function readFields({ pages, first, head, types }: Parts): Read {
  const layers = pages.map((page) => page.layer)
  const code = findCode(head)
  const title = findTitle(head, first, types)
  const { issuer, superior } = proposeIssuer({ head, page: first, numberPiece: code?.piece ?? null, layers })
  const titled = title?.type ?? null
  const { number, notation } = proposeCode({
    found: code,
    page: first,
    type: titled,
    issuer: issuer?.value ?? '',
  })
  const dateLines = placesAndDates(head, pages)
  const [dateLine] = dateLines
  const { signer, signerTitle } = proposeSigner(pages, layers)
  return {
    number,
    notation,
    issuedDate: proposeIssuedDate(dateLines),
    issuer,
    type: proposeType({ head, page: first, types, title, code }),
    subject: proposeSubject(head, title, { page: first, layers }),
    signer,
    superior,
    place: dateLine === undefined ? null : proposePlace(dateLine, { layers, issuer: issuer?.value ?? null }),
    recipient: proposeRecipient(pages),
    signerTitle,
    urgency: proposeUrgency(first),
  }
}

/** A date that what else is read speaks against. */
const CONTRADICTED = 0.7

interface DateEvidence {
  readonly read: Read
  readonly cited: readonly CitedDocument[]
  readonly incoming: IncomingStamp | null
}

/** No paper is older than those it cites, nor younger than the stamp of who received it; letters of committees changed in time. */
function checkedDate(date: FieldProposal, { read, cited, incoming }: DateEvidence): FieldProposal {
  const isBeforeCited = cited.some((each) => each.issuedDate !== null && each.issuedDate > date.value)
  const isAfterArrival = incoming !== null && incoming.date !== null && incoming.date < date.value
  const isOutOfTime = !isOfItsTime(read.notation?.value ?? '', date.value)
  return isBeforeCited || isAfterArrival || isOutOfTime ? doubted(date, CONTRADICTED) : date
}
