import type { TFunction } from 'i18next'
import { cellLabels } from '../../../domain/conflict-cells.ts'
import { type JournalChange, type JournalEntry, journalKinds } from '../../../domain/journal-api.ts'
import { urgencies } from '../../../domain/records/findings.ts'

const recordKinds = [
  'doc',
  'case',
  'plan',
  'fonds',
  'rule',
  'issuer',
  'authority',
  'batch',
  'deposit',
  'station',
  'user',
] as const
const SHOWN_LETTERS = 4

/** `Hồ sơ: 01.TH Báo cáo`. */
export function recordText(t: TFunction, { kind, title }: JournalEntry['records'][number]): string {
  const known = recordKinds.find((name) => name === kind)
  const word = known === undefined ? t('journal.record.other') : t(`journal.record.${known}`)
  return title === '' ? word : `${word}: ${title}`
}

/** `Tiêu đề hồ sơ: Báo cáo năm`. */
export function changeText(t: TFunction, change: JournalChange): string {
  const name = t(`conflict.cell.${change.label}`, { element: change.element })
  return `${name}: ${valueText(t, change)}`
}

function valueText(t: TFunction, { isRemoved, text, told }: JournalChange): string {
  if (isRemoved) return t('conflict.removed')
  if (told === null) return text
  const { kind, count } = told
  if (kind === 'pages') return t('conflict.told.pages', { count, context: 'plain' })
  if (kind === 'urgency') {
    const known = urgencies.find((code) => code === text)
    return known === undefined ? text : t(`urgency.${known}`)
  }
  const word = t(`conflict.told.${kind}`, { count, text })
  return kind.startsWith('state-') && text !== '' ? t('conflict.with-reason', { word, reason: text }) : word
}

export function stationText(t: TFunction, { isOwn, ordinal, id }: JournalEntry['station']): string {
  if (isOwn) return ordinal === null ? t('conflict.own') : t('conflict.own-nth', { n: ordinal })
  if (ordinal !== null) return t('conflict.other-nth', { n: ordinal })
  return t('conflict.other', { id: id.slice(0, SHOWN_LETTERS) })
}

/** The words with which the engine writes the journal to a file. */
export function exportWords(t: TFunction): Readonly<Record<string, string>> {
  const named = [
    ...journalKinds.map((kind) => [`kind.${kind}`, t(`journal.kind.${kind}`)] as const),
    ...recordKinds.map((kind) => [`record.${kind}`, t(`journal.record.${kind}`)] as const),
    ...cellLabels
      .filter((label) => label !== 'other')
      .map((label) => [`cell.${label}`, t(`conflict.cell.${label}`, { element: '' })] as const),
    ...tolds.map((kind) => [`told.${kind}`, t(`conflict.told.${kind}`, PLACES)] as const),
  ]
  return { ...Object.fromEntries(named), own: t('conflict.own'), removed: t('conflict.removed') }
}

/** The engine puts in the numbers and the texts. */
const PLACES = { count: '{{count}}', text: '{{text}}', interpolation: { escapeValue: false } } as unknown as {
  count: number
  text: string
}
const tolds = [
  'empty',
  'none',
  'yes',
  'no',
  'sheets',
  'bin',
  'separator',
  'moved',
  'turned',
  'state-open',
  'state-closed',
  'state-deposited',
  'state-returned',
  'state-accepted',
  'access-open',
  'access-restricted',
  'excluded-state-secret',
  'excluded-complex',
] as const
