import type { Elsewhere } from '../../../domain/completeness/check-case-file.ts'
import { type CitedPaper, type FoundElsewhere, isMeant } from '../../../domain/completeness/cited.ts'
import { codeKey, codeKeyOf } from '../../../domain/completeness/document-key.ts'
import type { NumberSeries } from '../../../domain/completeness/number-series.ts'
import type { RecordId } from '../../../domain/op.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import { type Document, documentView, fieldValue } from '../../../domain/records/document.ts'
import { noFilters } from '../../../domain/search-api.ts'
import { wordsOf } from '../../../domain/search-query.ts'
import type { Records } from '../ports.ts'
import type { Search } from '../search-handlers.ts'

export interface ElsewherePorts {
  readonly records: Records
  readonly search: Search
}

interface Wanted {
  readonly papers: readonly CitedPaper[]
  readonly series: readonly NumberSeries[]
}

/** So many codes are looked up in the vault at one check. */
const MOST_LOOKED_UP = 120
/** More documents of one number and notation are of other years and offices. */
const MOST_HITS = 30

/** Looks up in the vault what the documents of a case file cite, and the numbers that lack in it. */
export async function findElsewhere(
  ports: ElsewherePorts,
  file: RecordId,
  { papers, series }: Wanted,
): Promise<Elsewhere> {
  const codes = [
    ...papers.map(({ cited }) => ({ number: cited.number ?? '', notation: cited.notation ?? '' })),
    ...series.flatMap(({ gaps, notation }) => gaps.map((gap) => ({ number: String(gap), notation }))),
  ]
  const found = new Map<string, readonly Document[]>()
  for (const { number, notation } of codes.slice(0, MOST_LOOKED_UP)) {
    const key = codeKey(number, notation)
    if (!found.has(key)) found.set(key, await documentsOf(ports, file, { number, notation }))
  }
  return {
    cited: ({ code, cited }) => {
      const document = found.get(code)?.find((candidate) => isMeant(cited, candidate))
      return document === undefined ? null : foundIn(ports.records, document)
    },
    hasNumber: (code, year) =>
      found.get(code)?.some((document) => fieldValue(document, 'issuedDate').startsWith(year)) === true,
  }
}

function foundIn({ record }: Records, document: Document): FoundElsewhere {
  const { caseFile } = document
  // Only ids of case files are ever written into the cell.
  return {
    document,
    caseNotation: caseFile === null ? '' : caseFileView(record(caseFile as RecordId)).notation,
  }
}

async function documentsOf(
  { records, search }: ElsewherePorts,
  file: RecordId,
  code: { readonly number: string; readonly notation: string },
): Promise<readonly Document[]> {
  const { hits } = await search.search({
    query: {
      words: [],
      phrases: [],
      fields: [
        { field: 'number', words: wordsOf(code.number) },
        { field: 'notation', words: wordsOf(code.notation) },
      ],
      dateFrom: null,
      dateTo: null,
      isTyping: false,
    },
    filters: noFilters,
    types: null,
    limit: MOST_HITS,
  })
  const wanted = codeKey(code.number, code.notation)
  return hits
    .map(({ document }) => documentView(records.record(document)))
    .filter((document) => document.caseFile !== file && document.isolated === undefined)
    .filter((document) => codeKeyOf(document) === wanted)
}
