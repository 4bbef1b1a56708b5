import { foldText } from '../../../domain/fold-text.ts'
import type { FieldProposal } from '../../../domain/records/document.ts'
import type { Word } from '../../../domain/text-layer.ts'
import { beginsLike } from './fuzzy.ts'
import { otherReadings } from './other-readings.ts'
import type { PageText, Piece } from './page-text.ts'
import { withSpelledNames } from './place-names.ts'
import { mostOn, phraseProposal } from './proposal.ts'

/** Further down nobody is addressed. */
const LOWEST_ADDRESS = 0.6
/** No address has more lines. */
const MOST_LINES = 12
/** Lists are long and set in small type: one word misread is easily missed. */
const ADDRESSED = 0.97
const FIRST_OF_LIST = 0.95
const bullet = /^[-–—−~+*•·«»"'.=]+\s*/

/** Whom a paper is sent to: named after "Kính gửi:" or, where nobody is addressed, first among "Nơi nhận:". */
export function proposeRecipient(pages: readonly PageText[]): FieldProposal | null {
  const [first] = pages
  if (first === undefined) return null
  const start = first.pieces.findIndex(
    (piece) => piece.top < LOWEST_ADDRESS && beginsLike(piece.text, 'kinhgui'),
  )
  if (start !== -1) return addressed(first, start)
  for (const page of pages.toReversed()) {
    const found = firstReceiver(page)
    // "Như trên" means those addressed above, who were not found.
    if (found !== null) return /^nhu (tren|kinh gui)/.test(foldText(found.value)) ? null : found
  }
  return null
}

/** One on the line itself, which may go on below; or several in a list under it. */
function addressed(page: PageText, start: number): FieldProposal | null {
  const head = page.pieces[start]
  if (head === undefined) return null
  const row = page.pieces.filter((piece) => piece !== head && isBeside(piece, head))
  const sameLine = [...afterColon(head), ...row.flatMap((piece) => piece.words)]
  const below = page.pieces
    .slice(start + 1)
    .filter((piece) => !row.includes(piece) && piece.top > head.top)
    .slice(0, MOST_LINES)
  const items: Word[][] = sameLine.length > 0 ? [[...sameLine]] : []
  let last: Piece = head
  for (const piece of below) {
    if (!isOfAddress(piece, { head, last, page, items })) break
    const isItem = bullet.test(piece.text) || items.length === 0
    if (isItem) items.push([...piece.words])
    else items.at(-1)?.push(...piece.words)
    last = piece
  }
  return proposalOf(items, page, ADDRESSED)
}

/** The words of the line of "Kính gửi:" that name somebody. */
function afterColon(head: Piece): readonly Word[] {
  const end = head.words.findIndex((word) => word.text.endsWith(':'))
  // The colon may not have been read: the two words are then all that goes before.
  return head.words.slice(end === -1 ? 2 : end + 1)
}

function isBeside(piece: Piece, head: Piece): boolean {
  return Math.abs(piece.top + piece.bottom - head.top - head.bottom) / 2 < (head.bottom - head.top) / 2
}

interface AddressSoFar {
  readonly head: Piece
  readonly last: Piece
  readonly page: PageText
  readonly items: readonly (readonly Word[])[]
}

function isOfAddress(piece: Piece, { head, last, page, items }: AddressSoFar): boolean {
  const height = head.bottom - head.top
  if (piece.top - last.bottom > height * (items.length === 0 ? 1.6 : 1)) return false
  const isEnded = items.at(-1)?.at(-1)?.text.endsWith('.') ?? false
  if (isEnded) return false
  if (bullet.test(piece.text)) return piece.left > page.margins.left + 0.03
  const isIndented = piece.left > Math.min(head.left, page.margins.left + 0.2) - 0.02
  return isIndented && piece.left > page.margins.left + 0.05 && !beginsText(piece.text)
}

function beginsText(text: string): boolean {
  return /^\W*(can cu|thuc hien|xet|theo|de|ho va ten|ten toi|toi ten|hom nay|1\.|i\.)\b/.test(foldText(text))
}

/** What the list of receivers names first. */
function firstReceiver(page: PageText): FieldProposal | null {
  const start = page.pieces.findIndex((piece) => beginsLike(piece.text, 'noinhan') && piece.left < 0.4)
  const head = page.pieces[start]
  if (head === undefined) return null
  const below = page.pieces.slice(start + 1).filter((piece) => Math.abs(piece.left - head.left) < 0.06)
  const [first, second] = below
  if (first === undefined || first.top - head.bottom > (head.bottom - head.top) * 1.5) return null
  const isWrapped =
    second !== undefined && !bullet.test(second.text) && !/[;.]$/.test(first.text) && bullet.test(first.text)
  const words = isWrapped ? [...first.words, ...second.words] : first.words
  return proposalOf([words], page, FIRST_OF_LIST)
}

function proposalOf(
  items: readonly (readonly Word[])[],
  page: PageText,
  trust: number,
): FieldProposal | null {
  const words = items.flat().filter((word) => /[\p{L}\d]/u.test(word.text) && !forReport.test(word.text))
  if (words.length === 0) return null
  const printed = nameOf(items.map((item) => textOf(item)))
  // "Như Điều 3" has capitals as a name has them.
  const { text: value, trust: spelled } = printed.startsWith('Như ')
    ? { text: printed, trust: 1 }
    : withSpelledNames(printed, [page.layer])
  const [one] = items
  const others =
    items.length === 1 && one !== undefined
      ? otherReadings(one).map(({ text, share }) => ({ value: nameOf([text]), confidence: share * 0.9 }))
      : items.map((item) => ({ value: nameOf([textOf(item)]), confidence: 0.3 }))
  const candidates = [{ value: printed, confidence: 0.4 }, ...others]
  return phraseProposal(
    { value, words, fit: trust * Math.min(1, spelled), page: page.index, most: mostOn(page), candidates },
    page.layer,
  )
}

/** "(b/c)" after a name, for their information: too small to be read well, and not what the name is. */
const forReport = /^\(?(?:b\W{0,2}c|để)\W{0,3}$/iu

function textOf(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ')
}

/** "Như Điệu 3" names an article: capitals stay as they are. */
function spelledArticle(found: string): string {
  return /^\S+ \p{Lu}/u.test(found) ? 'Như Điều ' : 'Như điều '
}

/** The names without their bullets and marks, parted by semicolons. */
function nameOf(items: readonly string[]): string {
  return items
    .map((item) =>
      item
        .replace(bullet, '')
        .replace(/\(?\bb\W{1,2}c\W{0,2}$/iu, '(b/c)')
        .replace(/^nh. (điều|đi.u|d.ều|d.eu) (?=\d)/iu, spelledArticle)
        .replace(/[\s.;,:]+$/, '')
        .trim(),
    )
    .filter((item) => item !== '')
    .join('; ')
}
