import { CheckCheck, FolderOutput, Text } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Document } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { readyValue } from '../../state/attempt.ts'
import type { Paged } from '../../state/paged.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import styles from './review.module.css'
import { ReviewDesk } from './review-desk.tsx'
import { ReviewQueue } from './review-queue.tsx'

/** Documents that the machine has read, one after the other, for a person to decide on. */
export function ReviewScreen() {
  const { t } = useTranslation()
  const queue = useApp((state) => state.queue)
  const isReviewing = useApp((state) => state.review !== null)
  const waiting = useApp((state) => readyValue(state.overview)?.documentsToReview ?? 0)
  const showFiles = useApp((state) => state.showFiles)
  return (
    <ScreenFrame
      title={t('screen.review')}
      isFull
      actions={
        !isReviewing ? null : (
          <>
            <CommandButton id="accept-sure" kind="quiet" size="small" icon={<CheckCheck />} />
            <CommandButton id="export-document" kind="quiet" size="small" icon={<FolderOutput />} />
            <CommandButton id="show-text" kind="quiet" size="small" icon={<Text />} />
            <CommandButton id="previous-document" kind="quiet" size="small" />
            <CommandButton id="next-document" kind="quiet" size="small" />
          </>
        )
      }
    >
      <RemoteView remote={queue} loadingText={t('review.loading', { count: waiting })}>
        {(documents) =>
          !isReviewing ? (
            <EmptyState
              icon={<CheckCheck />}
              title={t('review.empty')}
              action={
                <>
                  <Button onPress={() => showFiles(null)}>{t('review.to-files')}</Button>
                  <CommandButton id="choose-files" />
                </>
              }
            >
              {t('review.empty-text')}
            </EmptyState>
          ) : (
            <Columns documents={documents} />
          )
        }
      </RemoteView>
    </ScreenFrame>
  )
}

/** Apart from the screen around it, which no key press changes. */
function Columns({ documents }: { readonly documents: Paged<Document> }) {
  const review = useApp((state) => state.review)
  if (review === null) return null
  return (
    <div className={styles['columns']}>
      <ReviewQueue documents={documents} current={review.document.id} />
      <ReviewDesk review={review} />
    </div>
  )
}
