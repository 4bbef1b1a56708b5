import type { TFunction } from 'i18next'
import { type Authority, codeLists, type ListEntry } from '../../domain/authority.ts'
import { CODE_SEPARATOR } from '../../domain/describe.ts'
import type { ProfileElement } from '../../domain/export-profile.ts'

/** The entries of an element's list that may be chosen. */
export function choosable(authority: Authority | null, { list }: ProfileElement): readonly ListEntry[] {
  if (authority === null || list === null) return []
  return (codeLists(authority)[list] ?? []).filter(({ selectable }) => selectable)
}

/** A value in words: codes by their names. */
export function shownCodes(
  { t, authority }: { readonly t: TFunction; readonly authority: Authority | null },
  element: ProfileElement,
  value: string,
): string {
  if (element.type === 'flag') return value === '' ? '' : t(value === '1' ? 'describe.yes' : 'describe.no')
  if (element.list === null || value === '') return value
  const known = choosable(authority, element)
  const codes = element.type === 'codes' ? value.split(CODE_SEPARATOR) : [value]
  return codes.map((code) => known.find((entry) => entry.code === code)?.name ?? code).join(', ')
}
