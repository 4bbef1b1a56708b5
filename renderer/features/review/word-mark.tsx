import { PenLine, UserPen, WandSparkles } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PlacedWord } from '../../../domain/word-corrections.ts'
import { useApp } from '../../app-store.ts'
import { isAllowed } from '../../state/rights.ts'
import { offersFor, type WordOffer } from '../../state/word-offers.ts'
import { classes } from '../../ui/classes.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './review.module.css'
import wordStyles from './words.module.css'

/** One word with what was done to it, and what it may be instead; each of these is taken with a click or Enter. */
export function WordMark({ placed }: { readonly placed: PlacedWord }) {
  const offers = offersFor(placed)
  const look = useApp((state) => state.lookAtWord)
  const isPresent = useApp((state) => state.wordPlace === placed.place)
  return (
    <>
      <button
        type="button"
        // The editor above goes from word to word by key.
        tabIndex={-1}
        className={classes(wordStyles['word'], isPresent && wordStyles['present'])}
        onClick={() => look(placed.place)}
      >
        <ShownWord placed={placed} isDoubtful={offers.length > 0} />
      </button>
      {offers.map((offer, nth) => (
        // By its place, so that the focus stays where it was when the offers change.
        <OfferButton key={nth} placed={placed} offer={offer} />
      ))}{' '}
    </>
  )
}

function ShownWord({
  placed: { word, read },
  isDoubtful,
}: {
  readonly placed: PlacedWord
  readonly isDoubtful: boolean
}) {
  const { t } = useTranslation()
  const { text, readAs, isHandwritten } = word
  if (read !== null) {
    return (
      <>
        <UserPen className={styles['sign']} aria-hidden="true" />
        <ins className={styles['corrected']} title={t('page.corrected-from', { text: read })}>
          {text}
        </ins>
        <VisuallyHidden> ({t('page.corrected')})</VisuallyHidden>
      </>
    )
  }
  if (isHandwritten === true) {
    return (
      <span className={styles['byHand']} title={t('page.handwritten')}>
        <PenLine className={styles['sign']} role="img" aria-label={t('page.handwritten')} />
        {text}
      </span>
    )
  }
  if (readAs !== undefined) {
    return (
      <>
        <WandSparkles className={styles['sign']} aria-hidden="true" />
        <ins className={styles['repaired']} title={t('page.read-as', { text: readAs })}>
          {text}
        </ins>
        <VisuallyHidden> ({t('page.repaired')})</VisuallyHidden>
      </>
    )
  }
  return isDoubtful ? <span className={styles['suspect']}>{text}</span> : text
}

const takesBack = ({ kind }: WordOffer): boolean => kind === 'machine' || kind === 'nothing'

function OfferButton({ placed, offer }: { readonly placed: PlacedWord; readonly offer: WordOffer }) {
  const { t } = useTranslation()
  const correctWord = useApp((state) => state.correctWord)
  const mayCorrect = useApp((state) => isAllowed(state, 'correctWord'))
  const words = { text: offer.text, shown: placed.word.text }
  return (
    <>
      {' '}
      <Button
        className={styles['offer'] ?? ''}
        isDisabled={!mayCorrect}
        aria-label={t(`page.offer.${offer.kind}-label`, words)}
        onPress={() => void correctWord(placed, takesBack(offer) ? null : offer.text)}
      >
        {offer.kind === 'seen' ? <del>{offer.text}</del> : t(`page.offer.${offer.kind}`, words)}
      </Button>
    </>
  )
}
