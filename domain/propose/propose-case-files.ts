import * as z from 'zod'
import { Target } from '../desk-rows.ts'
import { foldText } from '../fold-text.ts'
import type { FilingFacts } from './filing-facts.ts'
import { filingTerms } from './filing-terms.ts'
import { createTextIndex } from './text-index.ts'

/** Why a document may belong into a case file; the screen has a sentence for each. */
export const FilingReason = z.discriminatedUnion('kind', [
  /** It cites, or is cited by, a document of the file: the code of the other one. */
  z.object({ kind: z.literal('cites'), code: z.string() }),
  z.object({ kind: z.literal('cited-by'), code: z.string() }),
  /** Documents of the file whose subjects are like its own. */
  z.object({ kind: z.literal('subject'), documents: z.int() }),
  /** Documents of files of the same name in other years whose subjects are like its own. */
  z.object({ kind: z.literal('before'), documents: z.int() }),
  z.object({ kind: z.literal('title') }),
  /** The part of the notation that the file's notation has as well. */
  z.object({ kind: z.literal('notation'), mark: z.string() }),
  z.object({ kind: z.literal('issuer'), documents: z.int() }),
  z.object({ kind: z.literal('date') }),
  z.object({ kind: z.literal('batch'), documents: z.int() }),
])
export type FilingReason = z.infer<typeof FilingReason>

export const FilingProposal = z.object({
  target: Target,
  /** 0..1; from `FITS` on it is more than a guess. */
  confidence: z.number(),
  /** The weightiest first. */
  reasons: z.array(FilingReason),
})
export type FilingProposal = z.infer<typeof FilingProposal>

/** Below, no file fits: a new one is offered. */
export const FITS = 0.5
/** From here on a whole batch may be put away with one key. */
export const SURE_TO_FIT = 0.8
const MOST_PROPOSALS = 3

/** What is known of a case file, or of an entry of the plan by the files that were opened from its like before. */
export interface FilingProfile {
  readonly target: Target
  readonly documents: readonly FilingFacts[]
  /** Of files of the same notation and title in other years. */
  readonly earlier: readonly FilingFacts[]
}

/** Proposes case files by what was filed before; it knows nothing but the profiles. */
export interface Proposer {
  know(profile: FilingProfile): void
  /** At most three, the likeliest first; none that nothing speaks for. */
  propose(facts: FilingFacts): readonly FilingProposal[]
}

/** A profile, with what is looked for in it at hand. Texts are numbers in the index of texts. */
interface Known {
  readonly target: Target
  readonly mark: string
  readonly title: number
  readonly texts: readonly number[]
  readonly earlierTexts: readonly number[]
  /** Code of a document -> the same as it is shown; and of each that is cited, the code of the document that cites it. */
  readonly codes: ReadonlyMap<string, string>
  readonly citing: ReadonlyMap<string, string>
  /** How many documents are of an issuer; of a batch. */
  readonly issuers: ReadonlyMap<string, number>
  readonly batches: ReadonlyMap<string, number>
}

/** A document that is to be put away, and how like its subject is to each text. */
interface Asked {
  readonly facts: FilingFacts
  readonly likenesses: Float64Array
}

export function createProposer(): Proposer {
  const index = createTextIndex()
  const known: Known[] = []
  return {
    know: ({ target, documents, earlier }) => {
      known.push({
        target,
        mark: markOf(target.notation),
        title: index.add(filingTerms(target.title)),
        texts: documents.map(({ terms }) => index.add(terms)),
        earlierTexts: earlier.map(({ terms }) => index.add(terms)),
        ...lookedFor(documents),
      })
    },
    propose: (facts) => {
      const asked = { facts, likenesses: index.likenesses(facts.terms) }
      return known
        .map((profile) => judge(asked, profile))
        .filter(({ confidence }) => confidence > NOTHING_SPEAKS)
        .sort((a, b) => b.confidence - a.confidence || compare(a.target.id, b.target.id))
        .slice(0, MOST_PROPOSALS)
    },
  }
}

function lookedFor(
  documents: readonly FilingFacts[],
): Pick<Known, 'codes' | 'citing' | 'issuers' | 'batches'> {
  const found = {
    codes: new Map<string, string>(),
    citing: new Map<string, string>(),
    issuers: new Map<string, number>(),
    batches: new Map<string, number>(),
  }
  const once = (codes: Map<string, string>, code: string, shown: string): void => {
    if (code !== '' && !codes.has(code)) codes.set(code, shown)
  }
  for (const { code, shownCode, cited, issuer, batch } of documents) {
    once(found.codes, code, shownCode)
    for (const other of cited) once(found.citing, other, shownCode)
    if (issuer !== '') found.issuers.set(issuer, (found.issuers.get(issuer) ?? 0) + 1)
    found.batches.set(batch, (found.batches.get(batch) ?? 0) + 1)
  }
  return found
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1
}

