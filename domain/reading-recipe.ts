import * as z from 'zod'

/** How far the scan was turned clockwise before it was read. */
export const QuarterTurn = z.literal([0, 90, 180, 270])
export type QuarterTurn = z.infer<typeof QuarterTurn>

const Corner = z.object({ x: z.number(), y: z.number() })

/** A cleaning of the reading copy. Each can lose marks, and is looked over by the guard. */
export const Cleaning = z.literal(['streaks', 'despeckle', 'bleed-through', 'binarise', 'dotted-lines'])
export type Cleaning = z.infer<typeof Cleaning>

/** A cleaning that would have lost marks: the page was read without it. */
export const RefusedCleaning = z.object({
  cleaning: Cleaning,
  /** In the part of the page where most were lost. */
  lostMarks: z.int().nonnegative(),
  /** All marks of that part. */
  ofMarks: z.int().positive(),
})
export type RefusedCleaning = z.infer<typeof RefusedCleaning>

/**
 * What was done to the copy of a page that was read, step by step and in numbers; the scan itself is never changed.
 * With the same program it leads from the same scan to the same copy.
 */
export const ReadingRecipe = z.object({
  version: z.literal(1),
  turnedDegrees: QuarterTurn,
  /** How sure the turn is, 0..1; 1 when it was given. */
  turnConfidence: z.number().min(0).max(1),
  /** Corners of the paper on the turned scan, from the top left clockwise; null when the picture is the page. */
  outline: z.tuple([Corner, Corner, Corner, Corner]).nullable(),
  /** By how much the lines fell to the right and were straightened; 0 when the page was level enough. */
  skewDegrees: z.number(),
  /** Pixels of the copy for one of the scan. */
  scale: z.number().positive(),
  /** Of the small letters of the copy; null when there were too few to tell. */
  xHeightPx: z.number().positive().nullable(),
  /** Streaks and dots were taken out, and ink not parted from paper: that would thicken what is left of the dirt. */
  isSpeckled: z.boolean(),
  /** Print of the back of the sheet was seen through the paper and taken out. */
  isBleedingThrough: z.boolean(),
  /** Greys below it are ink; null when the page was read in greys. */
  inkBelow: z.number().nullable(),
  refused: z.array(RefusedCleaning),
})
export type ReadingRecipe = z.infer<typeof ReadingRecipe>
