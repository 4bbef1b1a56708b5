import { ChevronsLeftRight, ImageOff, ZoomIn, ZoomOut } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { classes } from './classes.ts'
import { IconButton } from './icon-button.tsx'
import styles from './page-image.module.css'
import { type Share, zoomFor } from './zone-zoom.ts'

export interface PageImageLabels {
  readonly zoomIn: string
  readonly zoomOut: string
  readonly fitWidth: string
  readonly failed: string
}

/** What the buttons below the page do, for whoever wants to do it by key. */
export interface ZoomTools {
  readonly zoomIn: () => void
  readonly zoomOut: () => void
  readonly fitWidth: () => void
}

type Turn = 0 | 90 | 180 | 270

/** How the loading of an image ended. */
interface Loaded {
  readonly src: string
  readonly isGood: boolean
  /** Height to width of the image, as a ratio of CSS. */
  readonly shape: string
}

const nothingLoaded: Loaded = { src: '', isGood: true, shape: '' }
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
  turn = 0,
  labels,
  pager = null,
  placeRef,
  zoomRef,
}: {
  readonly src: string
  readonly alt: string
  readonly zone?: Share | null
  /** Words that are marked as with a pen; the first is brought into the middle. */
  readonly marks?: readonly Share[]
  /** How far the image is turned clockwise to stand upright; `zone` and `marks` lie on the upright page. */
  readonly turn?: Turn
  readonly labels: PageImageLabels
  /** Stands before the tools for zooming. */
  readonly pager?: ReactNode
  /** The place that scrolls, which takes the focus. */
  readonly placeRef?: RefObject<HTMLDivElement | null>
  readonly zoomRef?: RefObject<ZoomTools | null>
}) {
  const ownRef = useRef<HTMLDivElement>(null)
  const place = placeRef ?? ownRef
  const { zoom, tools } = useZoom(src, zone)
  const [loaded, setLoaded] = useState<Loaded>(nothingLoaded)
  useImperativeHandle(zoomRef, () => tools)

  useEffect(() => {
    const shown = zone ?? marks[0]
    if (place.current !== null && shown !== undefined) scrollToZone(place.current, shown)
  }, [place, zone, marks, zoom, loaded])

  return (
    <figure className={styles['figure']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div ref={place} className={styles['viewport']} role="group" aria-label={alt} tabIndex={0}>
        <div
          className={classes(styles['sheet'], isAside(turn) && styles['aside'])}
          style={sheetStyle({ zoom, turn, src, loaded })}
        >
          {loaded.src === src && !loaded.isGood ? (
            <p className={styles['failed']}>
              <ImageOff aria-hidden="true" />
              {labels.failed}
            </p>
          ) : (
            <Picture src={src} alt={alt} turn={turn} onLoaded={setLoaded} />
          )}
          <Marks marks={marks} />
          {zone === null ? null : <ZoneMark zone={zone} />}
        </div>
      </div>
      <div className={styles['tools']}>
        {pager}
        <IconButton label={labels.zoomOut} icon={<ZoomOut />} onPress={tools.zoomOut} />
        <IconButton label={labels.fitWidth} icon={<ChevronsLeftRight />} onPress={tools.fitWidth} />
        <IconButton label={labels.zoomIn} icon={<ZoomIn />} onPress={tools.zoomIn} />
      </div>
    </figure>
  )
}

/** A zoom chosen by hand holds until another page or zone is shown. */
function useZoom(src: string, zone: Share | null): { readonly zoom: number; readonly tools: ZoomTools } {
  const view = viewName(src, zone)
  const [byHand, setByHand] = useState({ view: '', zoom: 1 })
  const zoom = byHand.view === view ? byHand.zoom : zoomFor(zone)
  const zoomTo = (wanted: number) => (): void => setByHand({ view, zoom: bounded(wanted) })
  return {
    zoom,
    tools: { zoomIn: zoomTo(zoom * zoomStep), zoomOut: zoomTo(zoom / zoomStep), fitWidth: zoomTo(1) },
  }
}

function Picture({
  src,
  alt,
  turn,
  onLoaded,
}: {
  readonly src: string
  readonly alt: string
  readonly turn: Turn
  readonly onLoaded: (loaded: Loaded) => void
}) {
  return (
    <img
      className={classes(styles['image'], styles[`turn${turn}`])}
      src={src}
      alt={alt}
      onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
        onLoaded({ src, isGood: true, shape: `${naturalHeight} / ${naturalWidth}` })
      }
      onError={() => onLoaded({ src, isGood: false, shape: '' })}
    />
  )
}

const isAside = (turn: Turn): boolean => turn === 90 || turn === 270

/** A page that lies on its side becomes as high as its image is wide. */
function sheetStyle({
  zoom,
  turn,
  src,
  loaded,
}: {
  readonly zoom: number
  readonly turn: Turn
  readonly src: string
  readonly loaded: Loaded
}) {
  const width = `${zoom * 100}%`
  if (!isAside(turn)) return { width }
  return { width, aspectRatio: loaded.src === src && loaded.shape !== '' ? loaded.shape : '210 / 297' }
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
