import { ImageOff } from 'lucide-react'
import { memo, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { faultText } from '../../parts/fault-text.ts'
import { readyValue } from '../../state/attempt.ts'
import type { PageHit } from '../../state/viewer-state.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { type Rung, rungs, type Size, type UprightPage } from './layout.ts'
import { PagePicture } from './page-picture.tsx'
import styles from './page-stack.module.css'
import { TextWords } from './text-words.tsx'

/** One page where it lies on the long sheet: its picture, its text, and what is lit on it. */
export const ViewedPage = memo(function ViewedPage({
  index,
  upright,
  size,
  left,
  top,
  isAhead,
  isSettled,
  children,
}: {
  readonly index: number
  readonly upright: UprightPage
  readonly size: Size
  readonly left: number
  readonly top: number
  readonly isAhead: boolean
  readonly isSettled: boolean
  /** Lies over the upright page. */
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const place = useApp((state) => state.viewer?.document.pages[index])
  const total = useApp((state) => state.viewer?.document.pages.length ?? 0)
  const text = useApp((state) => readyValue(state.viewer?.texts[place?.id ?? ''] ?? null))
  const trouble = useApp((state) => state.viewer?.troubles[place?.id ?? ''])
  const [shown, setShown] = useState<Rung | ''>('')
  if (place === undefined) return null
  const number = index + 1
  return (
    <section
      className={styles['page']}
      style={{ left, top, width: size.width, height: size.height }}
      aria-label={t('viewer.page-label', { number, total })}
      data-page={index}
      data-shown={shown}
    >
      {trouble === undefined ? (
        <Leaf
          index={index}
          upright={upright}
          size={size}
          isAhead={isAhead}
          isSettled={isSettled}
          onReady={(rung) => setShown((before) => finer(before, rung))}
        />
      ) : (
        <Trouble index={index} />
      )}
      {text === null ? <VisuallyHidden>{t('viewer.text-missing')}</VisuallyHidden> : null}
      {children}
    </section>
  )
})

/** The small copy may be ready after the finer one that covers it. */
function finer(before: Rung | '', rung: Rung): Rung {
  return before !== '' && rungs.indexOf(before) > rungs.indexOf(rung) ? before : rung
}

/** Picture, marks and text of a page, turned upright together. */
function Leaf({
  index,
  upright,
  size,
  isAhead,
  isSettled,
  onReady,
}: {
  readonly index: number
  readonly upright: UprightPage
  readonly size: Size
  readonly isAhead: boolean
  readonly isSettled: boolean
  readonly onReady: (rung: Rung) => void
}) {
  const { t } = useTranslation()
  const place = useApp((state) => state.viewer?.document.pages[index])
  const text = useApp((state) => readyValue(state.viewer?.texts[place?.id ?? ''] ?? null))
  const askTrouble = useApp((state) => state.askTrouble)
  if (place === undefined) return null
  const leaf = leafOf(upright, size)
  return (
    <div
      className={styles['leaf']}
      style={{
        width: leaf.width,
        height: leaf.height,
        transform: `translate(-50%, -50%) rotate(${upright.turn}deg)`,
      }}
    >
      <PagePicture
        key={place.id}
        place={place}
        page={upright.page}
        shownPx={leaf.width * window.devicePixelRatio}
        alt={text === null ? t('viewer.image', { number: index + 1 }) : ''}
        isAhead={isAhead}
        isSettled={isSettled}
        onReady={onReady}
        onFailed={() => void askTrouble(index)}
      />
      <Marks index={index} />
      {text === null ? null : <TextWords layer={text} widthPx={leaf.width} />}
    </div>
  )
}

/** The picture as it lies before it is turned upright. */
function leafOf({ turn }: UprightPage, { width, height }: Size): Size {
  return turn === 90 || turn === 270 ? { width: height, height: width } : { width, height }
}

const noHits: readonly PageHit[] = []

/** What was found on the page; what one is at stands out. */
function Marks({ index }: { readonly index: number }) {
  const hits = useApp((state) => state.viewer?.find.hits ?? noHits)
  const at = useApp((state) => state.viewer?.find.at ?? null)
  return hits.map((hit, nth) =>
    hit.page === index ? (
      <span
        key={hit.box.join(' ')}
        className={classes(styles['mark'], nth === at && styles['present'])}
        data-mark=""
        data-present={nth === at}
        style={{
          left: `${hit.box[0] * 100}%`,
          top: `${hit.box[1] * 100}%`,
          width: `${(hit.box[2] - hit.box[0]) * 100}%`,
          height: `${(hit.box[3] - hit.box[1]) * 100}%`,
        }}
      />
    ) : null,
  )
}

/** Stands for a picture that does not come. */
function Trouble({ index }: { readonly index: number }) {
  const { t } = useTranslation()
  const fault = useApp((state) => state.viewer?.troubles[state.viewer.document.pages[index]?.id ?? ''])
  const retry = useApp((state) => state.retryPage)
  if (fault === undefined) return null
  const { cause, next } = faultText(t, fault)
  return (
    <div className={styles['trouble']} role="alert">
      <ImageOff aria-hidden="true" />
      <p className={styles['cause']}>{cause}</p>
      <p>{next}</p>
      <Button size="small" onPress={() => retry(index)}>
        {t('viewer.retry')}
      </Button>
    </div>
  )
}
