import { useState } from 'react'
import { pageImageUrl } from '../../../domain/api.ts'
import type { Page } from '../../../domain/records/page.ts'
import { FINE_WIDTH_PX, SMALL_WIDTH_PX, type ViewedPage } from '../../../domain/viewer-api.ts'
import { HeldImage } from './held-image.tsx'
import { type Rung, rungFor, rungs } from './layout.ts'

const widthOf: Readonly<Record<Rung, number | undefined>> = {
  small: SMALL_WIDTH_PX,
  full: undefined,
  fine: FINE_WIDTH_PX,
}

/** The picture of a page, as fine as it is shown large: what is there already stands until the finer has come. */
export function PagePicture({
  place,
  page,
  shownPx,
  alt,
  isAhead,
  isSettled,
  onReady,
  onFailed,
}: {
  readonly place: Page
  readonly page: ViewedPage
  /** How many pixels of the screen wide it is shown. */
  readonly shownPx: number
  readonly alt: string
  /** Not in sight yet: fetched when nothing in sight is waited for. */
  readonly isAhead: boolean
  readonly isSettled: boolean
  readonly onReady: (rung: Rung) => void
  readonly onFailed: () => void
}) {
  const [loaded, setLoaded] = useState<readonly Rung[]>([])
  const [failed, setFailed] = useState<readonly Rung[]>([])
  const best = rungs.findLast((rung) => loaded.includes(rung)) ?? null
  const wanted = wantedRung(rungFor(page, shownPx), { isAhead, isSettled, best })
  return shownRungs(wanted, best)
    .filter((rung) => !failed.includes(rung))
    .map((rung) => (
      <HeldImage
        key={rung}
        src={pageImageUrl(place, widthOf[rung])}
        alt={rung === (best ?? 'small') ? alt : ''}
        onReady={() => {
          setLoaded((known) => [...known, rung])
          onReady(rung)
        }}
        onFailed={() => {
          setFailed((known) => [...known, rung])
          // Without its finest a page is still seen; without its small copy it is seen a moment later.
          if (rung === 'full' || rung === wanted) onFailed()
        }}
      />
    ))
}

function wantedRung(
  sharp: Rung,
  {
    isAhead,
    isSettled,
    best,
  }: { readonly isAhead: boolean; readonly isSettled: boolean; readonly best: Rung | null },
): Rung {
  if (isSettled) return isAhead && sharp === 'fine' ? 'full' : sharp
  if (isAhead) return best ?? 'small'
  return sharp === 'fine' ? (best === 'fine' ? 'fine' : 'full') : sharp
}

/** What is loaded, and what is finer and wanted; before anything is there the small copy as well, which comes first. */
function shownRungs(wanted: Rung, best: Rung | null): readonly Rung[] {
  const rank = (rung: Rung): number => rungs.indexOf(rung)
  if (best === null) return wanted === 'small' ? ['small'] : ['small', wanted]
  return rank(wanted) > rank(best) ? [best, wanted] : [best]
}
