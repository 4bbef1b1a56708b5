import { ChevronDown, ChevronUp } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { useAppStore } from '../../app-store.ts'
import { commandOf } from '../../commands.ts'
import { pageLabels } from '../../parts/page-labels.ts'
import type { Review } from '../../state/review-slice.ts'
import { Banner } from '../../ui/banner.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { PageImage } from '../../ui/page-image.tsx'
import { FieldForm } from './field-form.tsx'
import styles from './review.module.css'

/** One document: its page with the place of the present field lit, and its fields. */
export function ReviewDesk({ review }: { readonly review: Review }) {
  const { t } = useTranslation()
  const store = useAppStore()
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
        {unreadCause === undefined ? null : (
          <Banner tone="warn" title={t('review.page-unread')}>
            {t('review.page-unread-next')}
          </Banner>
        )}
        {shownPage === undefined ? null : (
          <PageImage
            src={pageImageUrl(shownPage)}
            alt={pageName}
            zone={zone}
            labels={pageLabels(t)}
            placeRef={placeRef}
            pager={
              total < 2 ? null : (
                <>
                  <IconButton
                    label={t('command.previous-page')}
                    icon={<ChevronUp />}
                    isDisabled={page === 0}
                    onPress={() => commandOf('previous-page').run(store)}
                  />
                  <span className={styles['pageName']}>{pageName}</span>
                  <IconButton
                    label={t('command.next-page')}
                    icon={<ChevronDown />}
                    isDisabled={page === total - 1}
                    onPress={() => commandOf('next-page').run(store)}
                  />
                </>
              )
            }
          />
        )}
      </div>
      <FieldForm review={review} onLeaveBackwards={() => placeRef.current?.focus()} />
    </>
  )
}
