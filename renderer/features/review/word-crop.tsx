import { useState } from 'react'
import { pageImageUrl } from '../../../domain/api.ts'
import type { QuarterTurn } from '../../../domain/reading-recipe.ts'
import type { Page } from '../../../domain/records/page.ts'
import type { PixelBox } from '../../../domain/text-layer.ts'
import styles from './words.module.css'

/** Room for the word with what stands around it, in pixels of CSS. */
const PLACE = { width: 400, height: 76 } as const
/** Of the room that the word itself takes in height. */
const WORD_SHARE = 0.52
const MOST_TIMES = 6

/** A word as it stands on the paper, enlarged, with a little of what stands around it. */
export function WordCrop({
  page,
  box,
  size,
  turn,
  name,
}: {
  readonly page: Page
  readonly box: PixelBox
  /** Of the image that the box lies on. */
  readonly size: { readonly widthPx: number; readonly heightPx: number }
  readonly turn: QuarterTurn
  readonly name: string
}) {
  const [failed, setFailed] = useState('')
  const src = pageImageUrl(page)
  const [left, top, right, bottom] = box
  const isAside = turn === 90 || turn === 270
  const [across, high] = isAside ? [bottom - top, right - left] : [right - left, bottom - top]
  // As large as the room allows, whichever side is short of it.
  const times = Math.min(
    (PLACE.height * WORD_SHARE) / Math.max(1, high),
    (PLACE.width * 0.9) / Math.max(1, across),
    MOST_TIMES,
  )
  if (failed === src) return null
  return (
    <div
      className={styles['crop']}
      style={{ width: PLACE.width, height: PLACE.height }}
      role="img"
      aria-label={name}
    >
      <div
        className={styles['sheet']}
        style={{
          width: size.widthPx * times,
          height: size.heightPx * times,
          // The middle of the word goes to the middle of the place, and the sheet turns about it.
          transformOrigin: `${((left + right) / 2) * times}px ${((top + bottom) / 2) * times}px`,
          transform: `translate(${PLACE.width / 2 - ((left + right) / 2) * times}px, ${PLACE.height / 2 - ((top + bottom) / 2) * times}px) rotate(${turn}deg)`,
        }}
      >
        <img className={styles['picture']} src={src} alt="" onError={() => setFailed(src)} />
        <span
          className={styles['frame']}
          style={{
            left: left * times - 3,
            top: top * times - 3,
            width: (right - left) * times + 6,
            height: (bottom - top) * times + 6,
          }}
        />
      </div>
    </div>
  )
}
