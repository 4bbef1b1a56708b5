import * as z from 'zod'
import { Authority, type CodeLists, codeLists, DEFAULT_PROFILE } from './authority.ts'
import { ExportProfile } from './export-profile.ts'

/** The data files of the law that can be replaced one by one; each says in `file` which it is. */
export const AuthorityFileName = z.union([
  z.enum([
    'document-types',
    'retentions',
    'file-plan',
    'agency-codes',
    'lists',
    'retention-schedule',
    'layouts',
  ]),
  /** Also a profile that the program does not know yet. */
  z.string().regex(/^profiles\/[a-z0-9][a-z0-9-]{0,39}$/),
])
export type AuthorityFileName = z.infer<typeof AuthorityFileName>

/** Every data file that the law's data are made of. */
export function filesOf({ profiles }: Pick<Authority, 'profiles'>): readonly AuthorityFileName[] {
  return [...Object.keys(listKeys), ...profiles.map(({ id }) => `profiles/${id}`)]
}

/** More than the law's longest list needs. */
export const AUTHORITY_FILE_BYTES = 1_048_576

const listKeys = {
  'document-types': 'documentTypes',
  retentions: 'retentions',
  'file-plan': 'filePlan',
  'agency-codes': 'agencyCodes',
  lists: 'lists',
  'retention-schedule': 'schedule',
  layouts: 'layouts',
} as const

/** One data file, read and found to be of its shape. */
export interface AuthorityFile {
  readonly name: AuthorityFileName
  readonly version: string
  readonly source: string
  /** The part of the law's data that it is, all else staying. */
  readonly part: (profiles: readonly ExportProfile[]) => Partial<Authority>
}

export type ParsedFile =
  | { readonly kind: 'sound'; readonly file: AuthorityFile }
  | { readonly kind: 'unknown' }
  /** `place` is the path of what is wrong first, empty for the whole. */
  | { readonly kind: 'wrong'; readonly place: string }

/** The law's data with one file laid over them. */
export function withFile(authority: Authority, file: AuthorityFile): Authority {
  return { ...authority, ...file.part(authority.profiles) }
}

/** Reads a data file whose JSON was parsed. */
export function parseAuthorityFile(json: unknown): ParsedFile {
  const named = z.object({ file: z.string() }).safeParse(json)
  const name = AuthorityFileName.safeParse(named.data?.file)
  if (!name.success) return { kind: 'unknown' }
  return name.data.startsWith('profiles/') ? readProfile(name.data, json) : readList(name.data, json)
}

function readProfile(name: AuthorityFileName, json: unknown): ParsedFile {
  const read = ExportProfile.safeParse(json)
  if (!read.success) return wrong(read.error)
  const profile = read.data
  if (`profiles/${profile.id}` !== name) return { kind: 'wrong', place: 'id' }
  const { version, source } = profile
  const part = (known: readonly ExportProfile[]): Partial<Authority> => ({
    profiles: known.some(({ id }) => id === profile.id)
      ? known.map((other) => (other.id === profile.id ? profile : other))
      : [...known, profile],
  })
  return { kind: 'sound', file: { name, version, source, part } }
}

function readList(name: AuthorityFileName, json: unknown): ParsedFile {
  const key = keyOf(name)
  if (key === null) return { kind: 'unknown' }
  const read = Authority.shape[key].safeParse(json)
  if (!read.success) return wrong(read.error)
  const { version, source } = read.data
  return { kind: 'sound', file: { name, version, source, part: () => ({ [key]: read.data }) } }
}

function keyOf(name: string): (typeof listKeys)[keyof typeof listKeys] | null {
  // `hasOwn` says that it is one of the keys.
  return Object.hasOwn(listKeys, name) ? listKeys[name as keyof typeof listKeys] : null
}

function wrong({ issues }: z.ZodError): ParsedFile {
  return { kind: 'wrong', place: (issues[0]?.path ?? []).map(String).join('.').slice(0, 100) }
}

/** Version and source of one file among the law's data. */
export function headOf(
  authority: Authority,
  name: AuthorityFileName,
): { readonly version: string; readonly source: string; readonly entries: number } {
  const profile = authority.profiles.find(({ id }) => `profiles/${id}` === name)
  if (profile !== undefined) {
    const { version, source, caseFile, document } = profile
    return { version, source, entries: caseFile.length + document.length }
  }
  const key = keyOf(name)
  if (key === null) return { version: '0000-01-01', source: '', entries: 0 }
  const list = authority[key]
  const { version, source } = list
  return { version, source, entries: entriesIn(list) }
}

