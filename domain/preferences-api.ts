import * as z from 'zod'
import { procedure } from './rpc.ts'

/** The languages of the screens, Vietnamese first. */
export const languages = ['vi', 'en'] as const
export const themes = ['system', 'light', 'dark'] as const
/** Sizes of the text in percent of the design's own. */
export const textSizes = [100, 125, 150, 175, 200] as const

/**
 * How one person of the PC's operating system wants the window. They hold before a vault is open and are no secret, so they lie
 * beside the vault, unsealed; nothing of a case file may ever stand here.
 */
export const Preferences = z.object({
  language: z.enum(languages),
  theme: z.enum(themes),
  textPercent: z.literal(textSizes),
  /** Command -> the keys it has in place of those of the table, as `Ctrl+Shift+K`; an empty list takes its keys away. */
  shortcuts: z.record(z.string().max(64), z.array(z.string().max(64)).max(4)),
  /** Steps of the tour that were done; it is offered until it is ended. */
  tour: z.object({ step: z.int().min(0).max(99), isEnded: z.boolean() }),
  /** Table -> the columns that are shown, in their order. */
  columns: z.record(z.string().max(64), z.array(z.string().max(64)).max(40)),
})
export type Preferences = z.infer<typeof Preferences>

export const defaultPreferences: Preferences = {
  language: 'vi',
  theme: 'system',
  textPercent: 100,
  shortcuts: {},
  tour: { step: 0, isEnded: false },
  columns: {},
}

/** Asked whether or not a vault is open. */
export const preferencesApi = {
  preferences: procedure(z.object({}), Preferences),
  /** What is not given stays as it is. Answers with the whole, which is on the disk then. */
  setPreferences: procedure(Preferences.partial(), Preferences),
} as const

/** Told to every window. */
export const preferencesEvents = {
  preferencesChanged: Preferences,
} as const
