import type { TFunction } from 'i18next'
import { urgencies } from '../../../domain/records/findings.ts'
import type { Conflict, ConflictSide } from '../../../domain/sync-api.ts'

const kinds = ['doc', 'case', 'plan', 'fonds', 'rule', 'issuer', 'authority'] as const
/** So much of an id tells the PCs of a commune apart. */
const SHOWN_LETTERS = 4

/** `Văn bản: Quyết định 15/QĐ-UBND`. */
export function recordWords(t: TFunction, { kind, title }: Conflict): string {
  const known = kinds.find((name) => name === kind) ?? 'other'
  return `${t(`conflict.kind.${known}`)}: ${title === '' ? t('conflict.unnamed') : title}`
}

export function cellWords(t: TFunction, { label, element }: Conflict): string {
  return t(`conflict.cell.${label}`, { element })
}

/** Which of the values that stand beside each other. */
export function sideName(t: TFunction, nth: number): string {
  const names = ['left', 'right', 'third', 'fourth'] as const
  const name = names[nth]
  return name === undefined ? t('conflict.side', { nth: nth + 1 }) : t(`conflict.${name}`)
}

/** The value as words. */
export function valueText(t: TFunction, { isRemoved, text, told }: ConflictSide): string {
  if (isRemoved) return t('conflict.removed')
  if (told === null) return text
  const { kind, count } = told
  if (kind === 'pages' && text === '') return t('conflict.told.pages', { count, context: 'plain' })
  if (kind === 'urgency') return t('conflict.told.urgency', { text: urgencyName(t, text) })
  const word = t(`conflict.told.${kind}`, { count, text })
  return kind.startsWith('state-') && text !== '' ? t('conflict.with-reason', { word, reason: text }) : word
}

function urgencyName(t: TFunction, code: string): string {
  const known = urgencies.find((name) => name === code)
  return known === undefined ? code : t(`urgency.${known}`)
}

export function stationWords(t: TFunction, { isOwn, ordinal, id }: ConflictSide['station']): string {
  if (isOwn) return ordinal === null ? t('conflict.own') : t('conflict.own-nth', { n: ordinal })
  if (ordinal !== null) return t('conflict.other-nth', { n: ordinal })
  return t('conflict.other', { id: id.slice(0, SHOWN_LETTERS) })
}
