import * as z from 'zod'

/** A must keeps a case file from being closed; a should is told, and a person may pass it over knowingly. */
export const Severity = z.enum(['must', 'should'])
export type Severity = z.infer<typeof Severity>

/** What a whole case file has, point by point; `1`..`10`. @see ND 30/2020, articles 29 and 31; TT 05/2025 */
export const POINTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const
export type Point = (typeof POINTS)[number]

/**
 * Every fault: the point of the test that it fails, and how heavy it is.
 * 1 work ended, 2 code, 3 description of the file, 4 its documents, 5 duplicates and drafts, 6 scans, 7 secrets and doubts,
 * 8 sheets and lists, 9 closed by a person, 10 agency signature.
 */
export const faultKinds = {
  'dates-reversed': { point: 1, severity: 'must' },
  'date-in-future': { point: 1, severity: 'must' },
  'date-outside-file': { point: 1, severity: 'should' },
  'date-outside-year': { point: 1, severity: 'should' },
  'notation-clash': { point: 2, severity: 'must' },
  'not-in-plan': { point: 2, severity: 'must' },
  'file-field-missing': { point: 3, severity: 'must' },
  'retention-unknown': { point: 3, severity: 'must' },
  'retention-below-plan': { point: 3, severity: 'must' },
  'retention-below-schedule': { point: 3, severity: 'must' },
  'retention-below-proposal': { point: 3, severity: 'should' },
  'retention-below-document': { point: 3, severity: 'must' },
  'description-missing': { point: 3, severity: 'must' },
  'place-missing': { point: 3, severity: 'should' },
  'description-too-long': { point: 3, severity: 'must' },
  'description-not-in-list': { point: 3, severity: 'must' },
  'no-documents': { point: 4, severity: 'must' },
  'document-unreviewed': { point: 4, severity: 'must' },
  'document-field-missing': { point: 4, severity: 'must' },
  'cited-missing': { point: 4, severity: 'should' },
  'cited-elsewhere': { point: 4, severity: 'should' },
  'number-gap': { point: 4, severity: 'should' },
  'duplicate-bytes': { point: 5, severity: 'must' },
  'duplicate-code': { point: 5, severity: 'must' },
  'duplicate-text': { point: 5, severity: 'should' },
  draft: { point: 5, severity: 'must' },
  'draft-heading': { point: 5, severity: 'should' },
  'document-unread': { point: 6, severity: 'must' },
  'page-unread': { point: 6, severity: 'should' },
  'page-blank': { point: 6, severity: 'should' },
  'resolution-low': { point: 6, severity: 'should' },
  isolated: { point: 7, severity: 'must' },
  'field-doubtful': { point: 7, severity: 'must' },
  'sheets-uncounted': { point: 8, severity: 'should' },
  'sheets-doubled': { point: 8, severity: 'should' },
  'sheets-missing': { point: 8, severity: 'should' },
  'signature-unknown': { point: 10, severity: 'should' },
} as const satisfies Readonly<Record<string, { readonly point: Point; readonly severity: Severity }>>
export type FaultKind = keyof typeof faultKinds

/** Whether a text is one of the kinds is known from the table. */
const isFaultKind = (code: string): code is FaultKind => Object.hasOwn(faultKinds, code)
export const FaultKind = z.string().refine(isFaultKind)

/**
 * Where a fault is mended: a field of a document or its page, the contents list, the description of the file or of a
 * document, an entry of the plan, the settings.
 */
const jumpPlaces = ['review', 'contents', 'describe', 'plan', 'settings'] as const
export const Jump = z.object({
  place: z.enum(jumpPlaces),
  /** The document concerned, which may lie elsewhere; null means the case file itself. */
  document: z.string().nullable(),
  /** Index into the document's pages. */
  page: z.int().min(0).exactOptional(),
  /** A field of the document, or an element of the description. */
  field: z.string().exactOptional(),
  /** Another case file that is concerned. */
  caseFile: z.string().exactOptional(),
})
export type Jump = z.infer<typeof Jump>

/** Names, numbers and codes for the sentence on the screen; ISO dates, codes of the law's lists. */
export type FaultFacts = Readonly<Record<string, string | number>>

export const CompletenessFault = z.object({
  code: FaultKind,
  severity: Severity,
  point: z.literal(POINTS),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  jump: Jump,
})
export type CompletenessFault = z.infer<typeof CompletenessFault>

export function faultOf(code: FaultKind, jump: Jump, facts: FaultFacts = {}): CompletenessFault {
  return { code, ...faultKinds[code], facts: { ...facts }, jump }
}

/** Most faults that are listed; the totals count all. */
const MOST_LISTED = 100

/** What stands between a case file and its closing. */
export const Completeness = z.object({
  musts: z.int(),
  shoulds: z.int(),
  /** The first of them: all musts before any should, each in the order of the points and of the contents list. */
  faults: z.array(CompletenessFault),
  /** The ten points, each with how many faults it has. */
  points: z.array(z.object({ point: z.literal(POINTS), musts: z.int(), shoulds: z.int() })),
  /** Pages whose texts were not looked at yet: asking again goes on with them. */
  pagesLeft: z.int(),
  /** Documents that lay here and are not kept as electronic ones. */
  undigitised: z.int(),
})
export type Completeness = z.infer<typeof Completeness>

/** Counts all faults, lists the first, musts before shoulds. */
export function summary(
  faults: readonly CompletenessFault[],
): Pick<Completeness, 'musts' | 'shoulds' | 'faults' | 'points'> {
  const ordered = [...faults].sort((a, b) => weight(a) - weight(b))
  const of = (severity: Severity, point: Point | null): number =>
    faults.filter((fault) => fault.severity === severity && (point ?? fault.point) === fault.point).length
  return {
    musts: of('must', null),
    shoulds: of('should', null),
    faults: ordered.slice(0, MOST_LISTED),
    points: POINTS.map((point) => ({ point, musts: of('must', point), shoulds: of('should', point) })),
  }
}

/** Sorting keeps what is equal in its order. */
function weight({ severity, point }: CompletenessFault): number {
  return (severity === 'must' ? 0 : POINTS.length + 1) + point
}
