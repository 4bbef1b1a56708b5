import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { turnOf } from '../../../domain/page-turn.ts'
import { type Document, fieldNames, fieldValue } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { typeName } from '../../parts/names.ts'
import { pageLabels } from '../../parts/page-labels.ts'
import { shownText } from '../../state/draft.ts'
import { Facts } from '../../ui/facts.tsx'
import { PageImage } from '../../ui/page-image.tsx'
import styles from './sure.module.css'

/** One paper of the sample: its first page beside what was read of it. */
export function SurePaper({ document }: { readonly document: Document }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const [page] = document.pages
  const facts = fieldNames.map((name) => ({
    name: t(`field.${name}`),
    value: name === 'type' ? typeName(authority, fieldValue(document, name)) : shownText(document, {}, name),
    isWide: name === 'subject' || name === 'issuer' || name === 'signer',
  }))
  return (
    <div className={styles['paper']}>
      <div className={styles['picture']}>
        {page === undefined ? null : (
          <PageImage
            src={pageImageUrl(page)}
            alt={t('page.of', { number: 1, total: document.pages.length })}
            labels={pageLabels(t)}
            turn={turnOf(document, page.id)}
          />
        )}
      </div>
      <div className={styles['read']}>
        <Facts facts={facts} />
      </div>
    </div>
  )
}
