import type { SplitProposal } from '../../../domain/records/findings.ts'
import { type FoundCode, findCode } from './document-code.ts'
import { findHead } from './head.ts'
import { printedPageNumber } from './layouts.ts'
import type { PageText } from './page-text.ts'
import { nameWithoutTitle, signatureBlocks } from './signature-block.ts'

type Reason = SplitProposal['reasons'][number]

/** What each sign adds; a motto alone is worth a look, with a number and a signature before it there is little doubt. */
const weights: Readonly<Record<Reason, number>> = {
  motto: 0.62,
  number: 0.22,
  'signature-before': 0.14,
  'page-number': 0.08,
  'blank-before': 0.08,
}
/** Taken off where the page goes on with the number after that of the page before. */
const COUNTED_ON = 0.35
/** Below it nothing is proposed. */
const LEAST = 0.5
const MOST = 0.98
/** A record's cell stays small; what lies behind is proposed when the first are cut off. */
const MOST_SPLITS = 200
/** From here on the fields are those of the pages before. */
const LIKELY = 0.7
/** How far down the motto of a new paper may stand. */
const LOWEST_MOTTO = 0.25
/** A page with fewer words is blank but for specks. */
const FEWEST_WORDS = 4

/** The pages on which another paper most likely begins, in order. */
export function proposeSplits(pages: readonly PageText[]): readonly SplitProposal[] {
  const splits: SplitProposal[] = []
  let current = codeOf(pages[0])
  for (const page of pages.slice(1)) {
    const before = pages.slice(0, page.index)
    const own = codeOf(page)
    const reasons = reasonsFor(page, before, isOther(own, current))
    const sum = reasons.reduce((total, reason) => total + weights[reason], 0)
    const confidence = Math.min(MOST, sum - (isCountedOn(page, before.at(-1)) ? COUNTED_ON : 0))
    if (confidence < LEAST) continue
    if (splits.length === MOST_SPLITS) break
    splits.push({ page: page.index, confidence: Math.round(confidence * 1000) / 1000, reasons: [...reasons] })
    current = own
  }
  return splits
}

/** The pages of the first paper, as far as can be told. */
export function ownPages(pages: readonly PageText[], splits: readonly SplitProposal[]): readonly PageText[] {
  const end = splits.find((split) => split.confidence >= LIKELY)?.page ?? pages.length
  return pages.slice(0, end)
}

function reasonsFor(page: PageText, before: readonly PageText[], isNewNumber: boolean): readonly Reason[] {
  const last = before.at(-1)
  const written = before.findLast((each) => !isBlank(each))
  const reasons: readonly (readonly [Reason, boolean])[] = [
    ['motto', hasMotto(page)],
    ['number', isNewNumber],
    ['signature-before', written !== undefined && isSigned(written)],
    ['page-number', isNumberedAnew(page, written)],
    ['blank-before', last !== undefined && isBlank(last)],
  ]
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason)
}

function hasMotto(page: PageText): boolean {
  const { mottoTop } = findHead(page)
  return mottoTop !== null && mottoTop < LOWEST_MOTTO
}

function codeOf(page: PageText | undefined): FoundCode | null {
  return page === undefined ? null : findCode(findHead(page))
}

function isOther(own: FoundCode | null, current: FoundCode | null): boolean {
  if (own === null) return false
  if (current === null) return true
  return own.code.number !== current.code.number || own.code.notation !== current.code.notation
}

function isBlank(page: PageText): boolean {
  const words = page.pieces.flatMap((piece) => piece.words).filter((word) => /\p{L}{2}/u.test(word.text))
  return words.length < FEWEST_WORDS
}

function isSigned(page: PageText): boolean {
  return signatureBlocks(page).some((block) => block.name !== null) || nameWithoutTitle(page) !== null
}

/** First pages bear no number: one after a numbered page, or one that says 1, begins anew. */
function isNumberedAnew(page: PageText, before: PageText | undefined): boolean {
  const own = printedPageNumber(page)
  if (own === 1) return true
  return own === null && before !== undefined && (printedPageNumber(before) ?? 0) >= 2
}

function isCountedOn(page: PageText, before: PageText | undefined): boolean {
  const own = printedPageNumber(page)
  if (own === null || own < 2 || before === undefined) return false
  return (printedPageNumber(before) ?? 1) + 1 === own
}
