import { editDistance, nearestStretch, type Stretch } from './edit-distance.ts'

/** What a page says, as far as scoring needs it; the truth of the fixtures has this form. */
export interface ScoredPage {
  readonly lines: readonly {
    readonly text: string
    /** Of a line across a table. */
    readonly cells?: readonly string[]
    /** Some of it is handwriting. */
    readonly hand?: boolean
  }[]
  /** Stamps and handwriting: neither right nor wrong to read. */
  readonly aux: readonly { readonly text: string }[]
}

/** Counts of a page or of many; a rate is a quotient of two of them. */
export interface TextScore {
  readonly characters: number
  readonly characterErrors: number
  readonly words: number
  readonly wordErrors: number
  /** Of lines without handwriting alone. */
  readonly printedCharacters: number
  readonly printedErrors: number
  /** With the marks over and under the letters left out. */
  readonly baseCharacters: number
  readonly baseErrors: number
}

/** Folds what is no mistake of reading: forms of quotes and dashes, leader dots, rules of tables read as bars, white space. */
export function foldPrint(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚‛′`´]/g, "'")
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/…/g, '...')
    .replace(/(?:[._·•]\s?){4,}/g, ' ')
    .replace(/[|¦]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** "Ủy" becomes "Uy", "đ" becomes "d". */
export function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
}

interface Match {
  characters: number
  characterErrors: number
  words: number
  wordErrors: number
}

const wordsOf = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '')

/** What was read and not yet given to a line of the truth. */
interface Pool {
  /** Takes the stretch nearest to the text, if it costs no more than a share of it. */
  take(wanted: string, mostShare: number): { readonly text: string; readonly cost: number } | null
  left(): readonly string[]
}

function createPool(read: readonly string[]): Pool {
  const stretches = read.filter((text) => text !== '')
  return {
    take(wanted, mostShare) {
      let best: (Stretch & { at: number }) | null = null
      for (const [at, text] of stretches.entries()) {
        const limit = best?.cost ?? Math.floor(mostShare * wanted.length) + 1
        // What is too short for the text must leave that much of it out.
        if (wanted.length - text.length >= limit) continue
        const stretch = nearestStretch(wanted, text)
        if (stretch.cost < limit) best = { ...stretch, at }
      }
      if (best === null) return null
      const text = stretches[best.at] ?? ''
      const rests = [text.slice(0, best.start).trim(), text.slice(best.end).trim()]
      stretches.splice(best.at, 1, ...rests.filter((rest) => rest !== ''))
      return { text: text.slice(best.start, best.end), cost: best.cost }
    },
    left: () => stretches,
  }
}

/** A line counts as found when no more of it is wrong; sure ones choose first, so that doubtful ones cannot rob them. */
const ROUNDS = [0.25, 0.65]

/**
 * Gives each line of the truth, longest first, the nearest stretch of what was read, wherever that stands: the order in
 * which columns and cells were read does not count, what is lost and what is too much does (after Clausner et al.,
 * "Flexible character accuracy measure", 2020).
 */
export function matchLines(
  truth: readonly string[],
  read: readonly string[],
  ignored: readonly string[],
): Match {
  const match: Match = { characters: 0, characterErrors: 0, words: 0, wordErrors: 0 }
  const pool = createPool(read)
  let open = truth.filter((line) => line !== '').toSorted((a, b) => b.length - a.length)
  for (const line of open) {
    match.characters += line.length
    match.words += wordsOf(line).length
  }
  for (const share of ROUNDS) {
    open = open.filter((line) => {
      const taken = pool.take(line, share)
      if (taken === null) return true
      match.characterErrors += taken.cost
      match.wordErrors += editDistance(wordsOf(line), wordsOf(taken.text))
      return false
    })
  }
  for (const line of ignored) pool.take(line, 0.6)
  for (const line of [...open, ...pool.left()]) {
    match.characterErrors += line.length
    match.wordErrors += wordsOf(line).length
  }
  return match
}

type PageLine = ScoredPage['lines'][number]

/** Tables may be read row by row or cell by cell: the better of the two counts. */
function bestMatch(lines: readonly PageLine[], read: readonly string[], ignored: readonly string[]): Match {
  const rows = matchLines(
    lines.map(({ text }) => text),
    read,
    ignored,
  )
  if (lines.every(({ cells }) => cells === undefined)) return rows
  const cells = matchLines(
    lines.flatMap((line) => line.cells ?? [line.text]),
    read,
    ignored,
  )
  return cells.characterErrors * rows.characters < rows.characterErrors * cells.characters ? cells : rows
}

function mapLine(line: PageLine, change: (text: string) => string): PageLine {
  const { cells } = line
  return { ...line, text: change(line.text), ...(cells === undefined ? {} : { cells: cells.map(change) }) }
}

/** Compares the lines that were read from a page with its truth. */
export function scorePage(page: ScoredPage, readLines: readonly string[]): TextScore {
  const lines = page.lines.map((line) => mapLine(line, foldPrint))
  const read = readLines.map(foldPrint)
  const aux = page.aux.map(({ text }) => foldPrint(text))
  const all = bestMatch(lines, read, aux)
  const byHand = lines.filter(({ hand }) => hand === true).map(({ text }) => text)
  const printed = lines.filter(({ hand }) => hand !== true)
  const print = byHand.length === 0 ? all : bestMatch(printed, read, [...aux, ...byHand])
  const base = bestMatch(
    lines.map((line) => mapLine(line, withoutMarks)),
    read.map(withoutMarks),
    aux.map(withoutMarks),
  )
  return {
    ...all,
    printedCharacters: print.characters,
    printedErrors: print.characterErrors,
    baseCharacters: base.characters,
    baseErrors: base.characterErrors,
  }
}

/** Rates of many pages together, each character counting the same. */
export interface TextRates {
  readonly characterErrorRate: number
  readonly wordErrorRate: number
  readonly printedErrorRate: number
  readonly baseErrorRate: number
}

export function rateScores(scores: readonly TextScore[]): TextRates {
  const sum = (name: keyof TextScore): number => scores.reduce((total, score) => total + score[name], 0)
  return {
    characterErrorRate: sum('characterErrors') / sum('characters'),
    wordErrorRate: sum('wordErrors') / sum('words'),
    printedErrorRate: sum('printedErrors') / sum('printedCharacters'),
    baseErrorRate: sum('baseErrors') / sum('baseCharacters'),
  }
}

/** `near`: no more than one character in twenty is wrong. `invented`: found where the paper has none. */
export type FieldOutcome = 'exact' | 'near' | 'wrong' | 'missing' | 'invented'

const NEAR_SHARE = 0.05

/** Judges one field; the size of letters and the forms of dashes and quotes do not count. */
export function judgeField(truth: string | null, found: string | null): FieldOutcome {
  const wanted = truth === null ? '' : foldPrint(truth).toLowerCase()
  const got = found === null ? '' : foldPrint(found).toLowerCase()
  if (wanted === got) return 'exact'
  if (got === '') return 'missing'
  if (wanted === '') return 'invented'
  return editDistance(wanted, got) <= NEAR_SHARE * wanted.length ? 'near' : 'wrong'
}

/** Judges the named fields of a document. */
export function judgeFields<Name extends string>(
  names: readonly Name[],
  truth: Readonly<Record<Name, string | null>>,
  found: Readonly<Partial<Record<Name, string | null>>>,
): Readonly<Record<Name, FieldOutcome>> {
  const judged = names.map((name) => [name, judgeField(truth[name], found[name] ?? null)] as const)
  // Object.fromEntries forgets the names of the keys.
  return Object.fromEntries(judged) as Record<Name, FieldOutcome>
}
