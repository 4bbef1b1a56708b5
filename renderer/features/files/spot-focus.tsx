import { useEffect } from 'react'
import { useApp } from '../../app-store.ts'

/** Gives the focus to what a jump leads to on this screen: a row of the contents list, or a box of the head. */
export function SpotFocus() {
  const spot = useApp((state) => state.spot)
  const contents = useApp((state) => state.contents)
  const leave = useApp((state) => state.leaveSpot)
  useEffect(() => {
    if (spot === null) return
    const name = CSS.escape(spot.target)
    const element = document.querySelector<HTMLElement>(
      `[role="row"][data-key="${name}"], [data-spot="${name}"] button`,
    )
    // It may still be on its way: the contents list is fetched piece by piece.
    if (element === null) return
    element.scrollIntoView({ block: 'center' })
    element.focus()
    leave()
  }, [spot, contents, leave])
  return null
}
