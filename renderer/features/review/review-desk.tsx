import { memo, type RefObject, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { faultCodes } from '../../../domain/fault.ts'
import { turnedBox, turnOf } from '../../../domain/page-turn.ts'
import type { Document } from '../../../domain/records/document.ts'
import type { Page } from '../../../domain/records/page.ts'
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
import { MeanwhileBanner } from './meanwhile-banner.tsx'
import { PageWords } from './page-words.tsx'
import styles from './review.module.css'
import { SplitBanner } from './split-banner.tsx'
import { VerdictBanner } from './verdict-banner.tsx'

const noMarks: readonly PageBox[] = []

/**
 * One document: its page with the place of the present field lit, and its fields. The boxes of the fields stay for the next
 * document, since making them costs more than all the rest; its page is a new one.
 */
export function ReviewDesk({ review }: { readonly review: Review }) {
  const placeRef = useRef<HTMLDivElement>(null)
  const isTextShown = useApp((state) => state.isTextShown)
  const { document, page, turn } = review
  const shownPage = document.pages[page]
  const unreadCause = shownPage === undefined ? undefined : document.unread[shownPage.id]

  return (
    <>
      <div className={styles['page']}>
        <MeanwhileBanner review={review} />
        <VerdictBanner review={review} />
        <SplitBanner document={document} />
        {unreadCause === undefined ? null : <UnreadBanner cause={unreadCause} document={document.id} />}
        {shownPage === undefined ? null : (
          <ReviewPage
            key={turn}
            document={document}
            shown={shownPage}
            at={page}
            box={litBox(review)}
            placeRef={placeRef}
          />
        )}
        {isTextShown ? <PageWords key={turn} /> : null}
      </div>
      <FieldForm review={review} onLeaveBackwards={() => placeRef.current?.focus()} />
    </>
  )
}

interface ReviewPageProps {
  readonly document: Document
  readonly shown: Page
  /** Its place in the document. */
  readonly at: number
  readonly box: PageBox | null
  readonly placeRef: RefObject<HTMLDivElement | null>
}

/** Stays as it is, and where somebody scrolled it to, while the fields beside it are typed into. */
const ReviewPage = memo(function ReviewPage({ document, shown, at, box, placeRef }: ReviewPageProps) {
  const { t } = useTranslation()
  const turnPage = useApp((state) => state.turnPage)
  const isWholePage = useApp((state) => state.isWholePage)
  const turn = turnOf(document, shown.id)
  const zone = useMemo(() => (box === null ? null : turnedBox(box, turn)), [box, turn])
  const marks = useMemo(() => (isWholePage && zone !== null ? [zone] : noMarks), [isWholePage, zone])
  const total = document.pages.length
  return (
    <PageImage
      src={pageImageUrl(shown)}
      alt={t('page.of', { number: at + 1, total })}
      zone={isWholePage ? null : zone}
      marks={marks}
      turn={turn}
      labels={pageLabels(t)}
      placeRef={placeRef}
      pager={<PageTurner page={at} total={total} onTurn={turnPage} />}
    />
  )
})

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
