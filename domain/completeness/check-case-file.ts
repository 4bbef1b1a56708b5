import { type Authority, codeLists } from '../authority.ts'
import type { CaseFileContents } from '../deposit-manifest.ts'
import type { ExportProfile } from '../export-profile.ts'
import type { Fonds } from '../records/fonds.ts'
import { numberSheets } from '../sheet-numbering.ts'
import { type CitedPaper, citedFaults, citedPapers, type FoundElsewhere } from './cited.ts'
import { type CompletenessFault, faultOf } from './completeness-fault.ts'
import { describingFaults } from './description-faults.ts'
import { documentFaults } from './document-faults.ts'
import { duplicateFaults, type KnownPages } from './duplicates.ts'
import { type FileFacts, fileFaults } from './file-faults.ts'
import { type NamedDocument, namedDocuments } from './named-document.ts'
import { type NumberSeries, numberSeries, seriesFaults } from './number-series.ts'
import { pageFaults } from './page-faults.ts'
import { countedYears } from './retention.ts'
import { SIGNATURE_ELEMENT } from './signature.ts'

/** Everything that the test of a case file looks at; the engine gathers it, the rules only compare. */
export interface CheckedFile extends Omit<FileFacts, 'file' | 'authority'> {
  readonly contents: CaseFileContents
  readonly fonds: Fonds
  readonly authority: Pick<Authority, 'documentTypes' | 'retentions' | 'schedule' | 'lists'>
  /** After which case files are described here. */
  readonly profile: ExportProfile
  /** Documents of the file that are isolated as state secrets and not dealt with yet. */
  readonly isolated: number
  /** What was looked at of the texts of its pages. */
  readonly pages: KnownPages
  /** What lies elsewhere in the vault. */
  readonly elsewhere: Elsewhere
}

/** Answers from outside of the file, found before the rules run. */
export interface Elsewhere {
  /** By the code of the paper and the year that is said of it. */
  readonly cited: (paper: CitedPaper) => FoundElsewhere | null
  readonly hasNumber: (code: string, year: string) => boolean
}

/** Sheets of paper are numbered where a file is kept so long. @see ND 30/2020, article 29(4) */
const NUMBERED_FROM_YEARS = 5

/** What the rules have to be told from outside of the file. */
export function wantedElsewhere({
  contents,
  fonds,
  authority,
}: Pick<CheckedFile, 'contents' | 'fonds' | 'authority'>): {
  readonly papers: readonly CitedPaper[]
  readonly series: readonly NumberSeries[]
} {
  const documents = namedDocuments(contents.documents, authority.documentTypes.entries)
  return { papers: citedPapers(documents), series: numberSeries(documents, fonds.agencyName) }
}

/** All that stands between a case file and its closing, point by point. */
export function checkCaseFile(checked: CheckedFile): readonly CompletenessFault[] {
  const { contents, fonds, authority, pages, elsewhere } = checked
  const { file } = contents
  const documents = namedDocuments(contents.documents, authority.documentTypes.entries)
  const sheets = numberSheets(contents.documents)
  const described = { profile: checked.profile, lists: codeLists(authority) }
  return [
    ...fileFaults({ ...checked, file, authority }, documents),
    ...describingFaults(described, { contents, fonds, sheets }, documents),
    ...(documents.length === 0 ? [faultOf('no-documents', { place: 'contents', document: null })] : []),
    ...documents.flatMap((named) => documentFaults(named)),
    ...citedFaults(citedPapers(documents), elsewhere.cited),
    ...seriesFaults(numberSeries(documents, fonds.agencyName), elsewhere.hasNumber),
    ...duplicateFaults(documents, pages),
    ...pageFaults(documents, pages),
    ...secretFaults(checked),
    ...sheetFaults(checked, documents),
    ...signatureFaults(checked),
  ]
}

function secretFaults({ isolated }: CheckedFile): readonly CompletenessFault[] {
  if (isolated === 0) return []
  return [faultOf('isolated', { place: 'settings', document: null }, { count: isolated })]
}

function sheetFaults(
  { contents: { file }, authority }: CheckedFile,
  documents: readonly NamedDocument[],
): readonly CompletenessFault[] {
  const years = countedYears(authority.retentions.entries, file.retention)
  if (years !== null && years < NUMBERED_FROM_YEARS) return []
  const uncounted = documents.filter(({ document }) => document.sheets === null)
  const { doubled, missing } = numberSheets(documents.map(({ document }) => document))
  const jump = { place: 'contents', document: null } as const
  const told = (numbers: readonly number[]) => ({ count: numbers.length, numbers: shortList(numbers) })
  return [
    ...(uncounted.length === 0
      ? []
      : [
          faultOf(
            'sheets-uncounted',
            { place: 'contents', document: uncounted[0]?.document.id ?? null },
            { count: uncounted.length },
          ),
        ]),
    ...(doubled.length === 0 ? [] : [faultOf('sheets-doubled', jump, told(doubled))]),
    ...(missing.length === 0 ? [] : [faultOf('sheets-missing', jump, told(missing))]),
  ]
}

/** So many numbers stand in a sentence. */
const TOLD_NUMBERS = 12

/** `3, 7, 8` and how many more by dots. */
function shortList(numbers: readonly number[]): string {
  const told = numbers.slice(0, TOLD_NUMBERS).join(', ')
  return numbers.length > TOLD_NUMBERS ? `${told}, …` : told
}

function signatureFaults({ contents: { file, documents } }: CheckedFile): readonly CompletenessFault[] {
  if (documents.length === 0 || (file.extra[SIGNATURE_ELEMENT] ?? '') !== '') return []
  const jump = { place: 'describe', document: null, field: SIGNATURE_ELEMENT } as const
  return [faultOf('signature-unknown', jump, { count: documents.length })]
}
