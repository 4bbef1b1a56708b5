import { type Document, fieldValue } from '../records/document.ts'
import type { CitedDocument } from '../records/findings.ts'
import { type CompletenessFault, faultOf } from './completeness-fault.ts'
import { codeKey, codeKeyOf } from './document-key.ts'
import type { NamedDocument } from './named-document.ts'

/** A paper that a document of the file is based on and that has to lie with it. */
export interface CitedPaper {
  readonly by: NamedDocument
  readonly cited: CitedDocument
  /** As `codeKey`. */
  readonly code: string
}

/** A document elsewhere in the vault, with the case file it lies in. */
export interface FoundElsewhere {
  readonly document: Document
  /** Notation of its case file; empty where it lies in none. */
  readonly caseNotation: string
}

/** Less sure readings of a citation are no ground to look for a paper. */
const SURE_ENOUGH = 0.5
/** `30/2020/NĐ-CP`: what has a year in its code is law for everybody, and so is what these wrote. */
const LAW = /^(19|20)\d{2}|\bQH\d*$|UBTVQH|-?CP$|-?TTg$|^(NĐ|TTLT|TT)-/iu

/** The papers that the documents of a file cite and that are none of its own, each once. Laws are no part of any file. */
export function citedPapers(documents: readonly NamedDocument[]): readonly CitedPaper[] {
  const own = documents.map(({ document }) => document)
  const seen = new Set<string>()
  return documents.flatMap((by) =>
    (by.document.findings?.cited ?? []).flatMap((cited) => {
      const code = codeKey(cited.number ?? '', cited.notation ?? '')
      const key = `${code} ${cited.issuedDate?.slice(0, 4) ?? ''}`
      const isOfMatter = code !== '' && cited.confidence >= SURE_ENOUGH && !isLaw(cited)
      if (!isOfMatter || seen.has(key) || own.some((document) => isMeant(cited, document))) return []
      seen.add(key)
      return [{ by, cited, code }]
    }),
  )
}

function isLaw({ notation, text }: CitedDocument): boolean {
  return LAW.test(notation ?? '') || /^(luật|bộ luật|nghị định|thông tư|pháp lệnh|hiến pháp)\b/iu.test(text)
}

/** Is this the paper that is cited? What a citation does not say cannot speak against it. */
export function isMeant({ number, notation, issuedDate }: CitedDocument, document: Document): boolean {
  const isCode = codeKeyOf(document) === codeKey(number ?? '', notation ?? '')
  const [said, known] = [issuedDate ?? '', fieldValue(document, 'issuedDate')]
  return isCode && (said === '' || known === '' || said.slice(0, 4) === known.slice(0, 4))
}

/** @param elsewhere what was found of each paper outside of the file */
export function citedFaults(
  papers: readonly CitedPaper[],
  elsewhere: (paper: CitedPaper) => FoundElsewhere | null,
): readonly CompletenessFault[] {
  return papers.map((paper) => {
    const { by, cited } = paper
    const facts = { ...by.facts, cited: cited.text, code: `${cited.number}/${cited.notation}` }
    const found = elsewhere(paper)
    if (found === null) {
      return faultOf('cited-missing', { place: 'review', document: by.document.id, page: cited.page }, facts)
    }
    const { document, caseNotation } = found
    return faultOf(
      'cited-elsewhere',
      {
        place: 'review',
        document: document.id,
        ...(document.caseFile === null ? {} : { caseFile: document.caseFile }),
      },
      { ...facts, caseNotation },
    )
  })
}
