import { type RefObject, useLayoutEffect, useState } from 'react'
import type { Size } from './layout.ts'

/** How much room a place that scrolls has inside its bars; nothing until it was measured. */
export function useRoom(place: RefObject<HTMLElement | null>): Size | null {
  const [room, setRoom] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return undefined
    const measure = (): void => {
      const size = { width: element.clientWidth, height: element.clientHeight }
      setRoom((known) => (known?.width === size.width && known.height === size.height ? known : size))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [place])
  return room
}
