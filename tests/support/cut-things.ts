import type { Page } from 'playwright-core'

/**
 * What of the screen cannot be brought into sight by scrolling: words and controls that stand out of the window, or out of
 * something that hides what does not fit. Each by its words and by what cuts it; what is hidden on purpose is left out.
 */
export function cutThings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const TOLERANCE_PX = 2
    const kinds =
      'button, input, textarea, [role=radio], [role=tab], [role=option], h1, h2, h3, p, label, td, th, dt, dd, li'
    const hidden = '[aria-hidden=true], [hidden], [data-react-aria-prevent-focus]'
    type Way = 'x' | 'y'

    const isShown = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect()
      const hasRoom = width > 1 && height > 1
      return (
        hasRoom && element.closest(hidden) === null && element.checkVisibility({ visibilityProperty: true })
      )
    }
    const isOutside = (inner: DOMRect, outer: DOMRect, way: Way): boolean => {
      const [from, to, least, most] =
        way === 'x'
          ? [inner.left, inner.right, outer.left, outer.right]
          : [inner.top, inner.bottom, outer.top, outer.bottom]
      return from < least - TOLERANCE_PX || to > most + TOLERANCE_PX
    }
    const overflowOf = (element: Element, way: Way): string => {
      const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(element)
      // What is shortened to so many lines is told in full elsewhere.
      return webkitLineClamp === 'none' ? (way === 'x' ? overflowX : overflowY) : 'visible'
    }
    const hides = (element: Element, way: Way): boolean => {
      const { width, height } = element.getBoundingClientRect()
      // A box of one pixel is for ears alone.
      return width > 1 && height > 1 && ['hidden', 'clip'].includes(overflowOf(element, way))
    }
    const scrolls = (element: Element, way: Way): boolean =>
      ['auto', 'scroll'].includes(overflowOf(element, way))

    const above = (element: Element): readonly Element[] => {
      const parent = element.parentElement
      return parent === null || parent === document.documentElement ? [] : [parent, ...above(parent)]
    }
    const cutBy = (element: Element, way: Way): string | null => {
      const place = element.getBoundingClientRect()
      const parents = above(element)
      const scroller = parents.findIndex((parent) => scrolls(parent, way))
      const between = scroller === -1 ? parents : parents.slice(0, scroller)
      const cutter = between.find(
        (parent) => hides(parent, way) && isOutside(place, parent.getBoundingClientRect(), way),
      )
      if (cutter !== undefined) return cutter.className
      // The page itself scrolls down, never sideways.
      const isReached = scroller !== -1 || way === 'y'
      return !isReached && isOutside(place, new DOMRect(0, 0, innerWidth, innerHeight), way) ? 'window' : null
    }

    const cut = [...document.querySelectorAll(kinds)].filter(isShown).flatMap((element) => {
      const by = cutBy(element, 'x') ?? cutBy(element, 'y')
      const words = element.textContent.trim().slice(0, 40)
      return by === null ? [] : [`${element.tagName.toLowerCase()} “${words}” by ${by}`]
    })
    return [...new Set(cut)]
  })
}
