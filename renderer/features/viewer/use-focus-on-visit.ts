import { type RefObject, useEffect, useRef } from 'react'

/** Takes the focus each time somebody asks for it, not when the box is drawn. @param visits how often it was asked for */
export function useFocusOnVisit(box: RefObject<HTMLInputElement | null>, visits: number): void {
  const last = useRef(visits)
  useEffect(() => {
    if (last.current === visits) return
    last.current = visits
    box.current?.focus()
  }, [box, visits])
}
