import * as z from 'zod'

export const Bounds = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
})
export type Bounds = z.infer<typeof Bounds>

/** Where windows stood when they were closed last, and nothing else. */
export const KeptBounds = z.object({ bounds: Bounds, isMaximized: z.boolean() })
export type KeptBounds = z.infer<typeof KeptBounds>

/** The screen that the design is made for; a window opens so large where nothing else is known. */
const FIRST_SIZE = { width: 1366, height: 768 }
/** Below it the desk cannot be worked at; a smaller display gets what it has. */
export const LEAST_SIZE = { width: 1024, height: 640 }
/** How far a further window stands from the one before, so that both are seen. */
const STEP_PX = 32
/** So much of the title bar must be in reach to move the window. */
const IN_REACH_PX = 80

/**
 * A place for a window that can be seen and reached: the kept one where a display still shows it, else the middle of the
 * first display.
 * @param displays their work areas in screen pixels, the first one first
 * @param others how many windows are open already
 */
export function placeWindow(kept: Bounds | null, displays: readonly Bounds[], others = 0): Bounds {
  const home = (kept === null ? undefined : displays.find((area) => isReachable(kept, area))) ?? displays[0]
  if (home === undefined) return { x: 0, y: 0, ...FIRST_SIZE }
  const wanted = kept ?? { ...FIRST_SIZE, x: 0, y: 0 }
  const width = Math.min(Math.max(wanted.width, LEAST_SIZE.width), home.width)
  const height = Math.min(Math.max(wanted.height, LEAST_SIZE.height), home.height)
  const isHome = kept !== null && isReachable(kept, home)
  const x = isHome ? kept.x : home.x + Math.round((home.width - width) / 2)
  const y = isHome ? kept.y : home.y + Math.round((home.height - height) / 2)
  return {
    x: within(x + others * STEP_PX, home.x, home.width - width),
    y: within(y + others * STEP_PX, home.y, home.height - height),
    width,
    height,
  }
}

function isReachable({ x, y, width }: Bounds, area: Bounds): boolean {
  const seen = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return seen >= IN_REACH_PX && y >= area.y - IN_REACH_PX && y < area.y + area.height - IN_REACH_PX
}

const within = (value: number, from: number, room: number): number =>
  Math.max(from, Math.min(value, from + room))
