import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { turnedBox } from '../../../domain/page-turn.ts'
import type { Aim, Zoom } from '../../state/viewer-state.ts'
import {
  anchorAt,
  type Layout,
  type Scroll,
  type Sight,
  type Size,
  scrollTo,
  scrollToPage,
  sightOf,
  type UprightPage,
} from './layout.ts'

/** After so long without a change what is dear is fetched: texts, and pictures ahead of the sight. */
const SETTLED_MS = 120

export interface PageScroll {
  readonly sight: Sight
  /** Did nothing move for a moment? */
  readonly isSettled: boolean
  readonly onScroll: () => void
  /** The point of the room that stays where it is when the pages change their size next. */
  readonly holdPoint: (point: { readonly x: number; readonly y: number } | null) => void
}

/** Keeps what is looked at in its place while pages change their size, and goes where it is told. */
export function usePageScroll(
  place: RefObject<HTMLElement | null>,
  {
    layout,
    pages,
    room,
    aim,
    zoom,
  }: {
    readonly layout: Layout
    readonly pages: readonly UprightPage[]
    readonly room: Size
    readonly aim: Aim
    readonly zoom: Zoom
  },
): PageScroll {
  const scroll = useRef<Scroll>({ left: 0, top: 0 })
  const drawn = useRef({ layout, aim: null as Aim | null, zoom })
  const point = useRef<{ readonly x: number; readonly y: number } | null>(null)
  const frame = useRef(0)
  const [sight, setSight] = useState(() => sightOf(layout, layout.tops[aim.page] ?? 0, room.height))

  const look = useCallback((): void => {
    const element = place.current
    if (element === null) return
    scroll.current = { left: element.scrollLeft, top: element.scrollTop }
    const next = sightOf(drawn.current.layout, element.scrollTop, element.clientHeight)
    setSight((known) => (isSame(known, next) ? known : next))
  }, [place])

  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return
    const before = drawn.current
    drawn.current = { layout, aim, zoom }
    const isAimed = before.aim !== aim
    // A page that was made to fit is seen whole, not the ends of two.
    const isFitted = zoom === 'page' && before.zoom !== 'page'
    if (!isAimed && before.layout === layout) return
    const turn = pages[aim.page]?.turn ?? 0
    const next = isAimed
      ? scrollToPage(layout, { page: aim.page, box: aim.box && turnedBox(aim.box, turn) }, room)
      : moved(before.layout, layout, {
          scroll: scroll.current,
          room,
          point: isFitted ? 'page' : point.current,
        })
    point.current = null
    element.scrollTo({ left: next.left, top: next.top, behavior: 'instant' })
    look()
  }, [place, layout, pages, room, aim, zoom, look])

  useEffect(() => () => cancelAnimationFrame(frame.current), [])
  const onScroll = useCallback((): void => {
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(look)
  }, [look])
  const holdPoint = useCallback<PageScroll['holdPoint']>((held) => {
    point.current = held
  }, [])
  return { sight, isSettled: useSettled(sight, layout), onScroll, holdPoint }
}

/** How to scroll after the pages changed their size. @param point what stays where it is; the middle without one */
function moved(
  before: Layout,
  layout: Layout,
  {
    scroll,
    room,
    point,
  }: {
    readonly scroll: Scroll
    readonly room: Size
    readonly point: { readonly x: number; readonly y: number } | 'page' | null
  },
): Scroll {
  if (point === 'page')
    return scrollToPage(layout, { page: sightOf(before, scroll.top, room.height).page, box: null }, room)
  return scrollTo(layout, anchorAt(before, scroll, point ?? { x: room.width / 2, y: room.height / 2 }))
}

function useSettled(sight: Sight, layout: Layout): boolean {
  const [settled, setSettled] = useState<readonly [Sight, Layout] | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSettled([sight, layout]), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [sight, layout])
  return settled?.[0] === sight && settled[1] === layout
}

function isSame(a: Sight, b: Sight): boolean {
  return a.first === b.first && a.last === b.last && a.page === b.page
}
