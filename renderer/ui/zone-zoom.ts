/** Left, top, right, bottom as shares (0..1) of an image. */
export type Share = readonly [left: number, top: number, right: number, bottom: number]

const mostZoom = 1.8
/** A zone fills about this share of the width it is shown in. */
const filledShare = 0.92

/** How much a page is enlarged so that a zone is read with ease; 1 is the width of its place. */
export function zoomFor(zone: Share | null): number {
  if (zone === null) return 1
  const widthShare = Math.max(zone[2] - zone[0], 0.01)
  return Math.min(mostZoom, Math.max(1, filledShare / widthShare))
}
