import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDecimal } from '../../parts/format.ts'
import { millimetres, paperMm, type Spot, type UprightPage } from './layout.ts'
import styles from './measure-tool.module.css'

interface Line {
  readonly from: Spot
  readonly to: Spot
}

/** What stands before anything was drawn: a line over half of the page's width. */
const firstLine: Line = { from: { x: 0.25, y: 0.5 }, to: { x: 0.75, y: 0.5 } }
const STEP_MM = 1
const LONG_STEP_MM = 10

/** Measures on a page: drawn with the pointer, moved by the arrows. */
export function MeasureTool({
  upright,
  isPresent,
}: {
  readonly upright: UprightPage
  /** The page in sight shows a line from the start. */
  readonly isPresent: boolean
}) {
  const { t } = useTranslation()
  const [line, setLine] = useState<Line | null>(isPresent ? firstLine : null)
  const [isDrawing, setIsDrawing] = useState(false)
  const begin = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = spotOf(event)
    setIsDrawing(true)
    setLine({ from: at, to: at })
  }
  const move = (event: KeyboardEvent): void => {
    const by = stepOf(event)
    if (by === null || line === null) return
    event.preventDefault()
    event.stopPropagation()
    const paper = paperMm(upright)
    const to = { x: line.to.x + by.x / paper.width, y: line.to.y + by.y / paper.height }
    setLine({ ...line, to: { x: inside(to.x), y: inside(to.y) } })
  }
  const shown = line === null ? '' : t('viewer.measured', { mm: formatDecimal(lengthOf(upright, line)) })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it is drawn upon, and its end is moved by the arrows
    <div
      className={styles['measure']}
      role="application"
      aria-label={`${t('viewer.measure-hint')} ${shown}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its end is moved by the arrows
      tabIndex={0}
      onPointerDown={begin}
      onPointerMove={(event) => isDrawing && line !== null && setLine({ ...line, to: spotOf(event) })}
      onPointerUp={() => setIsDrawing(false)}
      onKeyDown={move}
    >
      {line === null ? null : (
        <>
          <svg aria-hidden="true">
            <LineMark line={line} />
          </svg>
          <output
            className={styles['length']}
            style={{
              left: `${((line.from.x + line.to.x) / 2) * 100}%`,
              top: `${((line.from.y + line.to.y) / 2) * 100}%`,
            }}
          >
            {shown}
          </output>
        </>
      )}
    </div>
  )
}

function LineMark({ line: { from, to } }: { readonly line: Line }) {
  const ends = { x1: share(from.x), y1: share(from.y), x2: share(to.x), y2: share(to.y) }
  return (
    <>
      <line className={styles['halo']} {...ends} />
      <line className={styles['ruler']} {...ends} />
      {[from, to].map((spot, at) => (
        <circle key={at} className={styles['end']} cx={share(spot.x)} cy={share(spot.y)} r="5" />
      ))}
    </>
  )
}

const share = (value: number): string => `${value * 100}%`

/** In tenths of a millimetre: nobody places a pointer more exactly. */
function lengthOf(upright: UprightPage, { from, to }: Line): number {
  return Math.round(millimetres(upright, from, to) * 10) / 10
}

function spotOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLDivElement>): Spot {
  const { left, top, width, height } = currentTarget.getBoundingClientRect()
  return { x: inside((clientX - left) / width), y: inside((clientY - top) / height) }
}

function inside(value: number): number {
  return Math.min(1, Math.max(0, value))
}

/** Millimetres that a key moves the end by; null for other keys. */
function stepOf({ key, shiftKey, altKey, ctrlKey }: KeyboardEvent): Spot | null {
  if (altKey || ctrlKey) return null
  const by = shiftKey ? LONG_STEP_MM : STEP_MM
  if (key === 'ArrowLeft') return { x: -by, y: 0 }
  if (key === 'ArrowRight') return { x: by, y: 0 }
  if (key === 'ArrowUp') return { x: 0, y: -by }
  return key === 'ArrowDown' ? { x: 0, y: by } : null
}
