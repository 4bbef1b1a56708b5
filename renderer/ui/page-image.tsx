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
  labels,
  pager = null,
  placeRef,
}: {
  readonly src: string
  readonly alt: string
  readonly zone?: Share | null
  readonly labels: PageImageLabels
  /** Stands before the tools for zooming. */
  readonly pager?: ReactNode
  /** The place that scrolls, which takes the focus. */
  readonly placeRef?: RefObject<HTMLDivElement | null>
}) {
  const ownRef = useRef<HTMLDivElement>(null)
  const viewport = placeRef ?? ownRef
  const [zoomByHand, setZoomByHand] = useState<{ readonly of: string; readonly zoom: number } | null>(null)
  const [loaded, setLoaded] = useState<{ readonly src: string; readonly isGood: boolean } | null>(null)
  const view = `${src} ${zone?.join(' ') ?? ''}`
  // A zoom chosen by hand holds until another page or zone is shown.
  const zoom = zoomByHand?.of === view ? zoomByHand.zoom : zoomFor(zone)
  const hasFailed = loaded?.src === src && !loaded.isGood
  const zoomBy = (factor: number): void =>
    setZoomByHand({ of: view, zoom: Math.min(mostZoom, Math.max(leastZoom, zoom * factor)) })

  useEffect(() => {
    const place = viewport.current
    if (place === null || zone === null) return
    place.scrollTo({
      left: ((zone[0] + zone[2]) / 2) * place.scrollWidth - place.clientWidth / 2,
      top: ((zone[1] + zone[3]) / 2) * place.scrollHeight - place.clientHeight / 2,
      behavior: 'auto',
    })
  }, [viewport, zone, zoom, loaded])

  return (
    <figure className={styles['figure']}>
      {/* A place that scrolls must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region is focusable (axe scrollable-region-focusable) */}
      <div ref={viewport} className={styles['viewport']} role="group" aria-label={alt} tabIndex={0}>
        <div className={styles['sheet']} style={{ width: `${zoom * 100}%` }}>
          {hasFailed ? (
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
          {zone === null || hasFailed ? null : (
            <span
              className={styles['zone']}
              data-testid="zone"
              style={{
                left: `${zone[0] * 100}%`,
                top: `${zone[1] * 100}%`,
                width: `${(zone[2] - zone[0]) * 100}%`,
                height: `${(zone[3] - zone[1]) * 100}%`,
              }}
            />
          )}
        </div>
      </div>
      <div className={styles['tools']}>
        {pager}
        <IconButton label={labels.zoomOut} icon={<ZoomOut />} onPress={() => zoomBy(1 / zoomStep)} />
        <IconButton
          label={labels.fitWidth}
          icon={<ChevronsLeftRight />}
          onPress={() => setZoomByHand({ of: view, zoom: 1 })}
        />
        <IconButton label={labels.zoomIn} icon={<ZoomIn />} onPress={() => zoomBy(zoomStep)} />
      </div>
    </figure>
  )
}
