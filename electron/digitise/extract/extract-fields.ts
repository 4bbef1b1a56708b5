import type { DocumentType } from '../../../domain/authority.ts'
import type { Extraction, FieldName, FieldProposal } from '../../../domain/records/document.ts'
import type { Findings } from '../../../domain/records/findings.ts'
import type { TextLayer } from '../../../domain/text-layer.ts'
import { proposeCode } from './document-code.ts'
import { findTitle, proposeType } from './document-type.ts'
import { findHead } from './head.ts'
import { proposeIssuedDate } from './issued-date.ts'
import { proposeIssuer } from './issuer.ts'
import { pageText } from './page-text.ts'
import { proposeSigner } from './signer.ts'
import { proposeSubject } from './subject.ts'

const NOTHING_FOUND: Findings = { cited: [], incoming: null, splits: [], layout: 'other' }

/**
 * Proposes what a document says about itself, by the zones of its pages and the grammar of each field. A field that is
 * not found, or cannot be what was read, is left out: empty rather than wrong.
 * @see ND 30/2020, appendix I, and the older layouts that differ from it by little
 */
export function extractFields(layers: readonly TextLayer[], types: readonly DocumentType[]): Extraction {
  const pages = layers.map((layer, index) => pageText(layer, index))
  const first = pages[0]
  if (first === undefined) return { proposals: {}, findings: NOTHING_FOUND }
  const head = findHead(first)
  const code = proposeCode(head, first)
  const title = findTitle(head, first, types)
  const found: Readonly<Partial<Record<FieldName, FieldProposal | null>>> = {
    number: code.number,
    notation: code.notation,
    issuedDate: proposeIssuedDate(head, pages),
    issuer: proposeIssuer({ head, page: first, numberPiece: code.piece, layers }),
    type: proposeType({ head, page: first, types, title, code }),
    subject: proposeSubject(head, first, title),
    signer: proposeSigner(pages),
  }
  const proposals = Object.fromEntries(Object.entries(found).filter(([, proposal]) => proposal !== null))
  return { proposals, findings: NOTHING_FOUND }
}
