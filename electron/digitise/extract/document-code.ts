import { foldText } from '../../../domain/fold-text.ts'
import type { FieldProposal } from '../../../domain/records/document.ts'
import type { Word } from '../../../domain/text-layer.ts'
import { type DocumentCode, parseCode } from './code-grammar.ts'
import type { Head } from './head.ts'
import { joinedRows, type PageText, type Piece } from './page-text.ts'
import { strictProposal } from './proposal.ts'

/** The engine is never sure of a code, for it is no word: many of those it doubts most are right. */
const LEAST = 0.3

export interface CodeProposals {
  readonly number: FieldProposal | null
  readonly notation: FieldProposal | null
  /** Where it stands; the abstract of a letter is looked for below it. */
  readonly piece: Piece | null
}

/** Number and notation below the agency's name. */
export function proposeCode(head: Head, page: PageText): CodeProposals {
  for (const piece of joinedRows(head.left)) {
    const after = afterLabel(piece)
    const code = after === null ? null : parseCode(after.text)
    if (code !== null && after !== null) return { ...proposals(code, after.words, page), piece }
  }
  return { number: null, notation: null, piece: null }
}

interface Labelled {
  readonly text: string
  readonly words: readonly Word[]
}

/** What follows the word "Số", however its mark was read. */
function afterLabel(piece: Piece): Labelled | null {
  const label = /^\P{L}{0,2}s[o0ôóe6][^\p{L}\d/]{0,3}(?=[\d\p{L}/\s.…_]|$)/iu.exec(foldText(piece.text))
  if (label === null) return null
  // Folding keeps the number of characters: every Vietnamese letter is one in NFC.
  const text = piece.text.slice(label[0].length)
  let seen = 0
  const words = piece.words.filter((word) => {
    seen += word.text.length + 1
    return seen > label[0].length + 1
  })
  return { text, words }
}

function proposals(code: DocumentCode, words: readonly Word[], page: PageText) {
  const start = words.findIndex((word) => word.text.includes('/'))
  // The words before the slash are the number's, those from it on the notation's; the one with the slash is both.
  const ofNumber = start <= 0 ? words.slice(0, 1) : words.slice(0, start + 1)
  const ofNotation = start === -1 ? words : words.slice(start)
  const found = { fit: code.fit, page: page.index, least: LEAST }
  return {
    number: strictProposal({ ...found, value: code.number ?? '', words: ofNumber }, page.layer),
    notation: strictProposal({ ...found, value: code.notation ?? '', words: ofNotation }, page.layer),
  }
}
