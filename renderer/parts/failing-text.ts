import type { TFunction } from 'i18next'
import type { Failing } from '../../domain/records/deposit.ts'
import { type Document, FieldName } from '../../domain/records/document.ts'
import { failedPage } from '../state/verdict-slice.ts'

/** `Không đạt, trang 2, mục Ngày ban hành: Sai năm`; without the page where the document is not at hand. */
export function failingText(t: TFunction, failing: Failing, document?: Document): string {
  const { reason } = failing
  const where = placeOf(t, failing, document)
  return where === '' ? t('verdict.failed', { reason }) : t('verdict.failed-at', { where, reason })
}

function placeOf(t: TFunction, failing: Failing, document: Document | undefined): string {
  const page = document === undefined ? null : failedPage(document, failing)
  const field = FieldName.safeParse(failing.field)
  return [
    page === null ? '' : t('verdict.page', { number: page + 1 }),
    field.success ? t('verdict.field', { name: t(`field.${field.data}`) }) : '',
  ]
    .filter(Boolean)
    .join(', ')
}
