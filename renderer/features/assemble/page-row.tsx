import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { turnOf } from '../../../domain/page-turn.ts'
import type { Document } from '../../../domain/records/document.ts'
import type { Page } from '../../../domain/records/page.ts'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import styles from './assemble.module.css'

const thumbnailPx = 160

/** Pages of a document side by side, those that are chosen marked. */
export function PageRow({
  label,
  document,
  pages,
  isChosen,
  onChoose,
}: {
  readonly label: string
  readonly document: Document
  readonly pages: readonly Page[]
  readonly isChosen: (page: Page) => boolean
  readonly onChoose: (page: Page) => void
}) {
  const { t } = useTranslation()
  return (
    <ul className={styles['pages']} aria-label={label}>
      {pages.map((page, at) => {
        const name = t('review.cited-page', { number: at + 1 })
        const chosen = isChosen(page)
        return (
          <li key={page.id} className={styles['thumbnail']} data-is-chosen={chosen}>
            <Thumbnail
              src={pageImageUrl(page, thumbnailPx)}
              name={chosen ? t('pages.chosen', { name }) : name}
              caption={name}
              state={chosen ? <Check aria-hidden="true" /> : null}
              turn={turnOf(document, page.id)}
              onPress={() => onChoose(page)}
            />
          </li>
        )
      })}
    </ul>
  )
}
