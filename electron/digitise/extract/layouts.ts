import type { Findings } from '../../../domain/records/findings.ts'
import { middleX, type PageText, type Piece } from './page-text.ts'

type LayoutName = Findings['layout']

/** After whose rules papers were set, and when. */
interface Layout {
  readonly name: LayoutName
  /** ISO 8601, the first and the last day on which its rules were in force; null where they had no beginning or no end. */
  readonly from: string | null
  readonly until: string | null
  /** How notations of committees ended then. */
  readonly committee: 'UB' | 'UBND'
  readonly pageNumber: 'top-centre' | 'bottom-right'
}

/**
 * Thông tư liên tịch 55/2005/TTLT-BNV-VPCP of 6 May 2005, Thông tư 01/2011/TT-BNV in force from 5 March 2011, Nghị định
 * 30/2020/NĐ-CP from 5 March 2020; before 2005 nothing fixed where what stands.
 */
const layouts: readonly Layout[] = [
  { name: 'nd30-2020', from: '2020-03-05', until: null, committee: 'UBND', pageNumber: 'top-centre' },
  {
    name: 'tt01-2011',
    from: '2011-03-05',
    until: '2020-03-04',
    committee: 'UBND',
    pageNumber: 'bottom-right',
  },
  { name: 'tt55-2005', from: '2005-05-06', until: '2011-03-04', committee: 'UBND', pageNumber: 'top-centre' },
  { name: 'typewriter', from: null, until: '2005-05-05', committee: 'UB', pageNumber: 'top-centre' },
]

interface LayoutEvidence {
  /** ISO 8601; null where none was found. */
  readonly issuedDate: string | null
  /** Printed before the gaps for day and month were filled in. */
  readonly year: number | null
  readonly notation: string
  /** A paper of an office has a head of two columns; that of a citizen follows no rules. */
  readonly isOfOffice: boolean
  readonly pages: readonly PageText[]
}

/** The rules that a paper was set after: by its day, or by what changed between them where that is not known. */
export function layoutOf({ issuedDate, year, notation, isOfOffice, pages }: LayoutEvidence): LayoutName {
  if (!isOfOffice) return 'other'
  const ending = endingOf(notation)
  if (ending === 'UB') return 'typewriter'
  const day = issuedDate ?? (year === null ? null : `${year}-07-01`)
  if (day !== null) return layouts.find((layout) => isInForce(layout, day))?.name ?? 'other'
  const isAtFoot = pages.slice(1).some((page) => numberAt(page, 'bottom-right') !== null)
  const ofFoot = layouts.filter((layout) => layout.pageNumber === 'bottom-right')
  return isAtFoot && ending === 'UBND' ? (ofFoot[0]?.name ?? 'other') : 'other'
}

/** May a paper with such a notation be of such a day? Committees went on with the old letters for a year or two. */
export function isOfItsTime(notation: string, issuedDate: string): boolean {
  const ending = endingOf(notation)
  if (ending === 'UB') return issuedDate < '2008'
  return ending === null || issuedDate >= '2002'
}

function endingOf(notation: string): 'UB' | 'UBND' | null {
  const last = notation.split(/[-/]/).at(-1) ?? ''
  return last === 'UB' || last === 'UBND' ? last : null
}

function isInForce({ from, until }: Layout, day: string): boolean {
  return (from === null || day >= from) && (until === null || day <= until)
}

/** The number printed on a page, wherever the rules of some time put it. */
export function printedPageNumber(page: PageText): number | null {
  return numberAt(page, 'top-centre') ?? numberAt(page, 'bottom-right')
}

function numberAt(page: PageText, spot: Layout['pageNumber']): number | null {
  const piece = page.pieces.find((each) => isAt(each, spot) && /^\W{0,3}\d{1,3}\W{0,3}$/.test(each.text))
  return piece === undefined ? null : Number.parseInt(piece.text.replace(/\D/g, ''), 10)
}

function isAt(piece: Piece, spot: Layout['pageNumber']): boolean {
  if (spot === 'bottom-right') return piece.top > 0.9 && piece.left > 0.75
  return piece.bottom < 0.09 && Math.abs(middleX(piece) - 0.5) < 0.15
}
