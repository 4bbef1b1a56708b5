/** In pixels of the window, from its top left. */
export interface Rect {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

interface Size {
  readonly width: number
  readonly height: number
}

/** What the callout takes at most. */
const CALLOUT: Size = { width: 380, height: 260 }
const GAP_PX = 16

/**
 * Where the callout stands: right of what it is about, else below, else above it, and always inside the window. In its
 * middle where there is nothing to point at.
 */
export function placeBeside(
  rect: Rect | null,
  window: Size,
): { readonly left: number; readonly top: number } | { readonly left: number; readonly bottom: number } {
  if (rect === null) {
    return { left: (window.width - CALLOUT.width) / 2, top: (window.height - CALLOUT.height) / 2 }
  }
  const right = rect.left + rect.width + GAP_PX
  const isRoomRight = right + CALLOUT.width + GAP_PX <= window.width && rect.width < window.width / 2
  if (isRoomRight) {
    const isLow = rect.top + CALLOUT.height + GAP_PX > window.height
    return isLow
      ? { left: right, bottom: Math.max(GAP_PX, window.height - rect.top - rect.height) }
      : { left: right, top: Math.max(GAP_PX, rect.top) }
  }
  const left = Math.max(GAP_PX, Math.min(rect.left, window.width - CALLOUT.width - GAP_PX))
  const below = rect.top + rect.height + GAP_PX
  return below + CALLOUT.height <= window.height
    ? { left, top: below }
    : { left, bottom: window.height - rect.top + GAP_PX }
}
