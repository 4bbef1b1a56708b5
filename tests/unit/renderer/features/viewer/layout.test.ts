import { expect, test } from 'vitest'
import {
  anchorAt,
  assumedPage,
  layoutOf,
  leftOf,
  millimetres,
  pageAt,
  paperMm,
  rungFor,
  scaleFor,
  scrollTo,
  scrollToPage,
  sightOf,
  type UprightPage,
} from '../../../../../renderer/features/viewer/layout.ts'

const room = { width: 1000, height: 700 }
const upright: UprightPage = { page: assumedPage, turn: 0 }
const aside: UprightPage = { page: assumedPage, turn: 90 }

function pages(count: number): readonly UprightPage[] {
  return Array.from({ length: count }, () => upright)
}

test('[UI50] every page has its place before any picture comes, and a page on its side is as wide as it was high', () => {
  const layout = layoutOf([upright, aside, upright], 1, room)

  expect(layout.sizes[0]).toEqual({ width: 794, height: 1123 })
  expect(layout.sizes[1]).toEqual({ width: 1123, height: 794 })
  expect(layout.tops[1]).toBeGreaterThan((layout.tops[0] ?? 0) + 1123)
  expect(layout.width).toBeGreaterThan(1123)
  expect(leftOf(layout, 0)).toBe(Math.round((layout.width - 794) / 2))
  expect(layout.height).toBe((layout.tops[2] ?? 0) + 1123 + 16)
})

test('[UI50] of a thousand pages those in sight are found, and the one that fills most of it', () => {
  const layout = layoutOf(pages(1000), 1, room)
  const top = layout.tops[500] ?? 0

  expect(pageAt(layout, top)).toBe(500)
  expect(pageAt(layout, top - 1)).toBe(499)
  expect(sightOf(layout, top + 10, room.height)).toEqual({ first: 500, last: 500, page: 500 })
  expect(sightOf(layout, top - 100, room.height)).toEqual({ first: 499, last: 500, page: 500 })
  expect(sightOf(layout, top - 600, room.height)).toEqual({ first: 499, last: 500, page: 499 })
  expect(sightOf(layout, layout.height, room.height).last).toBe(999)
})

test('[UI51] zooming keeps what lies under the pointer under it, on whatever page and at whatever size', () => {
  const before = layoutOf(pages(300), 1, room)
  const point = { x: 640, y: 210 }
  for (const [page, scale] of [
    [0, 2],
    [150, 0.1],
    [299, 8],
  ] as const) {
    const scroll = { left: 3, top: (before.tops[page] ?? 0) + 55 }
    const anchor = anchorAt(before, scroll, point)
    const after = layoutOf(pages(300), scale, room)

    const moved = anchorAt(after, scrollTo(after, anchor), point)

    expect(anchor.page).toBe(page)
    expect(moved.page).toBe(page)
    expect(moved.x).toBeCloseTo(anchor.x, 6)
    expect(moved.y).toBeCloseTo(anchor.y, 6)
  }
})

test('[UI51] fitting follows most pages: one large plan among letters does not make the letters small', () => {
  const plan: UprightPage = { page: { ...assumedPage, widthPx: 6600, heightPx: 4600 }, turn: 0 }

  const letters = scaleFor('width', pages(20), room)
  expect(scaleFor('width', [...pages(20), plan], room)).toBe(letters)
  expect(letters).toBeCloseTo((1000 - 32) / 793.9, 3)
  expect(scaleFor('page', pages(20), room)).toBeCloseTo((700 - 32) / 1122.7, 3)
  expect(scaleFor(1.5, pages(20), room)).toBe(1.5)
})

test('[UI52] a box that is gone to comes into the middle of the room', () => {
  const layout = layoutOf(pages(10), 2, room)

  const scroll = scrollToPage(layout, { page: 4, box: [0.4, 0.5, 0.6, 0.52] }, room)

  const middle = anchorAt(layout, scroll, { x: 500, y: 350 })
  expect(middle).toMatchObject({ page: 4 })
  expect(middle.x).toBeCloseTo(0.5, 3)
  expect(middle.y).toBeCloseTo(0.51, 3)
})

test('[UI53] a picture is asked for in one of three widths: no finer than is seen, no coarser than is sharp', () => {
  const scan = { ...assumedPage, scanDpi: 300 }

  expect(rungFor(scan, 300)).toBe('small')
  expect(rungFor(scan, 500)).toBe('full')
  expect(rungFor(scan, 1700)).toBe('full')
  expect(rungFor(scan, 2400)).toBe('fine')
  expect(rungFor({ ...scan, scanDpi: 200 }, 6000)).toBe('full')
  expect(rungFor({ ...scan, scanDpi: null }, 6000)).toBe('fine')
})

test('[UI55] what is measured on a page is millimetres of its paper, however it is turned', () => {
  expect(paperMm(upright).width).toBeCloseTo(210, 0)
  expect(paperMm(aside).width).toBeCloseTo(297, 0)
  expect(millimetres(upright, { x: 0, y: 0.5 }, { x: 1, y: 0.5 })).toBeCloseTo(210, 0)
  expect(millimetres(aside, { x: 0.2, y: 0 }, { x: 0.2, y: 1 })).toBeCloseTo(210, 0)
})
