import type { Viewer, Zoom } from './viewer-state.ts'

/** The steps of the keys and buttons; the wheel goes in between. */
const steps = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 8] as const

/** Steps of the same size to the eye are nearer than this. */
const SAME = 0.005

/** The next step from the size that is shown now. */
export function nextZoom({ scale }: Pick<Viewer, 'scale'>, by: 1 | -1): Zoom {
  if (by === 1) return steps.find((step) => step > scale + SAME) ?? scale
  return steps.findLast((step) => step < scale - SAME) ?? scale
}
