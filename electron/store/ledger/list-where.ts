import { foldText } from '../../../domain/fold-text.ts'
import type { CaseListFilter, DocumentListFilter, ListQuery } from '../../../domain/list-api.ts'
import { listedStages, listedStates } from '../../../domain/list-api.ts'
import type { SqlValue } from './encrypted-database.ts'

/** Terms over one of the list tables; none where nothing is narrowed. */
export interface ListTerms {
  readonly table: 'case_list' | 'document_list'
  readonly terms: readonly string[]
  readonly values: readonly SqlValue[]
  /** Folded words of which each stands in what a case file is called. */
  readonly words: readonly string[]
}

/** @param doubted deposits whose accepted case files count as deposited */
export function listTerms(query: ListQuery, doubted: readonly string[]): ListTerms {
  const terms: string[] = []
  const values: SqlValue[] = []
  const add: Add = (term, ...more) => {
    terms.push(term)
    values.push(...more)
  }
  const words = wordsIn(query.filter.text)
  if (query.list === 'cases') {
    addCaseTerms(query.filter, doubted, add)
    return { table: 'case_list', terms, values, words }
  }
  addDocumentTerms(query.filter, add)
  for (const word of words) add(`instr(${DOCUMENT_TEXT}, ?) > 0`, word)
  return { table: 'document_list', terms, values, words: [] }
}

type Add = (term: string, ...values: readonly SqlValue[]) => void

const DOCUMENT_TEXT =
  "(ltrim(number, '0') || '/' || notation || ' ' || subject || ' ' || issuer || ' ' || signer)"

function wordsIn(text: string | undefined): readonly string[] {
  return foldText(text ?? '')
    .split(/\s+/)
    .filter(Boolean)
}

function addCaseTerms(filter: CaseListFilter, doubted: readonly string[], add: Add): void {
  const { fonds, year, states, retention, maker, planEntry, deposit, access, isMissing } = filter
  if (fonds !== undefined) add('fonds = ?', fonds)
  if (year !== undefined) add('year = ?', year)
  if (retention !== undefined) add('retention = ?', retention)
  if (maker !== undefined) add('maker = ?', maker)
  if (planEntry === null) add('plan_entry IS NULL')
  else if (planEntry !== undefined) add('plan_entry = ?', planEntry)
  if (deposit !== undefined) add('deposit = ?', deposit)
  if (access !== undefined) add('restricted = ?', Number(access === 'restricted'))
  if (isMissing !== undefined) add('missing > 0')
  if (states !== undefined) addStates(states, doubted, add)
}

const ACCEPTED = listedStates.indexOf('accepted')

function addStates(
  states: readonly (typeof listedStates)[number][],
  doubted: readonly string[],
  add: Add,
): void {
  const ranks = JSON.stringify(states.map((state) => listedStates.indexOf(state)))
  const isIn = 'state IN (SELECT value FROM json_each(?))'
  const isDoubted = `(state = ${ACCEPTED} AND coalesce(deposit IN (SELECT value FROM json_each(?)), 0))`
  const [hasAccepted, hasDeposited] = [states.includes('accepted'), states.includes('deposited')]
  if (doubted.length === 0 || hasAccepted === hasDeposited) return add(isIn, ranks)
  if (hasAccepted) return add(`${isIn} AND NOT ${isDoubted}`, ranks, JSON.stringify(doubted))
  add(`(${isIn} OR ${isDoubted})`, ranks, JSON.stringify(doubted))
}

function addDocumentTerms(filter: DocumentListFilter, add: Add): void {
  const { year, stages, type, caseFile, isDoubtful } = filter
  if (year !== undefined) add('year = ?', year)
  if (type !== undefined) add('type = ?', type)
  if (caseFile === null) add('case_file IS NULL')
  else if (caseFile !== undefined) add('case_file = ?', caseFile)
  if (isDoubtful !== undefined) add('doubt > 0')
  if (stages === undefined) return
  const ranks = stages.map((stage) => listedStages.indexOf(stage))
  add('stage IN (SELECT value FROM json_each(?))', JSON.stringify(ranks))
}

/** The column of the table that a list is sorted by. */
const COLUMNS: Readonly<Record<string, string>> = {
  startDate: 'start_date',
  endDate: 'end_date',
  maker: 'maker_key',
  issuedDate: 'issued_date',
  caseFile: 'file_key',
}

/** Columns whose sorted text begins as what a person reads, the first with numbers by their value. */
const PADDED: ReadonlySet<string> = new Set(['notation', 'title', 'place', 'number', 'file_key'])
const TEXTS: ReadonlySet<string> = new Set([...PADDED, 'maker_key', 'issuer', 'subject', 'signer'])

export function orderOf({ sort }: ListQuery): {
  readonly column: string
  readonly isDescending: boolean
  readonly isText: boolean
  readonly isPadded: boolean
} {
  const column = COLUMNS[sort.by] ?? sort.by
  return { column, isDescending: sort.isDescending, isText: TEXTS.has(column), isPadded: PADDED.has(column) }
}
