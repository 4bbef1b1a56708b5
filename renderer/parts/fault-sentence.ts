import type { TFunction } from 'i18next'
import type { Authority } from '../../domain/authority.ts'
import type { CompletenessFault, FaultFacts } from '../../domain/completeness/completeness-fault.ts'
import { FieldName } from '../../domain/records/document.ts'
import type { Remote } from '../state/attempt.ts'
import { formatDate } from '../state/date-text.ts'
import { retentionName, typeName } from './names.ts'

const dates: ReadonlySet<string> = new Set(['date', 'startDate', 'endDate'])
const retentions: ReadonlySet<string> = new Set(['retention', 'least'])
const fileFields = ['title', 'retention', 'basis', 'maker'] as const

/** What is wrong, with its names, numbers and days, as one sentence. */
export function faultSentence(
  t: TFunction,
  authority: Remote<Authority>,
  { code, facts }: CompletenessFault,
): string {
  const named = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, factText({ t, authority, facts }, name, value)]),
  )
  const isLoose = code === 'cited-elsewhere' && facts['caseNotation'] === ''
  return t(isLoose ? 'completeness.code.cited-elsewhere-loose' : `completeness.code.${code}`, named)
}

/** Which document it is, or that it is the whole file. */
export function faultConcern(t: TFunction, { facts }: CompletenessFault): string {
  const { order, name } = facts
  if (order === undefined) return t('completeness.whole-file')
  return name === '' ? t('completeness.nth', { order }) : t('completeness.nth-named', { order, name })
}

interface Words {
  readonly t: TFunction
  readonly authority: Remote<Authority>
  readonly facts: FaultFacts
}

function factText({ t, authority, facts }: Words, name: string, value: string | number): string | number {
  if (typeof value === 'number') return value
  if (dates.has(name)) return formatDate(value)
  if (retentions.has(name)) return retentionName(authority, value)
  if (name === 'field') return fieldText(t, value)
  if (name === 'value' && facts['field'] === 'type') return typeName(authority, value)
  if (name === 'value' && facts['field'] === 'issuedDate') return formatDate(value)
  return value
}

function fieldText(t: TFunction, field: string): string {
  const ofDocument = FieldName.safeParse(field)
  if (ofDocument.success) return t(`field.${ofDocument.data}`)
  const ofFile = fileFields.find((name) => name === field)
  return ofFile === undefined ? field : t(`completeness.file-field.${ofFile}`)
}
