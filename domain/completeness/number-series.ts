import { fieldValue } from '../records/document.ts'
import { type CompletenessFault, faultOf } from './completeness-fault.ts'
import { codeKey, notationKey, numberKey, officeKey } from './document-key.ts'
import type { NamedDocument } from './named-document.ts'

/** Numbers of one notation and year that an agency gave itself, as far as they lie in one case file. */
export interface NumberSeries {
  readonly notation: string
  readonly year: string
  /** Ascending, each once, with the document that has it. */
  readonly numbers: readonly { readonly number: number; readonly named: NamedDocument }[]
  /** Ascending: the numbers between the first and the last that are not in the file. */
  readonly gaps: readonly number[]
}

/** Two numbers are no series yet. */
const LEAST_NUMBERS = 3
/** A file of one matter has few of an agency's numbers; only a kept set (tập lưu) has most of them. */
const MOST_GAPS_A_NUMBER = 0.5

/** The series of an agency's own documents that are so dense that what lacks in them is meant to be there. */
export function numberSeries(
  documents: readonly NamedDocument[],
  agencyName: string,
): readonly NumberSeries[] {
  const own = officeKey(agencyName)
  const groups = new Map<string, NamedDocument[]>()
  for (const named of documents) {
    const { document } = named
    if (officeKey(fieldValue(document, 'issuer')) !== own) continue
    const year = fieldValue(document, 'issuedDate').slice(0, 4)
    const key = `${notationKey(fieldValue(document, 'notation'))} ${year}`
    groups.set(key, [...(groups.get(key) ?? []), named])
  }
  return [...groups.values()].flatMap((group) => {
    const series = seriesOf(group)
    return series === null ? [] : [series]
  })
}

function seriesOf(group: readonly NamedDocument[]): NumberSeries | null {
  const [first] = group
  if (first === undefined) return null
  const notation = fieldValue(first.document, 'notation')
  const year = fieldValue(first.document, 'issuedDate').slice(0, 4)
  const byNumber = new Map(
    group.flatMap((named) => {
      const digits = numberKey(fieldValue(named.document, 'number'))
      return /^\d{1,5}$/.test(digits) ? [[Number(digits), named] as const] : []
    }),
  )
  const numbers = [...byNumber]
    .map(([number, named]) => ({ number, named }))
    .sort((a, b) => a.number - b.number)
  const [lowest, highest] = [numbers[0]?.number ?? 0, numbers.at(-1)?.number ?? 0]
  const lacking = highest - lowest + 1 - numbers.length
  const isSeries = notation !== '' && year !== '' && numbers.length >= LEAST_NUMBERS
  if (!isSeries || lacking === 0 || lacking > numbers.length * MOST_GAPS_A_NUMBER) return null
  const gaps = Array.from({ length: highest - lowest }, (_, at) => lowest + at).filter(
    (number) => !byNumber.has(number),
  )
  return { notation, year, numbers, gaps }
}

/** @param isElsewhere whether a document of this code and year lies elsewhere in the vault */
export function seriesFaults(
  series: readonly NumberSeries[],
  isElsewhere: (code: string, year: string) => boolean,
): readonly CompletenessFault[] {
  return series.flatMap(({ notation, year, numbers, gaps }) =>
    gaps
      .filter((gap) => !isElsewhere(codeKey(String(gap), notation), year))
      .map((gap) => {
        // The one before the gap: what lacks comes behind it.
        const before = numbers.findLast(({ number }) => number < gap)?.named.document.id ?? null
        return faultOf('number-gap', { place: 'contents', document: before }, { number: gap, notation, year })
      }),
  )
}
