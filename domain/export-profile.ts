import * as z from 'zod'

/** Where the value of a descriptive element comes from. */
export const valueSources = [
  // Of a case file, and of the file a document lies in.
  'fileCode',
  'archiveCode',
  'agencyCode',
  'fondsCode',
  'year',
  'notation',
  'title',
  'retention',
  'access',
  'startDate',
  'endDate',
  'documents',
  'sheets',
  'paperFileCode',
  'makerNote',
  // Of a document.
  'documentId',
  'documentCode',
  'ordinal',
  'documentType',
  'number',
  'documentNotation',
  'issuedDate',
  'issuer',
  'subject',
  // Of both.
  'pages',
  /** What a person entered under `/extra/<cell>`. */
  'extra',
  /** Nothing known fills it. */
  'none',
] as const
export type ValueSource = (typeof valueSources)[number]

/** One element of a descriptive profile; lengths in characters. */
export const ProfileElement = z.object({
  /** Name in the exported file. */
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,59}$/),
  label: z.string().min(1).max(200),
  type: z.enum(['text', 'code', 'codes', 'date', 'number', 'flag']),
  maxLength: z.int().min(1).max(100_000).nullable(),
  required: z.enum(['yes', 'no', 'when']),
  /** The element is only there, and then required, where another one has one of these values. */
  when: z.object({ element: z.string(), equals: z.array(z.string()).min(1) }).nullable(),
  /** Name of the list that its codes are from. */
  list: z.string().nullable(),
  value: z.enum(valueSources),
  /** Stands where nobody entered anything. */
  default: z.string().exactOptional(),
  /** Name below `/extra/`, where it is not the element's own. */
  cell: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]{0,59}$/)
    .exactOptional(),
  /** Codes are written out as their names. */
  isNamed: z.literal(true).exactOptional(),
  /** What the law wants to be entered, for the person who does it. */
  help: z.string().max(500).exactOptional(),
})
export type ProfileElement = z.infer<typeof ProfileElement>

/** `{name}` stands for a part, `{ordinal:7}` for a number of at least seven digits. */
const Template = z
  .string()
  .max(200)
  .regex(/^(?:[^{}]|\{(?:archiveCode|agencyCode|fondsCode|year|notation|fileCode|ordinal(?::\d)?)\})+$/)

/** How case files and documents are described to a receiver. */
export const ExportProfile = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: z.string().min(1).max(200),
  version: z.string().regex(/^\d{4}-\d{2}-\d{2}(?:\.\d{1,3})?$/),
  source: z.string().min(1).max(1000),
  dateFormat: z.enum(['DD/MM/YYYY', 'YYYY-MM-DD']),
  fileCode: Template,
  documentCode: Template,
  caseFile: z.array(ProfileElement).min(1).max(100),
  document: z.array(ProfileElement).min(1).max(100),
})
export type ExportProfile = z.infer<typeof ExportProfile>

/** Under which name below `/extra/` a person's value of the element stands. */
export function cellOf({ name, cell }: ProfileElement): string {
  return cell ?? name
}
