import type { TFunction } from 'i18next'
import { memo } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Authority } from '../../../domain/authority.ts'
import { SURE } from '../../../domain/records/document.ts'
import type { CitedDocument } from '../../../domain/records/findings.ts'
import { useApp } from '../../app-store.ts'
import { typeName } from '../../parts/names.ts'
import type { Remote } from '../../state/attempt.ts'
import { formatDate } from '../../state/date-text.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import styles from './fields.module.css'

/** The documents that this one is based on or answers; each leads to where it stands on the page. */
export const CitedList = memo(function CitedList({ cited }: { readonly cited: readonly CitedDocument[] }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const lookAt = useApp((state) => state.lookAt)
  return (
    <Disclosure title={t('review.cited', { count: cited.length })}>
      <ul className={styles['cited']}>
        {cited.map((citation, place) => (
          <li key={place}>
            <Button className={styles['citation'] ?? ''} onPress={() => lookAt(citation.page, citation.box)}>
              <span className={styles['citationName']}>{nameOf(t, authority, citation)}</span>
              <span className={styles['citationPlace']}>
                {citation.confidence < SURE ? `${t('review.certainty.doubt')} · ` : ''}
                {t('review.cited-page', { number: citation.page + 1 })}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
})

/** `Nghị định 30/2020/NĐ-CP ngày 05/03/2020`, or the words as they stand. */
function nameOf(t: TFunction, authority: Remote<Authority>, citation: CitedDocument): string {
  const { type, number, notation, issuedDate, issuer, text } = citation
  const code = [number, notation].filter(Boolean).join('/')
  if (code === '') return text
  const kind = type === null ? t('review.cited-document') : typeName(authority, type)
  const date = issuedDate === null ? '' : t('review.incoming-date', { date: formatDate(issuedDate) })
  return [kind, code, date, issuer ?? ''].filter(Boolean).join(' ')
}
