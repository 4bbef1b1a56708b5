import * as z from 'zod'
import { AccessLevel } from './access.ts'
import { RecordId } from './op.ts'
import { pageOf, Span } from './paging.ts'
import { caseStates, Place } from './records/case-file.ts'
import { procedure } from './rpc.ts'

/** Columns of the list of case files, each of which it can be sorted by. */
export const caseColumns = [
  'notation',
  'title',
  'year',
  'retention',
  'state',
  'startDate',
  'endDate',
  'documents',
  'pages',
  'sheets',
  'maker',
  'place',
  'missing',
] as const
export type CaseColumn = (typeof caseColumns)[number]

/** Columns of the list of documents. */
export const documentColumns = [
  'number',
  'notation',
  'issuedDate',
  'type',
  'issuer',
  'subject',
  'signer',
  'caseFile',
  'pages',
  'doubt',
] as const
export type DocumentColumn = (typeof documentColumns)[number]

/** A state of case files, or that the law leaves them out of the electronic ones. */
export const listedStates = [...caseStates, 'excluded'] as const
export type ListedState = (typeof listedStates)[number]

/** How far a document has come that is no state secret. */
export const listedStages = ['to-read', 'to-review', 'to-file', 'filed'] as const
export type ListedStage = (typeof listedStages)[number]

const text = z.string().trim().min(1).max(200)
const year = z.int().min(0).max(9999)

/** What is left out narrows nothing. `planEntry` and `caseFile` null mean those that have none. */
export const CaseListFilter = z.object({
  /** Every one of its words stands in notation, title or year, with or without tone marks. */
  text: text.exactOptional(),
  fonds: RecordId.exactOptional(),
  year: year.exactOptional(),
  states: z.array(z.enum(listedStates)).min(1).max(listedStates.length).exactOptional(),
  /** Code. */
  retention: z.string().max(40).exactOptional(),
  maker: z.string().max(200).exactOptional(),
  planEntry: RecordId.nullable().exactOptional(),
  deposit: RecordId.exactOptional(),
  access: AccessLevel.exactOptional(),
  /** Only those whose documents lack something that the law wants. */
  isMissing: z.literal(true).exactOptional(),
})
export type CaseListFilter = z.infer<typeof CaseListFilter>

export const DocumentListFilter = z.object({
  /** Every one of its words stands in number, notation, subject, issuer or signer. */
  text: text.exactOptional(),
  /** Of the day of issue; 0 where none is known. */
  year: year.exactOptional(),
  stages: z.array(z.enum(listedStages)).min(1).max(listedStages.length).exactOptional(),
  /** Code. */
  type: z.string().max(40).exactOptional(),
  caseFile: RecordId.nullable().exactOptional(),
  /** Only those with a field that is not sure. */
  isDoubtful: z.literal(true).exactOptional(),
})
export type DocumentListFilter = z.infer<typeof DocumentListFilter>

/** `made`: by the time of their making. */
const sortOf = <const C extends readonly [string, ...string[]]>(columns: C) =>
  z.object({ by: z.enum([...columns, 'made']), isDescending: z.boolean() })

/** Which rows of a list are meant, and in which order. */
export const CaseListQuery = z.object({
  list: z.literal('cases'),
  filter: CaseListFilter,
  sort: sortOf(caseColumns),
})
export type CaseListQuery = z.infer<typeof CaseListQuery>
export const DocumentListQuery = z.object({
  list: z.literal('documents'),
  filter: DocumentListFilter,
  sort: sortOf(documentColumns),
})
export type DocumentListQuery = z.infer<typeof DocumentListQuery>
export const ListQuery = z.discriminatedUnion('list', [CaseListQuery, DocumentListQuery])
export type ListQuery = z.infer<typeof ListQuery>
export type ListName = ListQuery['list']

/** What a screen gives to have a list opened narrowed to what it counts. */
export type ListNarrowing =
  | { readonly list: 'cases'; readonly filter: CaseListFilter; readonly sort?: CaseListQuery['sort'] }
  | {
      readonly list: 'documents'
      readonly filter: DocumentListFilter
      readonly sort?: DocumentListQuery['sort']
    }

export const CaseListRow = z.object({
  id: RecordId,
  notation: z.string(),
  title: z.string(),
  year: z.int(),
  retention: z.string(),
  state: z.enum(listedStates),
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  documents: z.int(),
  pages: z.int(),
  sheets: z.int(),
  maker: z.string(),
  place: Place.nullable(),
  /** What its documents lack that the law wants, as far as each says so by itself. */
  missing: z.int(),
  access: AccessLevel,
})
export type CaseListRow = z.infer<typeof CaseListRow>

export const DocumentListRow = z.object({
  id: RecordId,
  number: z.string(),
  notation: z.string(),
  /** ISO 8601, or empty. */
  issuedDate: z.string(),
  type: z.string(),
  issuer: z.string(),
  subject: z.string(),
  signer: z.string(),
  caseFile: z.object({ id: RecordId, notation: z.string(), title: z.string() }).nullable(),
  pages: z.int(),
  /** Fields that are not sure. */
  doubt: z.int(),
  stage: z.enum(listedStages),
})
export type DocumentListRow = z.infer<typeof DocumentListRow>

