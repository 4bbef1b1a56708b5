import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TextLayer } from '../../../domain/text-layer.ts'
import { type Corrections, placedLines } from '../../../domain/word-corrections.ts'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { correctionsUnderReview } from '../../state/page-text-slice.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './review.module.css'
import { WordEditor } from './word-editor.tsx'
import { WordMark } from './word-mark.tsx'

/** What was read on the page, line by line; words that need a look say so by more than their colour. */
export function PageWords() {
  const { t } = useTranslation()
  const pageText = useApp((state) => state.pageText)
  const corrections = useApp(correctionsUnderReview)
  const hide = useApp((state) => state.toggleText)
  return (
    <section className={styles['words']} aria-label={t('page.text')}>
      <header className={styles['wordsHead']}>
        <h2 className={styles['wordsTitle']}>{t('page.text')}</h2>
        <IconButton label={t('common.close')} icon={<X />} onPress={hide} />
      </header>
      {pageText === null ? (
        <p className={styles['wordsBody']}>{t('page.text-none')}</p>
      ) : (
        <RemoteView remote={pageText.layer} loadingText={t('page.text-loading')}>
          {(layer) => <Lines layer={layer} corrections={corrections} />}
        </RemoteView>
      )}
    </section>
  )
}

function Lines({
  layer,
  corrections,
}: {
  readonly layer: TextLayer
  readonly corrections: Corrections | undefined
}) {
  const { t } = useTranslation()
  const lines = placedLines(layer, corrections)
  if (lines.length === 0) return <p className={styles['wordsBody']}>{t('page.text-none')}</p>
  return (
    <>
      <WordEditor words={lines.flat()} layer={layer} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={styles['wordsBody']} tabIndex={0} role="group" aria-label={t('page.text')}>
        {lines.map((words) => (
          <p key={words[0]?.place}>
            {words.map((placed) => (
              <WordMark key={placed.place} placed={placed} />
            ))}
          </p>
        ))}
      </div>
    </>
  )
}
