import * as z from 'zod'
import { procedure } from './rpc.ts'

/** The same in both languages of the screens. */
const Words = z.object({ vi: z.string().trim().min(1).max(2000), en: z.string().trim().min(1).max(2000) })

/** Where a rule stands. */
const Basis = z.object({
  /** `Nghị định 30/2020/NĐ-CP`: as the act is cited, in every language. */
  act: z.string().trim().min(1).max(200),
  /** `Điều 29 khoản 4`; null where the whole act is meant. */
  place: z.string().trim().min(1).max(200).nullable(),
  /** Was the place compared with the published text? */
  verified: z.boolean(),
})

/** `field/subject`, `element/maintenance`, `screen/review`: what on the screen somebody asks about. */
const HelpTopic = z.string().regex(/^[a-z][a-z-]{0,30}\/[A-Za-z0-9-]{1,40}$/)

/** What something on the screen means, and by which rule. */
export const HelpEntry = z.object({
  /** Everything that it explains. */
  topics: z.array(HelpTopic).min(1).max(12),
  title: Words,
  /** Paragraphs, one a line. */
  text: Words,
  /** None where no rule asks for it. */
  basis: z.array(Basis).max(6),
})
export type HelpEntry = z.infer<typeof HelpEntry>

export const HelpFile = z.object({
  file: z.string().regex(/^help\/[a-z-]{1,40}$/),
  version: z.iso.date(),
  source: z.string().min(1).max(1000),
  entries: z.array(HelpEntry).min(1).max(400),
})
export type HelpFile = z.infer<typeof HelpFile>

export const HelpBook = z.object({
  /** Of the latest of its files. */
  version: z.iso.date(),
  entries: z.array(HelpEntry),
})
export type HelpBook = z.infer<typeof HelpBook>

/** One book of several files. @throws RangeError where two entries explain the same topic */
export function bookOf(files: readonly HelpFile[]): HelpBook {
  const entries = files.flatMap((file) => file.entries)
  const topics = entries.flatMap((entry) => entry.topics)
  const twice = topics.find((topic, at) => topics.indexOf(topic) !== at)
  if (twice !== undefined) throw new RangeError(`two explanations of ${twice}`)
  return {
    version:
      files
        .map(({ version }) => version)
        .sort()
        .at(-1) ?? '',
    entries,
  }
}

/** The explanation of a topic; null where there is none. */
export function helpOn({ entries }: HelpBook, topic: string): HelpEntry | null {
  return entries.find(({ topics }) => topics.includes(topic)) ?? null
}

/** Asked whether or not a vault is open. */
export const helpApi = {
  helpBook: procedure(z.object({}), HelpBook),
} as const
export type HelpApi = typeof helpApi
