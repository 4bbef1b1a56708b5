import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { faultCodes } from '../../../domain/fault.ts'
import { useApp } from '../../app-store.ts'
import { faultText } from '../../parts/fault-text.ts'
import { pageLabels } from '../../parts/page-labels.ts'
import { PageTurner } from '../../parts/page-turner.tsx'
import type { Review } from '../../state/review.ts'
import { Banner } from '../../ui/banner.tsx'
import { PageImage } from '../../ui/page-image.tsx'
import { FieldForm } from './field-form.tsx'
import styles from './review.module.css'

/** One document: its page with the place of the present field lit, and its fields. */
export function ReviewDesk({ review }: { readonly review: Review }) {
  const { t } = useTranslation()
  const turnPage = useApp((state) => state.turnPage)
  const placeRef = useRef<HTMLDivElement>(null)
  const { document, field, page } = review
  const shownPage = document.pages[page]
  const proposal = document.proposals?.[field]
  const zone = proposal?.page === page ? proposal.box : null
  const total = document.pages.length
  const pageName = t('page.of', { number: page + 1, total })
  const unreadCause = shownPage === undefined ? undefined : document.unread[shownPage.id]

  return (
    <>
      <div className={styles['page']}>
        {unreadCause === undefined ? null : <UnreadBanner cause={unreadCause} />}
        {shownPage === undefined ? null : (
          <PageImage
            src={pageImageUrl(shownPage)}
            alt={pageName}
            zone={zone}
            labels={pageLabels(t)}
            placeRef={placeRef}
            pager={<PageTurner page={page} total={total} onTurn={turnPage} />}
          />
        )}
      </div>
      <FieldForm review={review} onLeaveBackwards={() => placeRef.current?.focus()} />
    </>
  )
}

/** Says why a page was not read, and that a person can go on without. */
function UnreadBanner({ cause }: { readonly cause: string }) {
  const { t } = useTranslation()
  const code = faultCodes.find((known) => known === cause) ?? 'reader-died'
  return (
    <Banner tone="warn" title={t('review.page-unread', { cause: faultText(t, { code, detail: {} }).cause })}>
      {t('review.page-unread-next')}
    </Banner>
  )
}
