import type { TFunction } from 'i18next'
import type { SyncItem } from '../../../domain/sync-api.ts'

const SHOWN_DIGITS = 8

/** What a file is called: by its document, else by its case file, else by the beginning of its hash. */
export function itemName(t: TFunction, { document, caseFile, sha }: SyncItem): string {
  const title = document?.title || caseFile?.title
  return title || t('sync.item-unnamed', { sha: sha.slice(0, SHOWN_DIGITS) })
}
