import { ABSENT } from '../../../domain/catalogue.ts'
import type { RecordKind } from '../../../domain/op.ts'
import type { SqlValue } from './encrypted-database.ts'

/** Which records are meant. Those that are absent are never among them. */
export interface CatalogueFilter {
  readonly kind: RecordKind
  readonly stages?: readonly string[]
  /** Null means those without a parent. */
  readonly parent?: string | null
  readonly batch?: string
  readonly fonds?: string
  readonly year?: number
  readonly deposit?: string
  /** Of what is placed by the time it was made, batches and case files: from then on, and before then. */
  readonly madeFromMs?: number
  readonly madeBeforeMs?: number
  /** Each of these folded texts stands somewhere in what the record is called. */
  readonly words?: readonly string[]
  /** Only those for which the machine has still something to do. */
  readonly isDue?: true
  /** Accepted case files of these deposits count as deposited: nothing bears out that they were accepted. */
  readonly doubted?: readonly string[]
}

interface Where {
  readonly from: string
  readonly where: string
  readonly values: readonly SqlValue[]
}

/** Where no index may be left to the planner's guess, which knows nothing of how many records there are. */
const FORCED: Readonly<Record<string, { readonly index: string; readonly term: string }>> = {
  doubt: { index: 'record_doubt', term: 'doubt IS NOT NULL' },
  words: { index: 'record_words', term: 'words IS NOT NULL' },
}

/** The terms of a query over the table `record`. */
export function whereOf(filter: CatalogueFilter, order = 'position'): Where {
  const terms: string[] = ['kind = ?']
  const values: SqlValue[] = [filter.kind]
  const add = (term: string, ...more: readonly SqlValue[]): void => {
    terms.push(term)
    values.push(...more)
  }
  addStages(filter, add)
  addPlaces(filter, add)
  if (filter.madeFromMs !== undefined) add('position >= ?', filter.madeFromMs)
  if (filter.madeBeforeMs !== undefined) add('position < ?', filter.madeBeforeMs)
  if (filter.isDue === true) add('due = 1')
  for (const word of filter.words ?? []) add('instr(words, ?) > 0', word)
  const forced = FORCED[filter.words === undefined ? order : 'words']
  if (forced !== undefined) add(forced.term)
  const from = forced === undefined ? 'record' : `record INDEXED BY ${forced.index}`
  return { from, where: terms.join(' AND '), values }
}

type Add = (term: string, ...values: readonly SqlValue[]) => void

function addStages({ stages, doubted = [] }: CatalogueFilter, add: Add): void {
  if (stages === undefined) return add('stage <> ?', ABSENT)
  const [only] = stages
  const isIn = stages.length === 1 ? 'stage = ?' : 'stage IN (SELECT value FROM json_each(?))'
  const value = stages.length === 1 && only !== undefined ? only : JSON.stringify(stages)
  const isDoubted = "stage = 'accepted' AND coalesce(deposit IN (SELECT value FROM json_each(?)), 0)"
  const [hasAccepted, hasDeposited] = [stages.includes('accepted'), stages.includes('deposited')]
  if (doubted.length === 0 || hasAccepted === hasDeposited) return add(isIn, value)
  if (hasAccepted) return add(`${isIn} AND NOT (${isDoubted})`, value, JSON.stringify(doubted))
  add(`(${isIn} OR (${isDoubted}))`, value, JSON.stringify(doubted))
}

function addPlaces({ parent, ...places }: CatalogueFilter, add: Add): void {
  if (parent === null) add('parent IS NULL')
  else if (parent !== undefined) add('parent = ?', parent)
  for (const name of ['batch', 'fonds', 'year', 'deposit'] as const) {
    const value = places[name]
    if (value !== undefined) add(`${name} = ?`, value)
  }
}
