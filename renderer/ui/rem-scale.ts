const USUAL_PX = 16

/** How many times its usual size the text has, for lengths that must be known in pixels. */
export function remScale(): number {
  const px = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return Number.isFinite(px) && px > 0 ? px / USUAL_PX : 1
}
