import type { MatchResults } from './ocr-match.ts'

const PERCENT = 100

/** What was wrong where: for papers that may be looked at one by one. */
export function detailsOf({ pages, papers }: MatchResults): readonly string[] {
  const ofPages = pages.toSorted(byPlace).map(({ contestant, id, tier, page, score, cpuSeconds }) => {
    const rate = (PERCENT * score.characterErrors) / score.characters
    const cost = `${cpuSeconds.toFixed(2)} s`
    return `${tier} ${id} p${page} ${contestant}: ${rate.toFixed(2)} % (${score.characterErrors} of ${score.characters}), ${cost}`
  })
  const ofPapers = papers.toSorted(byPlace).flatMap(({ id, tier, judgements, impossibleDates }) => [
    ...judgements
      .filter(({ outcome }) => outcome !== 'exact')
      .map(({ field, outcome, confidence, truth, proposed, isByHand }) => {
        const hand = isByHand ? ' (by hand)' : ''
        return `${tier} ${id} ${field}${hand} ${outcome} at ${confidence ?? '-'}: ${proposed ?? '-'} for ${truth ?? '-'}`
      }),
    ...impossibleDates.map((date) => `${tier} ${id} impossible date ${date}`),
  ])
  return [...ofPages, ...ofPapers]
}

function byPlace(
  a: { readonly tier: string; readonly id: string },
  b: { readonly tier: string; readonly id: string },
): number {
  return a.tier.localeCompare(b.tier) || a.id.localeCompare(b.id)
}
