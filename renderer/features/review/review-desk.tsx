import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { faultCodes } from '../../../domain/fault.ts'
import { turnedBox, turnOf } from '../../../domain/page-turn.ts'
import type { PageBox } from '../../../domain/records/page-box.ts'
import { useApp } from '../../app-store.ts'
import { faultText } from '../../parts/fault-text.ts'
import { pageLabels } from '../../parts/page-labels.ts'
import { PageTurner } from '../../parts/page-turner.tsx'
import { ReadAgain } from '../../parts/read-again.tsx'
import type { Review } from '../../state/review.ts'
import { Banner } from '../../ui/banner.tsx'
import { PageImage } from '../../ui/page-image.tsx'
import { FieldForm } from './field-form.tsx'
import { PageWords } from './page-words.tsx'
import styles from './review.module.css'
import { SplitBanner } from './split-banner.tsx'
import { VerdictBanner } from './verdict-banner.tsx'

/** One document: its page with the place of the present field lit, and its fields. */
export function ReviewDesk({ review }: { readonly review: Review }) {
  const { t } = useTranslation()
  const turnPage = useApp((state) => state.turnPage)
  const placeRef = useRef<HTMLDivElement>(null)
  const isTextShown = useApp((state) => state.isTextShown)
  const { document, page } = review
  const shownPage = document.pages[page]
  const turn = shownPage === undefined ? 0 : turnOf(document, shownPage.id)
  const box = litBox(review)
  const zone = box === null ? null : turnedBox(box, turn)
  const total = document.pages.length
  const pageName = t('page.of', { number: page + 1, total })
  const unreadCause = shownPage === undefined ? undefined : document.unread[shownPage.id]

  return (
    <>
      <div className={styles['page']}>
        <VerdictBanner review={review} />
        <SplitBanner document={document} />
        {unreadCause === undefined ? null : <UnreadBanner cause={unreadCause} document={document.id} />}
        {shownPage === undefined ? null : (
          <PageImage
            src={pageImageUrl(shownPage)}
            alt={pageName}
            zone={zone}
            turn={turn}
            labels={pageLabels(t)}
            placeRef={placeRef}
            pager={<PageTurner page={page} total={total} onTurn={turnPage} />}
          />
        )}
        {isTextShown ? <PageWords /> : null}
      </div>
      <FieldForm review={review} onLeaveBackwards={() => placeRef.current?.focus()} />
    </>
  )
}

/** What is lit on the shown page: the place somebody went to, else that of the present field. */
function litBox({ document, field, page, spot }: Review): PageBox | null {
  if (spot !== null) return spot
  const proposal = document.proposals?.[field]
  return proposal?.page === page ? proposal.box : null
}

/** Says why a page was not read, and that a person can go on without. */
function UnreadBanner({ cause, document }: { readonly cause: string; readonly document: string }) {
  const { t } = useTranslation()
  const code = faultCodes.find((known) => known === cause) ?? 'reader-died'
  return (
    <Banner
      tone="warn"
      title={t('review.page-unread', { cause: faultText(t, { code, detail: {} }).cause })}
      action={<ReadAgain document={document} />}
    >
      {t('review.page-unread-next')}
    </Banner>
  )
}
