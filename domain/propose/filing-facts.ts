import { foldText } from '../fold-text.ts'
import { type Document, documentCode, fieldValue } from '../records/document.ts'
import { filingTerms } from './filing-terms.ts'
import type { Terms } from './text-index.ts'

/** What of a document tells where it belongs. */
export interface FilingFacts {
  readonly id: string
  readonly batch: string
  /** Folded `15/qd-ubnd`; empty where number or notation is unknown. */
  readonly code: string
  readonly shownCode: string
  /** Parts of the notation, folded: the type, the agency, the office that drafted it. */
  readonly marks: readonly string[]
  readonly type: string
  readonly issuer: string
  /** ISO 8601, empty where unknown. */
  readonly date: string
  readonly terms: Terms
  /** Codes of the documents it cites, folded. */
  readonly cited: readonly string[]
}

export function filingFacts(document: Document): FilingFacts {
  const [number, notation] = [fieldValue(document, 'number'), fieldValue(document, 'notation')]
  return {
    id: document.id,
    batch: document.batch,
    code: codeOf(number, notation),
    shownCode: documentCode(document),
    marks: foldText(notation)
      .split(/[^a-z0-9]+/)
      .filter(Boolean),
    type: fieldValue(document, 'type'),
    issuer: foldText(fieldValue(document, 'issuer')).trim(),
    date: fieldValue(document, 'issuedDate'),
    terms: filingTerms(fieldValue(document, 'subject')),
    cited: (document.findings?.cited ?? []).flatMap(({ number: cited, notation: mark }) => {
      const code = codeOf(cited ?? '', mark ?? '')
      return code === '' ? [] : [code]
    }),
  }
}

/** A number of one digit is printed with a zero before it, or without. */
function codeOf(number: string, notation: string): string {
  if (number === '' || notation === '') return ''
  return `${foldText(number).replace(/^0+(?=\d)/, '')}/${foldText(notation).replaceAll(/\s/g, '')}`
}
