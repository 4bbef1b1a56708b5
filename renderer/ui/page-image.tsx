import { ChevronsLeftRight, ImageOff, ZoomIn, ZoomOut } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { IconButton } from './icon-button.tsx'
import styles from './page-image.module.css'
import { type Share, zoomFor } from './zone-zoom.ts'

export interface PageImageLabels {
  readonly zoomIn: string
  readonly zoomOut: string
  readonly fitWidth: string
  readonly failed: string
}

const noMarks: readonly Share[] = []
const zoomStep = 1.25
const leastZoom = 0.5
const mostZoom = 4

/**
 * A page as wide as its place, to be zoomed and scrolled. `zone` is lit, the rest is dimmed; a new zone is enlarged and
 * brought into the middle.
 */
export function PageImage({
  src,
  alt,
  zone = null,
  marks = noMarks,
  labels,
  pager = null,
  placeRef,
}: {
  readonly src: string
  readonly alt: string
  readonly zone?: Share | null
  /** Words that are marked as with a pen; the first is brought into the middle. */
  readonly marks?: readonly Share[]
  readonly labels: PageImageLabels
  /** Stands before the tools for zooming. */
  readonly pager?: ReactNode
  /** The place that scrolls, which takes the focus. */
  readonly placeRef?: RefObject<HTMLDivElement | null>
}) {
  const ownRef = useRef<HTMLDivElement>(null)
  const place = placeRef ?? ownRef
  const view = viewName(src, zone)
  // A zoom chosen by hand holds until another page or zone is shown.
  const [byHand, setByHand] = useState({ view: '', zoom: 1 })
  const zoom = byHand.view === view ? byHand.zoom : zoomFor(zone)
  const [loaded, setLoaded] = useState({ src: '', isGood: true })
  const zoomTo = (wanted: number): void => setByHand({ view, zoom: bounded(wanted) })

  useEffect(() => {
    const shown = zone ?? marks[0]
    if (place.current !== null && shown !== undefined) scrollToZone(place.current, shown)
  }, [place, zone, marks, zoom, loaded])

  return (
    <figure className={styles['figure']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div ref={place} className={styles['viewport']} role="group" aria-label={alt} tabIndex={0}>
        <div className={styles['sheet']} style={{ width: `${zoom * 100}%` }}>
          {loaded.src === src && !loaded.isGood ? (
            <p className={styles['failed']}>
              <ImageOff aria-hidden="true" />
              {labels.failed}
            </p>
          ) : (
            <img
              className={styles['image']}
              src={src}
              alt={alt}
              onLoad={() => setLoaded({ src, isGood: true })}
              onError={() => setLoaded({ src, isGood: false })}
            />
          )}
          <Marks marks={marks} />
          {zone === null ? null : <ZoneMark zone={zone} />}
        </div>
      </div>
      <div className={styles['tools']}>
        {pager}
        <IconButton label={labels.zoomOut} icon={<ZoomOut />} onPress={() => zoomTo(zoom / zoomStep)} />
        <IconButton label={labels.fitWidth} icon={<ChevronsLeftRight />} onPress={() => zoomTo(1)} />
        <IconButton label={labels.zoomIn} icon={<ZoomIn />} onPress={() => zoomTo(zoom * zoomStep)} />
      </div>
    </figure>
  )
}

const bounded = (zoom: number): number => Math.min(mostZoom, Math.max(leastZoom, zoom))

function Marks({ marks }: { readonly marks: readonly Share[] }) {
  return marks.map((mark) => (
    <span key={mark.join(' ')} className={styles['mark']} data-mark="" style={placeOf(mark)} />
  ))
}

function ZoneMark({ zone }: { readonly zone: Share }) {
  return <span className={styles['zone']} data-zone="" style={placeOf(zone)} />
}

function placeOf([left, top, right, bottom]: Share) {
  return {
    left: `${left * 100}%`,
    top: `${top * 100}%`,
    width: `${(right - left) * 100}%`,
    height: `${(bottom - top) * 100}%`,
  }
}

function viewName(src: string, zone: Share | null): string {
  return `${src} ${zone?.join(' ') ?? ''}`
}

function scrollToZone(place: HTMLElement, [left, top, right, bottom]: Share): void {
  place.scrollTo({
    left: ((left + right) / 2) * place.scrollWidth - place.clientWidth / 2,
    top: ((top + bottom) / 2) * place.scrollHeight - place.clientHeight / 2,
  })
}
