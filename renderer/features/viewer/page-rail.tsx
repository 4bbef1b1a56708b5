import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { turnOf } from '../../../domain/page-turn.ts'
import { SMALL_WIDTH_PX } from '../../../domain/viewer-api.ts'
import { useApp } from '../../app-store.ts'
import { turnedBy } from '../../state/viewer-slice.ts'
import type { Viewer } from '../../state/viewer-state.ts'
import { classes } from '../../ui/classes.ts'
import { useLongRows } from '../../ui/long-rows.ts'
import { HeldImage } from './held-image.tsx'
import { assumedPage } from './layout.ts'
import styles from './page-rail.module.css'
import pageStyles from './page-stack.module.css'

/** Of a row, with its number and the gap below. */
const ROW_PX = 172
/** The longer side of a small picture. */
const LONG_PX = 128
const SHORT_PX = 110

/** Small pictures of all pages, of which only those in sight are drawn; the arrows go from page to page. */
export function PageRail({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation()
  const goToPage = useApp((state) => state.goToPage)
  const { document, page } = viewer
  const { place, indexes, beforePx, afterPx, measure } = useLongRows(
    { total: document.pages.length, onSee: nothing },
    ROW_PX,
  )
  useFollow(place, page)
  const step = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    event.stopPropagation()
    goToPage(page + by)
  }
  return (
    <nav ref={place} className={styles['rail']} aria-label={t('viewer.thumbnails')}>
      <ol style={{ paddingBlock: `${beforePx}px ${afterPx}px` }}>
        {indexes.map((index) => (
          <li
            key={document.pages[index]?.id ?? index}
            ref={measure}
            data-index={index}
            className={styles['thumb-row']}
          >
            <RailPage viewer={viewer} index={index} onPress={() => goToPage(index)} onStep={step} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

function RailPage({
  viewer: { document, sizes, page, turn, find },
  index,
  onPress,
  onStep,
}: {
  readonly viewer: Viewer
  readonly index: number
  readonly onPress: () => void
  readonly onStep: (event: KeyboardEvent) => void
}) {
  const { t } = useTranslation()
  const place = document.pages[index]
  if (place === undefined) return null
  const { widthPx, heightPx } = sizes?.[index] ?? assumedPage
  const shown = turnedBy(turnOf(document, place.id), turn)
  const isAside = shown === 90 || shown === 270
  const [wide, high] = isAside ? [heightPx, widthPx] : [widthPx, heightPx]
  const share = Math.min(SHORT_PX / wide, LONG_PX / high)
  const isPresent = index === page
  return (
    <button
      type="button"
      className={classes(styles['thumb'], isPresent && styles['present'])}
      aria-label={t('viewer.page', { number: index + 1 })}
      aria-current={isPresent ? 'page' : undefined}
      tabIndex={isPresent ? 0 : -1}
      data-present={isPresent}
      onClick={onPress}
      onKeyDown={onStep}
    >
      <span className={styles['thumb-place']} style={{ width: wide * share, height: high * share }}>
        <span
          className={pageStyles['leaf']}
          style={{
            width: widthPx * share,
            height: heightPx * share,
            transform: `translate(-50%, -50%) rotate(${shown}deg)`,
          }}
        >
          <HeldImage src={pageImageUrl(place, SMALL_WIDTH_PX)} alt="" />
        </span>
      </span>
      <span className={styles['thumb-number']}>
        {index + 1}
        {find.hits.some((hit) => hit.page === index) ? (
          <span className={styles['dot']} aria-hidden="true" />
        ) : null}
      </span>
    </button>
  )
}

const nothing = (): void => undefined

/** Keeps the present page in sight, and the focus on it where that was in the rail. */
function useFollow(place: RefObject<HTMLDivElement | null>, page: number): void {
  const last = useRef(-1)
  useEffect(() => {
    const rail = place.current
    if (rail === null || last.current === page) return
    last.current = page
    const top = page * ROW_PX
    const isSeen = top >= rail.scrollTop && top + ROW_PX <= rail.scrollTop + rail.clientHeight
    if (!isSeen) rail.scrollTo({ top: top - (rail.clientHeight - ROW_PX) / 2, behavior: 'instant' })
    if (rail.contains(document.activeElement))
      requestAnimationFrame(() => rail.querySelector<HTMLElement>("[data-present='true']")?.focus())
  }, [place, page])
}