function entriesIn(list: object): number {
  if (!('entries' in list)) return 1
  const { entries } = list
  if (Array.isArray(entries)) return entries.length
  return Object.values(entries ?? {}).reduce<number>(
    (sum, part) => sum + (Array.isArray(part) ? part.length : 0),
    0,
  )
}

/** What the law's data say that cannot be: names of the first that does not fit, null where all fits. */
export interface Disagreement {
  readonly kind: 'empty' | 'twice' | 'unknown-code' | 'unknown-list' | 'unknown-element' | 'missing-code'
  readonly where: AuthorityFileName
  readonly what: string
}

/** Do the data files agree with each other? Each is of its shape already. */
export function disagreementIn(authority: Authority): Disagreement | null {
  const lists = codeLists(authority)
  return (
    inLists(authority, lists) ??
    inCodes(authority, lists) ??
    authority.profiles.map((profile) => inProfile(profile, lists)).find((found) => found !== null) ??
    null
  )
}

/** Codes that the program itself gives. */
const needed = { accessModes: ['01', '02'], confidenceLevels: ['02'], languages: ['01'] } as const

function inLists({ schedule, profiles }: Authority, lists: CodeLists): Disagreement | null {
  for (const [name, entries] of Object.entries(lists)) {
    const where = name === 'documentTypes' ? 'document-types' : name === 'retentions' ? name : 'lists'
    if (entries.length === 0) return { kind: 'empty', where, what: name }
    const twice = firstTwice(entries.map(({ code }) => code))
    if (twice !== null) return { kind: 'twice', where, what: twice }
  }
  for (const [name, codes] of Object.entries(needed)) {
    const lacking = codes.find(
      (code) => !lists[name]?.some((entry) => entry.code === code && entry.selectable),
    )
    if (lacking !== undefined) return { kind: 'missing-code', where: 'lists', what: `${name} ${lacking}` }
  }
  const row = firstTwice(schedule.entries.map(({ id }) => id))
  if (row !== null) return { kind: 'twice', where: 'retention-schedule', what: row }
  return profiles.some(({ id }) => id === DEFAULT_PROFILE)
    ? null
    : { kind: 'empty', where: 'profiles/tt05-2025', what: DEFAULT_PROFILE }
}

function inCodes({ schedule, filePlan }: Authority, lists: CodeLists): Disagreement | null {
  const known = new Set(lists['retentions']?.map(({ code }) => code))
  const inSchedule = schedule.entries.flatMap(({ retention }) => retention).find((code) => !known.has(code))
  if (inSchedule !== undefined) return { kind: 'unknown-code', where: 'retention-schedule', what: inSchedule }
  const inPlan = filePlan.entries.find(({ retention }) => !known.has(retention))
  return inPlan === undefined ? null : { kind: 'unknown-code', where: 'file-plan', what: inPlan.retention }
}

function inProfile({ id, caseFile, document }: ExportProfile, lists: CodeLists): Disagreement | null {
  const where = `profiles/${id}`
  for (const elements of [caseFile, document]) {
    const names = elements.map(({ name }) => name)
    const twice = firstTwice(names)
    if (twice !== null) return { kind: 'twice', where, what: twice }
    for (const { name, type, list, when, required } of elements) {
      const isCode = type === 'code' || type === 'codes'
      if (isCode !== (list !== null) || (list !== null && !Object.hasOwn(lists, list)))
        return { kind: 'unknown-list', where, what: list ?? name }
      if ((required === 'when') !== (when !== null)) return { kind: 'unknown-element', where, what: name }
      if (when !== null && !isPlain(elements, when.element))
        return { kind: 'unknown-element', where, what: when.element }
    }
  }
  return null
}

/** A condition hangs on an element that is always there. */
function isPlain(elements: ExportProfile['caseFile'], name: string): boolean {
  return elements.some((element) => element.name === name && element.when === null)
}

function firstTwice(values: readonly string[]): string | null {
  return values.find((value, at) => values.indexOf(value) !== at) ?? null
}
