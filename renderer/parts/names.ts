import type { TFunction } from 'i18next'
import type { Authority } from '../../domain/authority.ts'
import { type Document, documentCode, fieldValue } from '../../domain/records/document.ts'
import { type Remote, readyValue } from '../state/attempt.ts'

/** The words for a type of document, or the code where the law's list does not have it. */
export function typeName(authority: Remote<Authority>, code: string): string {
  const types = readyValue(authority)?.documentTypes.entries ?? []
  return types.find((type) => type.code === code)?.name ?? code
}

export function retentionName(authority: Remote<Authority>, code: string): string {
  const retentions = readyValue(authority)?.retentions.entries ?? []
  return retentions.find((retention) => retention.code === code)?.name ?? code
}

/** `Quyết định 15/QĐ-UBND`, or what there is of it. */
export function documentName(t: TFunction, authority: Remote<Authority>, document: Document): string {
  const parts = [typeName(authority, fieldValue(document, 'type')), documentCode(document)].filter(Boolean)
  return parts.length === 0 ? t('document.unnamed') : parts.join(' ')
}
