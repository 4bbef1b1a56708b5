import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { fieldValue } from '../../../domain/records/document.ts'
import type { SearchHit } from '../../../domain/search-api.ts'
import { useApp } from '../../app-store.ts'
import { documentName } from '../../parts/names.ts'
import { placeText } from '../../parts/place-text.ts'
import { formatDate } from '../../state/date-text.ts'
import { OptionList } from '../../ui/option-list.tsx'
import styles from './search.module.css'

const thumbnailPx = 160

/** What was found: each with its page, the words around the hit, and where it is filed. */
export function HitList({ hits }: { readonly hits: readonly SearchHit[] }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const openHit = useApp((state) => state.openHit)
  const where = ({ caseFile }: SearchHit): string =>
    caseFile === null
      ? t('search.unfiled')
      : t('search.filed', { name: `${caseFile.notation} ${caseFile.title}` })
  const placed = ({ caseFile }: SearchHit): string => {
    const place = placeText(t, caseFile?.place ?? null)
    return place === null ? '' : ` · ${place}`
  }
  return (
    <div className={styles['hits']}>
      <OptionList
        label={t('search.hits')}
        items={hits}
        itemId={({ document, page }) => `${document.id} ${page}`}
        itemText={({ document }) => documentName(t, authority, document)}
        render={(hit) => {
          const page = hit.document.pages[hit.page]
          return (
            <div className={styles['hit']}>
              <span className={styles['thumbnail']}>
                {page === undefined ? null : (
                  <img src={pageImageUrl(page, thumbnailPx)} alt="" loading="lazy" />
                )}
              </span>
              <div className={styles['words']}>
                <p className={styles['name']}>
                  {documentName(t, authority, hit.document)}
                  <span className={styles['date']}>{formatDate(fieldValue(hit.document, 'issuedDate'))}</span>
                </p>
                <p>{fieldValue(hit.document, 'subject')}</p>
                <p className={styles['snippet']}>
                  {hit.snippet.map((piece, index) =>
                    piece.isMatch ? (
                      <mark key={`${index}-${piece.text}`} className={styles['mark']}>
                        {piece.text}
                      </mark>
                    ) : (
                      piece.text
                    ),
                  )}
                </p>
                <p className={styles['where']}>
                  {where(hit)}
                  {placed(hit)} · {t('page.of', { number: hit.page + 1, total: hit.document.pages.length })}
                </p>
              </div>
            </div>
          )
        }}
        onOpen={(hit) => void openHit(hit)}
      />
    </div>
  )
}
