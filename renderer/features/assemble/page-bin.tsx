import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { binnedPages } from '../../../domain/page-layout.ts'
import { turnOf } from '../../../domain/page-turn.ts'
import type { Document } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import styles from './assemble.module.css'

const thumbnailPx = 160

/** Pages that were put away; none is ever deleted, and each comes back where it stood. */
export function PageBin({ document }: { readonly document: Document }) {
  const { t } = useTranslation()
  const restore = useApp((state) => state.restorePage)
  const pages = binnedPages(document)
  if (pages.length === 0) return null
  const title = t('pages.bin-title', { count: pages.length })
  return (
    <section aria-label={title} className={styles['bin']}>
      <h3 className={styles['binTitle']}>{title}</h3>
      <p className={styles['note']}>{t('pages.bin-lead')}</p>
      <ul className={styles['pages']}>
        {pages.map((page, at) => (
          <li key={page.id} className={styles['thumbnail']}>
            <Thumbnail
              src={pageImageUrl(page, thumbnailPx)}
              name={t('pages.restore', { number: at + 1 })}
              caption={t('pages.restore-short')}
              state={<Undo2 aria-hidden="true" />}
              turn={turnOf(document, page.id)}
              onPress={() => void restore(page.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
