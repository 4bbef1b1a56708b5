import { PenLine, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TextLayer, Word } from '../../../domain/text-layer.ts'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './review.module.css'

/** What was read on the page, line by line; words that need a look say so by more than their colour. */
export function PageWords() {
  const { t } = useTranslation()
  const pageText = useApp((state) => state.pageText)
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
          {(layer) => <Lines layer={layer} />}
        </RemoteView>
      )}
    </section>
  )
}

function Lines({ layer }: { readonly layer: TextLayer }) {
  const { t } = useTranslation()
  if (layer.lines.length === 0) return <p className={styles['wordsBody']}>{t('page.text-none')}</p>
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={styles['wordsBody']} tabIndex={0} role="group" aria-label={t('page.text')}>
      {layer.lines.map((line) => (
        <p key={line.box.join(' ')}>
          {line.words.map((word) => (
            <WordMark key={word.box.join(' ')} word={word} />
          ))}
        </p>
      ))}
    </div>
  )
}

function WordMark({ word }: { readonly word: Word }) {
  const { t } = useTranslation()
  const { text, readAs, suggestion, isHandwritten } = word
  if (isHandwritten === true) {
    return (
      <>
        <span className={styles['byHand']} title={t('page.handwritten')}>
          <PenLine aria-label={t('page.handwritten')} />
          {text}
        </span>{' '}
      </>
    )
  }
  if (readAs !== undefined) {
    return (
      <>
        <ins className={styles['repaired']} title={t('page.read-as', { text: readAs })}>
          {text}
        </ins>
        <del className={styles['readAs']}>{readAs}</del>{' '}
      </>
    )
  }
  if (suggestion !== undefined) {
    return (
      <>
        <span className={styles['suspect']}>{text}</span>
        <span className={styles['suggestion']}>{t('page.suggestion', { text: suggestion })}</span>{' '}
      </>
    )
  }
  return `${text} `
}