/** Most rows that one step changes; more are told to be narrowed. */
export const MOST_TO_EDIT = 10_000
/** Most ids that a choice names; beyond that it is everything that matches. */
export const MOST_CHOSEN = 20_000
const chosenIds = z.array(RecordId).max(MOST_CHOSEN)

/** Rows that were chosen one by one, or all that match but some. */
export const ListSelection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ids'), query: ListQuery, ids: chosenIds }),
  z.object({ kind: z.literal('all'), query: ListQuery, except: chosenIds }),
])
export type ListSelection = z.infer<typeof ListSelection>

const part = z.string().trim().max(100)
const line = z.string().trim().max(2000)

/** What is changed in all that is chosen. An empty text takes away what stands there. */
export const ListChange = z.discriminatedUnion('field', [
  z.object({ field: z.literal('retention'), value: z.string().min(1).max(40) }),
  z.object({ field: z.literal('maker'), value: z.string().trim().max(200) }),
  z.object({
    field: z.literal('place'),
    value: z.object({ store: part, shelf: part, box: part }).nullable(),
  }),
  z.object({ field: z.literal('access'), value: AccessLevel }),
  /** Of case files and of documents. */
  z.object({ field: z.literal('keyword'), value: line }),
  z.object({ field: z.literal('note'), value: line }),
  /** Of documents. */
  z.object({ field: z.literal('type'), value: z.string().min(1).max(40) }),
  z.object({ field: z.literal('issuer'), value: z.string().trim().min(1).max(1000) }),
  z.object({ field: z.literal('caseFile'), value: RecordId.nullable() }),
])
export type ListChange = z.infer<typeof ListChange>
export type ChangedField = ListChange['field']

/** What can be changed in the rows of each list. */
export const changeableFields = {
  cases: ['retention', 'maker', 'place', 'access', 'keyword', 'note'],
  documents: ['type', 'issuer', 'caseFile', 'keyword', 'note'],
} as const satisfies Readonly<Record<ListName, readonly ChangedField[]>>

/** Why a row is not changed; words of the window. */
export const editRefusals = [
  'closed',
  'handed-over',
  'disputed',
  'isolated',
  'excluded',
  'gone',
  'other',
] as const
export type EditRefusal = (typeof editRefusals)[number]

/** What becomes of all that was chosen: selected = changing + same + refused. */
export const EditOutcome = z.object({
  selected: z.int(),
  changing: z.int(),
  /** Those that say so already. */
  same: z.int(),
  refused: z.int(),
  reasons: z.array(
    z.object({
      why: z.enum(editRefusals),
      count: z.int(),
      /** Names of the first. */
      examples: z.array(z.string()),
    }),
  ),
})
export type EditOutcome = z.infer<typeof EditOutcome>

/** A value that rows have, and how many have it. */
const Choice = z.object({ value: z.string(), rows: z.int() })

export const ListExport = z.object({
  selection: ListSelection,
  /** As they stand side by side, with their names. */
  columns: z
    .array(z.object({ id: z.string().max(40), name: z.string().max(100) }))
    .min(1)
    .max(40),
  /** Words for the states, by their names. */
  words: z.record(z.string().max(40), z.string().max(100)),
  folder: z.string().min(1).max(4096),
})
export type ListExport = z.infer<typeof ListExport>

export const listApi = {
  caseList: procedure(Span.extend({ query: CaseListQuery }), pageOf(CaseListRow)),
  documentList: procedure(Span.extend({ query: DocumentListQuery }), pageOf(DocumentListRow)),
  /** The ids of a span that may be longer than what one looks at. */
  listIds: procedure(
    z.object({ query: ListQuery, offset: z.int().min(0), limit: z.int().min(1).max(MOST_CHOSEN) }),
    z.array(RecordId),
  ),
  /** The first row whose text in the sorted column begins so, or comes next; null where the column holds no text. */
  listPlace: procedure(z.object({ query: ListQuery, begins: text }), z.object({ index: z.int() }).nullable()),
  /** What the rows of a list can be narrowed to. */
  listChoices: procedure(
    z.object({ list: z.enum(['cases', 'documents']) }),
    z.object({
      years: z.array(z.int()),
      makers: z.array(Choice),
      retentions: z.array(Choice),
      types: z.array(Choice),
    }),
  ),
  /** What a change would do, without doing it. @throws Fault 'invalid-input' reason `too-many` */
  previewListEdit: procedure(z.object({ selection: ListSelection, change: ListChange }), EditOutcome),
  /**
   * Changes all that is chosen in one step that can be taken back, all or nothing.
   * @throws Fault 'conflict' reason `selection-changed` where not just `expected` rows are chosen now
   */
  editList: procedure(
    z.object({ selection: ListSelection, change: ListChange, expected: z.int() }),
    EditOutcome,
  ),
  /** Writes what is chosen as a workbook, in its order. @throws Fault 'conflict' reason `name-exists`, of the folder */
  exportList: procedure(ListExport, z.object({ file: z.string(), written: z.int() })),
} as const
export type ListApi = typeof listApi
