import type { DocumentType } from '../../../domain/authority.ts'
import { foldText } from '../../../domain/fold-text.ts'
import type { CitedDocument } from '../../../domain/records/findings.ts'
import {
  type CodeAndDate,
  codeAndDate,
  kindBefore,
  lengthOfDate,
  type NamedKind,
  officeAfter,
  officeBefore,
} from './citation-grammar.ts'
import { parseDate, type ReadDate } from './date-grammar.ts'
import { typeOfNotation } from './document-type.ts'
import type { Head } from './head.ts'
import { middleY, type PageText } from './page-text.ts'
import { shareBox, trustIn } from './proposal.ts'
import { type RunningText, runningText } from './running-text.ts'

interface CitingPaper {
  readonly pages: readonly PageText[]
  readonly head: Head
  readonly types: readonly DocumentType[]
  /** Its own code, which an annex repeats. */
  readonly number: string | null
  readonly notation: string | null
}

/** A paper without a code is cited by its day only. */
const UNNUMBERED = 0.85
/** A code of which nothing more is said may be misread in part. */
const UNDATED = 0.9

/** What was read worse than this says nothing. */
const LEAST = 0.3

/** A record's cell stays small: so many papers and letters, the first of the text; no office's paper cites as many. */
const MOST_CITED = 60
const MOST_TEXT = 300

/**
 * The papers that a document is based on or answers, in the order of the text, each once: by kind, code, date and office as
 * far as it says them.
 */
export function findCited(paper: CitingPaper): readonly CitedDocument[] {
  const { pages, head, types } = paper
  const running = runningText(pages, (piece) => piece.page > 0 || middleY(piece) > head.bottom)
  const found = [...numbered(running, types), ...unnumbered(running, types)]
    .filter(({ cited }) => cited.confidence >= LEAST && !isOwn(cited, paper))
    .toSorted((a, b) => a.start - b.start)
  return onceEach(found.map(({ cited }) => cited)).slice(0, MOST_CITED)
}

interface Found {
  readonly start: number
  readonly cited: CitedDocument
}

/** "Công văn số 12/SNV-VTLT ngày 05/3/2024 của Sở Nội vụ". */
function numbered(running: RunningText, types: readonly DocumentType[]): readonly Found[] {
  return [...running.folded.matchAll(/\bs[o0][.:]?\s*[:.]?\s*(?=\d)/g)].flatMap((label) => {
    const found = numberedAt(running, types, { start: label.index, end: label.index + label[0].length })
    return found === null ? [] : [found]
  })
}

function numberedAt(
  running: RunningText,
  types: readonly DocumentType[],
  label: { readonly start: number; readonly end: number },
): Found | null {
  const read = codeAndDate(running.text.slice(label.end, label.end + 90))
  const kind = kindBefore(running.folded, label.start, types)
  if (read === null || !isPaper(read, kind, running.folded.slice(0, label.start))) return null
  const start = kind === null ? label.start : kind.start
  const office = officeOf(running, start, label.end + read.end)
  const { number, notation } = read.code
  const cited = citedFrom(
    running,
    { start, end: office.end, fit: read.code.fit * (read.date?.fit ?? UNDATED) },
    {
      type: typeOf(kind, notation, types),
      number,
      notation,
      issuedDate: read.date?.iso ?? null,
      issuer: office.name,
    },
  )
  return cited === null ? null : { start, cited }
}

/** A bare number with a date is a paper's only right after the name of its kind. */
function isPaper({ code }: CodeAndDate, kind: NamedKind | null, before: string): boolean {
  return code.notation !== null || (kind !== null && before.slice(kind.end).trim() === '')
}

/** By its name, else by its notation. */
function typeOf(
  kind: NamedKind | null,
  notation: string | null,
  types: readonly DocumentType[],
): string | null {
  return kind === null ? (typeOfNotation(notation ?? '', types)?.code ?? null) : kind.type
}

/** Laws by their day, and what citizens and meetings wrote: "Luật Đất đai ngày ...", "đơn đề nghị ngày ...". */
const byDay =
  /\b(?:(?:bo )?luat [^.;,\d]{3,90}?|don(?: [a-z]+){0,6}?|bien ban(?: hop)?|to trinh|bao cao|cong van) (?=ngay)/g
/** Between these words and a day stands a term, not a paper. */
const isTerm = /\b(truoc|tu|den|vao|sau|het|qua|ke|trong|hang)\b/

function unnumbered(running: RunningText, types: readonly DocumentType[]): readonly Found[] {
  const { text, folded } = running
  return [...folded.matchAll(byDay)].flatMap((named) => {
    const at = named.index + named[0].length
    const dateText = text.slice(at, at + 36)
    const date = parseDate(dateText)
    if (date === null || isTerm.test(named[0]) || !isDirect(dateText)) return []
    const office = officeOf(running, named.index, at + lengthOfDate(dateText))
    const cited = citedFrom(
      running,
      { start: named.index, end: office.end, fit: UNNUMBERED * date.fit },
      {
        type: types.find((type) => named[0].startsWith(`${foldText(type.name)} `))?.code ?? null,
        number: null,
        notation: null,
        issuedDate: date.iso,
        issuer: office.name,
      },
    )
    return cited === null ? [] : [{ start: named.index, cited }]
  })
}

/** The first day in the text is the one right after the name. */
function isDirect(text: string): boolean {
  const first: ReadDate | null = parseDate(text.slice(0, lengthOfDate(text)))
  return first !== null
}

function officeOf(running: RunningText, start: number, end: number) {
  const { text, folded } = running
  const after = officeAfter(text.slice(end, end + 130), folded.slice(end, end + 130))
  if (after !== null) return { name: after.name, end: end + after.end }
  return {
    name: officeBefore(
      text.slice(Math.max(0, start - 90), start),
      folded.slice(Math.max(0, start - 90), start),
    ),
    end,
  }
}

type Said = Pick<CitedDocument, 'type' | 'number' | 'notation' | 'issuedDate' | 'issuer'>

function citedFrom(
  running: RunningText,
  { start, end, fit }: { readonly start: number; readonly end: number; readonly fit: number },
  said: Said,
): CitedDocument | null {
  const place = running.wordsBetween(start, end)
  if (place === null) return null
  const figures = place.words.filter((word) => /\d/.test(word.text))
  const read = Math.min(...(figures.length > 0 ? figures : place.words).map(trustIn))
  return {
    ...said,
    page: place.page.index,
    box: shareBox(place.words, place.page.layer),
    confidence: Math.round(Math.min(0.99, read * fit) * 1000) / 1000,
    text: running.text.slice(start, Math.min(end, start + MOST_TEXT)).trim(),
  }
}

function isOwn(cited: CitedDocument, own: CitingPaper): boolean {
  return cited.number !== null && cited.number === own.number && cited.notation === own.notation
}

/** Of what is cited again the mention that says most stays, at the place of the first. */
function onceEach(cited: readonly CitedDocument[]): readonly CitedDocument[] {
  const known = new Map<string, CitedDocument>()
  for (const each of cited) {
    const key =
      each.number === null
        ? `${each.issuedDate} ${each.text.slice(0, 6).toLowerCase()}`
        : `${Number.parseInt(each.number, 10)}/${each.notation}`
    const before = known.get(key)
    if (before === undefined || saysOf(each) > saysOf(before)) known.set(key, each)
  }
  return [...known.values()]
}

function saysOf({ type, issuedDate, issuer }: CitedDocument): number {
  return [type, issuedDate, issuer].filter((part) => part !== null).length
}
