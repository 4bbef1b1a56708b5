import { type CSSProperties, useLayoutEffect, useState } from 'react'
import { useApp } from '../../app-store.ts'
import { tourSteps } from '../../state/tour-slice.ts'
import { placeBeside, type Rect } from './place-beside.ts'
import styles from './tour.module.css'
import { TourCallout } from './tour-callout.tsx'

/** Shows somebody around: one callout after the other, each at the control that it is about. */
export function TourHost() {
  const at = useApp((state) => state.tour)
  const screen = useApp((state) => state.screen)
  const step = at === null ? undefined : tourSteps[at]
  const [rect, setRect] = useState<Rect | null>(null)
  const anchor = step === undefined || step.screen !== screen ? null : step.anchor
  useLayoutEffect(() => {
    if (anchor === null) return
    const measure = (): void => setRect(rectOf(anchor))
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [anchor])
  if (step === undefined || at === null || anchor === null) return null
  return (
    <div className={styles['layer']} data-react-aria-top-layer>
      {rect === null ? null : <div className={styles['ring']} style={around(rect)} />}
      <div className={styles['place']} style={placeBeside(rect, windowSize())}>
        <TourCallout key={step.id} at={at} />
      </div>
    </div>
  )
}

function rectOf(selector: string): Rect | null {
  const found = document.querySelector(selector)?.getBoundingClientRect()
  return found === undefined
    ? null
    : { left: found.left, top: found.top, width: found.width, height: found.height }
}

function windowSize(): { readonly width: number; readonly height: number } {
  return { width: window.innerWidth, height: window.innerHeight }
}

const RING_GAP_PX = 4

function around({ left, top, width, height }: Rect): CSSProperties {
  return {
    left: left - RING_GAP_PX,
    top: top - RING_GAP_PX,
    width: width + 2 * RING_GAP_PX,
    height: height + 2 * RING_GAP_PX,
  }
}
