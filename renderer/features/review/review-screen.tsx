import { CheckCheck, FolderOutput, Text } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { readyValue } from '../../state/attempt.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import styles from './review.module.css'
import { ReviewDesk } from './review-desk.tsx'
import { ReviewQueue } from './review-queue.tsx'

/** Documents that the machine has read, one after the other, for a person to decide on. */
export function ReviewScreen() {
  const { t } = useTranslation()
  const queue = useApp((state) => state.queue)
  const review = useApp((state) => state.review)
  const waiting = useApp((state) => readyValue(state.overview)?.documentsToReview ?? 0)
  const showFiles = useApp((state) => state.showFiles)
  return (
    <ScreenFrame
      title={t('screen.review')}
      isFull
      actions={
        review === null ? null : (
          <>
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
          review === null ? (
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
            <div className={styles['columns']}>
              <ReviewQueue documents={documents} current={review.document} />
              <ReviewDesk key={`${review.document.id} ${review.turn}`} review={review} />
            </div>
          )
        }
      </RemoteView>
    </ScreenFrame>
  )
}
