import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** How much room a chart has, in pixels, and how large its letters are beside the design's own. */
export interface Room {
  readonly width: number
  readonly textScale: number
}

const DESIGN_TEXT_PX = 16

/** Follows the width of an element and the size of the text. */
export function useRoom(): { readonly ref: RefObject<HTMLDivElement | null>; readonly room: Room } {
  const ref = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState<Room>({ width: 640, textScale: 1 })
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = (): void => {
      const text = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      const textScale = Number.isFinite(text) ? text / DESIGN_TEXT_PX : 1
      setRoom({ width: Math.max(240, element.clientWidth), textScale })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, room }
}