/** `05.ĐĐ` -> `dd`: what stands for the field of work in a file's notation. */
function markOf(notation: string): string {
  return (
    foldText(notation)
      .split(/[^a-z]+/)
      .filter(Boolean)
      .at(-1) ?? ''
  )
}

interface Evidence {
  readonly weight: number
  readonly reason: FilingReason
}

function judge(asked: Asked, profile: Known): FilingProposal {
  const { facts } = asked
  const evidence = [
    ...citationEvidence(facts, profile),
    ...subjectEvidence(asked, profile),
    ...formEvidence(facts, profile),
    ...timeEvidence(facts, profile),
  ].sort((a, b) => b.weight - a.weight)
  const sum = evidence.reduce((total, { weight }) => total + weight, 0) - lateness(facts, profile)
  return {
    target: profile.target,
    confidence: 1 / (1 + Math.exp(-STEEPNESS * (sum - EVEN))),
    reasons: evidence.map(({ reason }) => reason),
  }
}

// Set by hand: a citation, or a subject that is nearly the same, is enough; notation, issuer and date together are not.
const STEEPNESS = 3.2
const EVEN = 1
const NOTHING_SPEAKS = 0.1
const CITATION = 1.5
const SUBJECT = 2.2
/** What lies in the file now tells more than what lay in its like. */
const BEFORE = 0.85
const TITLE = 1.6
const NOTATION = 0.45
const ISSUER = 0.15
const DATE = 0.2
const BATCH = 0.15
const OTHER_YEAR = 0.8
/** Subjects this much alike count as alike in words to the clerk. */
const ALIKE = 0.3
const LITTLE = 0.08

function citationEvidence({ code, cited }: FilingFacts, { codes, citing }: Known): readonly Evidence[] {
  const found: Evidence[] = []
  const ofCited = cited.find((other) => codes.has(other))
  const shown = ofCited === undefined ? undefined : codes.get(ofCited)
  if (shown !== undefined) found.push({ weight: CITATION, reason: { kind: 'cites', code: shown } })
  const ofCiting = citing.get(code)
  if (ofCiting !== undefined) found.push({ weight: CITATION, reason: { kind: 'cited-by', code: ofCiting } })
  return found
}

/** The likest document counts, not the mean: one matter has documents of many kinds. */
function subjectEvidence({ likenesses }: Asked, profile: Known): readonly Evidence[] {
  const here = likest(likenesses, profile.texts)
  const before = likest(likenesses, profile.earlierTexts)
  const ofTitle = likenesses[profile.title] ?? 0
  const found: Evidence[] = []
  if (here.best > LITTLE && here.best >= before.best * BEFORE) {
    found.push({ weight: SUBJECT * here.best, reason: { kind: 'subject', documents: here.alike } })
  } else if (before.best > LITTLE) {
    found.push({
      weight: SUBJECT * BEFORE * before.best,
      reason: { kind: 'before', documents: before.alike },
    })
  }
  if (ofTitle > LITTLE) found.push({ weight: TITLE * ofTitle, reason: { kind: 'title' } })
  return found
}

function likest(likenesses: Float64Array, texts: readonly number[]) {
  const values = texts.map((text) => likenesses[text] ?? 0)
  return { best: Math.max(0, ...values), alike: Math.max(1, values.filter((value) => value >= ALIKE).length) }
}

function formEvidence({ marks, issuer }: FilingFacts, profile: Known): readonly Evidence[] {
  const { mark, issuers, texts } = profile
  const found: Evidence[] = []
  if (mark !== '' && marks.includes(mark)) {
    found.push({ weight: NOTATION, reason: { kind: 'notation', mark: mark.toUpperCase() } })
  }
  const ofIssuer = issuers.get(issuer) ?? 0
  if (ofIssuer > 0) {
    const share = ofIssuer / texts.length
    found.push({ weight: ISSUER * share, reason: { kind: 'issuer', documents: ofIssuer } })
  }
  return found
}

function timeEvidence({ date, batch }: FilingFacts, { target, batches }: Known): readonly Evidence[] {
  const found: Evidence[] = []
  if (date.startsWith(`${target.year}-`)) found.push({ weight: DATE, reason: { kind: 'date' } })
  const together = batches.get(batch) ?? 0
  if (together > 0) found.push({ weight: BATCH, reason: { kind: 'batch', documents: together } })
  return found
}

/** A document of a later year rarely belongs into the file; one of an earlier year may be what it began with. */
function lateness({ date }: FilingFacts, { target }: Known): number {
  const year = Number(date.slice(0, 4))
  if (date === '' || year === target.year) return 0
  return year > target.year ? OTHER_YEAR : OTHER_YEAR / 2
}
