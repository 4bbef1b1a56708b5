import * as z from 'zod'
import { ExportProfile } from './export-profile.ts'

/** A code with the words the screen shows for it. */
export const CodeName = z.object({ code: z.string().min(1).max(40), name: z.string().min(1).max(500) })
export type CodeName = z.infer<typeof CodeName>

/** Document types with the abbreviation that stands in a notation; null where a type has none (công văn). */
export const DocumentType = CodeName.extend({ abbreviation: z.string().nullable() })
export type DocumentType = z.infer<typeof DocumentType>

/**
 * Retention: `years` counts from the year the work ended; null is for ever, or as long as `until` says in words.
 * The code before a '-' is the one of the circular.
 */
export const Retention = CodeName.extend({
  years: z.int().positive().nullable(),
  until: z.string().min(1).exactOptional(),
})
export type Retention = z.infer<typeof Retention>

/** One row of a file plan template. `verified` is false until the province has confirmed its retention. */
const TemplateEntry = z.object({
  heading: z.string(),
  notation: z.string(),
  title: z.string(),
  retention: z.string(),
  basis: z.string(),
  verified: z.boolean(),
})

/** A code of a list; one that is not selectable stands in the law and may not be given here (03 Mật). */
export const ListEntry = CodeName.extend({ selectable: z.boolean() })
export type ListEntry = z.infer<typeof ListEntry>

/**
 * A kind of file and how long it is kept. `retention` are the codes it may have, the shortest first; none where the
 * period is still to be asked for. `verified` is false until the province has confirmed it.
 */
export const ScheduleRow = z.object({
  id: z.string().min(1).max(80),
  group: z.string().min(1).max(200),
  title: z.string().min(1).max(1000),
  retention: z.array(z.string().min(1).max(40)).max(8),
  basis: z.string().max(500),
  verified: z.boolean(),
})
export type ScheduleRow = z.infer<typeof ScheduleRow>

/** How papers of a time are laid out; ISO 8601 days, null where open-ended. */
const Layout = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  basis: z.string(),
  marks: z.string(),
})

/** `2025-07-01`, or `2025-07-01.2` for a second issue of that day: later ones replace earlier ones. */
const AuthorityVersion = z.string().regex(/^\d{4}-\d{2}-\d{2}(?:\.\d{1,3})?$/)
const head = { version: AuthorityVersion, source: z.string().min(1).max(1000) }

/** A regular expression as data: short, one that compiles, and no repeated group without an end, which may never finish. */
const Pattern = z
  .string()
  .max(200)
  .regex(/^(?!.*\)(?:[*+]|\{\d*,\}|\{\d{2,}|\{\d*,\d{2,}))/)
  .refine((text) => isPattern(text))

/** No state secret is ever described here: the law's code for them is told, and cannot be given. */
const AccessModes = z
  .array(ListEntry)
  .refine((modes) => modes.every(({ code, name, selectable }) => !selectable || !isSecret(code, name)))

/** Lists of codes by name. */
const Lists = z.object({
  languages: z.array(ListEntry),
  accessModes: AccessModes,
  physicalStates: z.array(ListEntry),
  confidenceLevels: z.array(ListEntry),
  riskStates: z.array(ListEntry),
})

/** An agency that a vault may be of. Null where the province gave its code and nobody told us; it is never worked out. */
const Agency = z.object({
  name: z.string().min(1).max(200),
  code: z.string().max(200).nullable(),
  verified: z.boolean(),
})
export type Agency = z.infer<typeof Agency>

const MOST_ENTRIES = 5000

/** The law's lists as data: versioned files in `assets/authority`, validated when loaded. */
export const Authority = z.object({
  documentTypes: z.object({ ...head, entries: z.array(DocumentType).max(MOST_ENTRIES) }),
  retentions: z.object({ ...head, entries: z.array(Retention).max(MOST_ENTRIES) }),
  filePlan: z.object({ ...head, entries: z.array(TemplateEntry).max(MOST_ENTRIES) }),
  agencyCodes: z.object({
    ...head,
    pattern: Pattern,
    maxLength: z.int().min(1).max(200),
    /** What the codes of the province's agencies begin with. */
    prefix: z.string().max(20).exactOptional(),
    agencies: z.array(Agency).max(MOST_ENTRIES).exactOptional(),
  }),
  lists: z.object({ ...head, entries: Lists }),
  schedule: z.object({ ...head, entries: z.array(ScheduleRow).max(MOST_ENTRIES) }),
  layouts: z.object({ ...head, entries: z.array(Layout).max(100) }),
  profiles: z.array(ExportProfile).min(1).max(20),
})
export type Authority = z.infer<typeof Authority>

/** The profile of Thông tư 05/2025, used where nobody chose another. */
export const DEFAULT_PROFILE = 'tt05-2025'

/** The profile of this id, else the default. */
export function profileOf({ profiles }: Pick<Authority, 'profiles'>, id: string | null): ExportProfile {
  const found = profiles.find((profile) => profile.id === id)
  const fallback = profiles.find((profile) => profile.id === DEFAULT_PROFILE) ?? profiles[0]
  if (found !== undefined) return found
  if (fallback === undefined) throw new Error('there is no export profile')
  return fallback
}

/** Every list a code of a descriptive element may be from. */
export type CodeLists = Readonly<Record<string, readonly ListEntry[]>>

/** All lists of codes under the names that profiles call them by. */
export function codeLists({
  lists,
  documentTypes,
  retentions,
}: Pick<Authority, 'lists' | 'documentTypes' | 'retentions'>): CodeLists {
  const all = ({ code, name }: CodeName): ListEntry => ({ code, name, selectable: true })
  return {
    ...lists.entries,
    documentTypes: documentTypes.entries.map(all),
    retentions: retentions.entries.map(all),
  }
}

/** Is it a code that an agency may have? */
export function isAgencyCode({ agencyCodes }: Pick<Authority, 'agencyCodes'>, code: string): boolean {
  return code.length <= agencyCodes.maxLength && new RegExp(agencyCodes.pattern, 'u').test(code)
}

/** Is version `a` newer than `b`? */
export function isNewer(a: string, b: string): boolean {
  const [dayA = '', issueA = '0'] = a.split('.')
  const [dayB = '', issueB = '0'] = b.split('.')
  return dayA === dayB ? Number(issueA) > Number(issueB) : dayA > dayB
}

function isSecret(code: string, name: string): boolean {
  return code === '03' || /(?:^|\s)mật(?:\s|$)/iu.test(name.normalize('NFC'))
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
