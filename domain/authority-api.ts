import * as z from 'zod'
import { ScheduleRow } from './authority.ts'
import { ExportProfile, ProfileElement } from './export-profile.ts'
import { RecordId } from './op.ts'
import { rowOrigins } from './retention-schedule.ts'
import { procedure } from './rpc.ts'

const done = z.null()

/** One data file of the law as it is in use. */
export const AuthorityFileRow = z.object({
  /** Of a data file, or `schemas/` and the name of an XSD file. */
  name: z.string(),
  version: z.string(),
  source: z.string(),
  entries: z.int(),
  /** Null where it is the one that the program came with. */
  imported: z.object({ at: z.string(), by: z.string() }).nullable(),
  /** A newer one was imported that cannot be used here: not here yet, or not what this program understands. */
  unusable: z.object({ version: z.string(), why: z.enum(['missing', 'unreadable']) }).nullable(),
})
export type AuthorityFileRow = z.infer<typeof AuthorityFileRow>

export const PlacedScheduleRow = z.object({ row: ScheduleRow, origin: z.enum(rowOrigins) })
export type PlacedScheduleRow = z.infer<typeof PlacedScheduleRow>

/** A row of the schedule as a person writes it. */
export const ScheduleRowInput = z.object({
  group: z.string().trim().min(1).max(200),
  title: z.string().trim().min(1).max(1000),
  retention: z.array(z.string().min(1).max(40)).max(8),
  basis: z.string().trim().max(500),
  verified: z.boolean(),
})
export type ScheduleRowInput = z.infer<typeof ScheduleRowInput>

const RowId = z.string().min(1).max(80)

/** An element that people fill, with what stands there and what stands where they say nothing. */
export const DescriptionElement = z.object({
  element: ProfileElement,
  /** What was entered; empty where nothing was. */
  entered: z.string(),
  /** What stands if nothing is entered. */
  computed: z.string(),
})
export type DescriptionElement = z.infer<typeof DescriptionElement>

/** The further elements of a case file or a document after the profile in use. */
export const Description = z.object({
  profile: z.string(),
  isOpen: z.boolean(),
  elements: z.array(DescriptionElement),
})
export type Description = z.infer<typeof Description>

/** The law's data: which are in use, the retention schedule, the profile, and what is described after it. */
export const authorityApi = {
  authorityState: procedure(
    z.object({}),
    z.object({
      files: z.array(AuthorityFileRow),
      schedule: z.array(PlacedScheduleRow),
      profile: z.string(),
      profiles: z.array(ExportProfile),
    }),
  ),
  /** Takes in a newer data file, or an XSD file for packages, that somebody chose. */
  importAuthority: procedure(
    z.object({ path: z.string().min(1).max(4096) }),
    /** `replaced` is empty where there was none. */
    z.object({ name: z.string(), version: z.string(), replaced: z.string(), entries: z.int() }),
  ),
  /** Null adds a row. */
  setScheduleRow: procedure(
    z.object({ id: RowId.nullable(), row: ScheduleRowInput }),
    z.object({ id: RowId }),
  ),
  /** Takes a row out; a row that was added is gone, one of the data file can be put back. */
  removeScheduleRow: procedure(z.object({ id: RowId }), done),
  /** Puts a row of the data file back as the file has it. */
  resetScheduleRow: procedure(z.object({ id: RowId }), done),
  chooseProfile: procedure(z.object({ profile: z.string().min(1).max(40) }), done),

  description: procedure(z.object({ id: RecordId }), Description),
  /** Of a case file or a document; an empty value takes back what was entered. */
  describe: procedure(
    z.object({ id: RecordId, values: z.record(z.string().max(60), z.string().max(100_000)) }),
    done,
  ),
} as const

/** The law's data are others than before. */
export const authorityEvents = { authorityChanged: z.object({}) } as const
export type AuthorityState = z.infer<(typeof authorityApi)['authorityState']['output']>
