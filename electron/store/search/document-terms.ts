import { foldText } from '../../../domain/fold-text.ts'
import type { IndexedDocument } from '../../../domain/indexed.ts'
import { citedCodes, codeKey, isCodeLike, misreadCodeKey } from '../../../domain/search-code.ts'
import { wordsOf } from '../../../domain/search-query.ts'

/** The letter that stands before the words of a field in the column `marks`. */
export const MARKS = {
  number: 'n_',
  notation: 'k_',
  subject: 's_',
  signer: 'g_',
  issuer: 'i_',
  type: 't_',
  year: 'y_',
  caseFile: 'c_',
  /** The whole number and notation without separators. */
  code: 'q_',
  /** The same for all misreadings. */
  misread: 'o_',
  /** Numbers of other documents that the page names, as misread. */
  cited: 'm_',
} as const
export type Mark = keyof typeof MARKS

/** Longer runs of letters are smudges. */
const LONGEST_WORD = 48

function foldedWords(text: string): readonly string[] {
  return wordsOf(foldText(text))
}

/** Words behind the letter of their field, in their order. */
export function marked(mark: Mark, words: readonly string[]): readonly string[] {
  return words.map((word) => MARKS[mark] + word)
}

export interface PageTerms {
  readonly folded: readonly string[]
  readonly exact: readonly string[]
  readonly marks: readonly string[]
}

/** The terms under which each page of a document is found. @param caseNo the index's own number of its case file */
export function termsOfPages(document: IndexedDocument, caseNo: number | null): readonly PageTerms[] {
  const { number, notation, issuer, subject, signer } = document
  const described = termsOfDescription(document, caseNo)
  const description = [`${number}/${notation}`, issuer, subject, signer].join('\n')
  return document.pages.map((text, page) => {
    // What a person wrote about a document is found as if it stood on its first page.
    const exact = wordsOf(page === 0 ? `${text}\n${description}` : text).filter(isWord)
    const cited = citedCodes(text).map(misreadCodeKey)
    return {
      exact,
      // Folded as a whole: word by word it takes twice as long.
      folded: foldText(exact.join(' ')).split(' '),
      marks: [...described, ...marked('cited', cited)],
    }
  })
}

function termsOfDescription(document: IndexedDocument, caseNo: number | null): readonly string[] {
  const { number, notation, type, year, issuer, subject, signer } = document
  const code = `${number}/${notation}`
  return [
    ...(number === '' ? [] : marked('number', [codeKey(number)])),
    ...marked('notation', foldedWords(notation)),
    ...marked('subject', foldedWords(subject)),
    ...marked('signer', foldedWords(signer)),
    ...marked('issuer', foldedWords(issuer)),
    ...marked('type', foldedWords(type)),
    ...marked('year', [String(year)]),
    ...marked('caseFile', [String(caseNo ?? 0)]),
    ...(isCodeLike(code) ? [MARKS.code + codeKey(code), MARKS.misread + misreadCodeKey(code)] : []),
  ]
}

function isWord(word: string): boolean {
  return word.length <= LONGEST_WORD
}
