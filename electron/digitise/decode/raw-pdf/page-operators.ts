import type { Placement } from '../../output/coded-picture.ts'
import { structureLimits } from '../../reader-limits.ts'
import { createPdfLexer } from './pdf-lexer.ts'
import { asKind, nameOf, type PdfValue } from './pdf-values.ts'

export interface DrawnPicture {
  /** In the resources of the page. */
  readonly name: string
  readonly placement: Placement
  /** The colour of a stencil is black. */
  readonly isFillBlack: boolean
}

const START: Placement = [1, 0, 0, 1, 0, 0]
const MOST_PICTURES = 200
const INVISIBLE = 3

/** What changes nothing of how pictures look, wherever it stands. */
const harmless: ReadonlySet<string> = new Set(
  'w J j M d ri i BMC BDC EMC MP DP BT ET Tc Tw Tz TL Tf Ts Td TD Tm T* G RG K CS SC SCN BX EX n'.split(' '),
)
const showsText: ReadonlySet<string> = new Set(['Tj', 'TJ', "'", '"'])

/** Does the page have text, and is all of it drawn so that it leaves no mark? */
export function isTextHidden(content: Uint8Array): boolean {
  const lexer = createPdfLexer(content)
  const kept: number[] = []
  let mode = 0
  let hasText = false
  let before: PdfValue = null
  for (let count = 0; count < structureLimits.operatorsOfPage; count += 1) {
    const value = lexer.next()
    if (value === undefined) return hasText
    const operator = asKind(value, 'word')?.word ?? ''
    if (showsText.has(operator)) {
      if (mode !== INVISIBLE) return false
      hasText = true
    }
    if (operator === 'Tr') mode = typeof before === 'number' ? before : 0
    if (operator === 'q') kept.push(mode)
    if (operator === 'Q') mode = kept.pop() ?? mode
    before = value
  }
  return false
}

interface GraphicsState {
  readonly matrix: Placement
  readonly isFillBlack: boolean
  readonly textMode: number
}

/**
 * The pictures that a page draws, where it draws nothing else: neither lines nor text that is seen, and through no mask
 * or clip. Null for every other page.
 */
export function drawnPictures(content: Uint8Array): readonly DrawnPicture[] | null {
  const lexer = createPdfLexer(content)
  const pictures: DrawnPicture[] = []
  const kept: GraphicsState[] = []
  let state: GraphicsState = { matrix: START, isFillBlack: true, textMode: 0 }
  let operands: PdfValue[] = []
  for (let count = 0; count < structureLimits.operatorsOfPage; count += 1) {
    const value = lexer.next()
    if (value === undefined) return pictures.length === 0 ? null : pictures
    const operator = asKind(value, 'word')?.word
    if (operator === undefined) {
      operands.push(value)
      continue
    }
    if (operator === 'Do') {
      const name = nameOf(operands.at(-1))
      if (name === null || pictures.length === MOST_PICTURES) return null
      pictures.push({ name, placement: state.matrix, isFillBlack: state.isFillBlack })
    } else {
      const next =
        operator === 'q' || operator === 'Q'
          ? nested(kept, state, operator)
          : after(state, operator, operands)
      if (next === null) return null
      state = next
    }
    operands = []
  }
  return null
}

function nested(kept: GraphicsState[], state: GraphicsState, operator: 'q' | 'Q'): GraphicsState {
  if (operator === 'Q') return kept.pop() ?? state
  kept.push(state)
  return state
}

/** The state after an operator; null where the operator puts something on the page or is not known. */
function after(state: GraphicsState, operator: string, operands: readonly PdfValue[]): GraphicsState | null {
  const numbers = operands.map((operand) => (typeof operand === 'number' ? operand : Number.NaN))
  if (operator === 'cm') return moved(state, numbers)
  if (operator === 'Tr') return { ...state, textMode: numbers[0] ?? 0 }
  if (showsText.has(operator)) return state.textMode === INVISIBLE ? state : null
  if (operator === 'g' || operator === 'rg')
    return { ...state, isFillBlack: numbers.every((part) => part === 0) }
  if (['k', 'cs', 'sc', 'scn'].includes(operator)) return { ...state, isFillBlack: false }
  const isOptional = operator === 'BDC' && nameOf(operands[0]) === 'OC'
  return harmless.has(operator) && !isOptional ? state : null
}

function moved(state: GraphicsState, numbers: readonly number[]): GraphicsState | null {
  const [a = Number.NaN, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers
  const matrix: Placement = [a, b, c, d, e, f]
  return numbers.length === 6 && matrix.every(Number.isFinite)
    ? { ...state, matrix: multiplied(matrix, state.matrix) }
    : null
}

/** What `first` and then `second` do together. */
export function multiplied(first: Placement, second: Placement): Placement {
  const [a, b, c, d, e, f] = first
  const [k, l, m, n, o, p] = second
  return [a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p]
}
