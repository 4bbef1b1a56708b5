import * as z from 'zod'

/** Parts of the program beside the window itself that can break down while the window goes on. */
const windowParts = ['reader', 'drawing', 'other'] as const

/** What the shell tells the windows. */
export const windowEvents = {
  /** A part broke down; it is begun anew by itself, and nothing that was saved is touched. */
  partDied: z.object({ part: z.enum(windowParts) }),
} as const

/** Work that takes minutes, as the taskbar shows it: counts only, never names. */
export const longWorkKinds = [
  'reading',
  'sending',
  'backup',
  'check',
  'packing',
  'handing-over',
  'scanning',
] as const
export type LongWorkKind = (typeof longWorkKinds)[number]

export interface LongWork {
  readonly kind: LongWorkKind
  /** What is left, in pages, files or parts. */
  readonly left: number
  /** Done of `done + left` since it began; null where only the rest is known. */
  readonly done: number | null
}
