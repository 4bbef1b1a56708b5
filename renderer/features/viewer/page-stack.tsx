import { type KeyboardEvent, type RefObject, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { turnOf } from '../../../domain/page-turn.ts'
import { useApp, useAppStore } from '../../app-store.ts'
import { boundedZoom, turnedBy } from '../../state/viewer-slice.ts'
import type { Viewer } from '../../state/viewer-state.ts'
import { copiedText } from './copied-text.ts'
import { assumedPage, layoutOf, leftOf, type Size, scaleFor, type UprightPage } from './layout.ts'
import { MeasureTool } from './measure-tool.tsx'
import styles from './page-stack.module.css'
import { usePageScroll } from './use-page-scroll.ts'
import { useRoom } from './use-room.ts'
import { ViewedPage } from './viewed-page.tsx'

/** All pages of a document below each other, of which only those in sight are drawn. */
export function PageStack({
  viewer,
  place,
}: {
  readonly viewer: Viewer
  readonly place: RefObject<HTMLDivElement | null>
}) {
  const { t } = useTranslation()
  const room = useRoom(place)
  useEffect(() => place.current?.focus({ preventScroll: true }), [place])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what is selected in it is copied and taken by keys
    <div
      ref={place}
      className={styles['stack']}
      role="group"
      aria-label={t('viewer.pages')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      data-tool={viewer.tool}
      onKeyDown={(event) => selectPage(event, viewer.page)}
      onCopy={(event) => {
        const selected = copiedText(getSelection()?.toString() ?? '')
        if (selected === '') return
        event.clipboardData.setData('text/plain', selected)
        event.preventDefault()
      }}
    >
      {room === null || room.width === 0 ? null : <Pages viewer={viewer} place={place} room={room} />}
    </div>
  )
}

function Pages({
  viewer,
  place,
  room,
}: {
  readonly viewer: Viewer
  readonly place: RefObject<HTMLDivElement | null>
  readonly room: Size
}) {
  const { document, sizes, turn, zoom, aim } = viewer
  const pages = useMemo(
    () =>
      document.pages.map(
        ({ id }, index): UprightPage => ({
          page: sizes?.[index] ?? assumedPage,
          turn: turnedBy(turnOf(document, id), turn),
        }),
      ),
    [document, sizes, turn],
  )
  const scale = useMemo(() => scaleFor(zoom, pages, room), [zoom, pages, room])
  const layout = useMemo(() => layoutOf(pages, scale, room), [pages, scale, room])
  const { sight, isSettled, onScroll, holdPoint } = usePageScroll(place, { layout, pages, room, aim, zoom })
  useScrolling(place, onScroll)
  useWheelZoom(place, holdPoint)
  useSight({ sight, isSettled, scale })

  const first = Math.max(0, sight.first - 1)
  const last = Math.min(pages.length - 1, sight.last + 1)
  return (
    <div className={styles['sheet']} style={{ width: layout.width, height: layout.height }}>
      {pages.slice(first, last + 1).map((upright, at) => {
        const index = first + at
        const id = document.pages[index]?.id ?? ''
        const size = layout.sizes[index]
        if (size === undefined) return null
        return (
          <ViewedPage
            key={id}
            index={index}
            upright={upright}
            size={size}
            left={leftOf(layout, index)}
            top={layout.tops[index] ?? 0}
            isAhead={index < sight.first || index > sight.last}
            isSettled={isSettled}
          >
            {viewer.tool === 'measure' ? (
              <MeasureTool upright={upright} isPresent={index === viewer.page} />
            ) : null}
          </ViewedPage>
        )
      })}
    </div>
  )
}

function useScrolling(place: RefObject<HTMLElement | null>, onScroll: () => void): void {
  useEffect(() => {
    const element = place.current
    element?.addEventListener('scroll', onScroll, { passive: true })
    return () => element?.removeEventListener('scroll', onScroll)
  }, [place, onScroll])
}

/** One notch of a wheel is about a tenth. */
const WHEEL_SHARE = 0.001

/** Ctrl and the wheel zoom to what lies under the pointer. */
function useWheelZoom(
  place: RefObject<HTMLElement | null>,
  holdPoint: (point: { readonly x: number; readonly y: number } | null) => void,
): void {
  const store = useAppStore()
  useEffect(() => {
    const element = place.current
    const onWheel = (event: WheelEvent): void => {
      const { viewer, zoomTo } = store.getState()
      if (!event.ctrlKey || viewer === null || element === null) return
      event.preventDefault()
      const from = typeof viewer.zoom === 'number' ? viewer.zoom : viewer.scale
      const to = boundedZoom(from * Math.exp(-event.deltaY * WHEEL_SHARE))
      if (to === from) return
      const box = element.getBoundingClientRect()
      holdPoint({ x: event.clientX - box.left, y: event.clientY - box.top })
      zoomTo(to)
    }
    // React listens without the right to keep the window itself from zooming.
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [place, store, holdPoint])
}

/** Tells the store what is in sight, and how large. */
function useSight({
  sight,
  isSettled,
  scale,
}: {
  readonly sight: { readonly page: number; readonly first: number; readonly last: number }
  readonly isSettled: boolean
  readonly scale: number
}): void {
  const see = useApp((state) => state.see)
  const seeTexts = useApp((state) => state.seeTexts)
  const seeScale = useApp((state) => state.seeScale)
  const texts = useApp((state) => state.viewer?.document.texts)
  useEffect(() => see(sight.page), [see, sight.page])
  useEffect(() => seeScale(scale), [seeScale, scale])
  useEffect(() => {
    if (isSettled) void seeTexts(sight.first, sight.last)
  }, [seeTexts, isSettled, sight.first, sight.last, texts])
}

/** Ctrl+A takes the text of the page in sight, not of every button around it. */
function selectPage(event: KeyboardEvent<HTMLDivElement>, page: number): void {
  if (!event.ctrlKey || event.key.toLowerCase() !== 'a') return
  event.preventDefault()
  const text = event.currentTarget.querySelector(`[data-page='${page}'] [data-text]`)
  if (text !== null) getSelection()?.selectAllChildren(text)
}
