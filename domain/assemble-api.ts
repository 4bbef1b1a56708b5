import * as z from 'zod'
import { contentsOrders } from './contents-order.ts'
import { RecordId } from './op.ts'
import type { Place } from './records/case-file.ts'
import { FieldName } from './records/document.ts'
import { procedure } from './rpc.ts'

const done = z.null()
/** Most documents, or case files, of one step. */
const MOST = 1000
const MOST_SHEETS = 100_000
const ids = z.array(RecordId).min(1).max(MOST)
const pageIds = z.array(z.string().max(100)).min(1).max(10_000)
const folder = z.string().min(1).max(4096)
const span = z.object({ first: z.int(), last: z.int() })
const part = z.string().trim().max(100)

/** How the documents of a case file are put into another order. */
export const Reordering = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sorted'), by: z.enum(contentsOrders) }),
  /** One place up (-1) or down (1). */
  z.object({ kind: z.literal('stepped'), documents: ids, by: z.union([z.literal(-1), z.literal(1)]) }),
  /** Put before a document, or last where it is null. */
  z.object({ kind: z.literal('dropped'), documents: ids, before: RecordId.nullable() }),
])
export type Reordering = z.infer<typeof Reordering>

export const SheetNumbers = z.object({
  /** Document -> its sheets; null for one that has none. */
  spans: z.record(z.string(), span.nullable()),
  total: z.int(),
  doubled: z.array(z.int()),
  missing: z.array(z.int()),
})
export type SheetNumbers = z.infer<typeof SheetNumbers>

/** What was written into a folder. */
export const PrintedLabels = z.object({ folder: z.string(), file: z.string(), pages: z.int() })
export type PrintedLabels = z.infer<typeof PrintedLabels>

/** Putting case files together; each call but the printing is one step that can be taken back. */
export const assembleApi = {
  reorderContents: procedure(z.object({ id: RecordId, order: Reordering }), done),
  sheetNumbers: procedure(z.object({ id: RecordId }), SheetNumbers),
  /** In their order behind those of the other case file; null takes them out of theirs. */
  moveDocuments: procedure(z.object({ documents: ids, caseFile: RecordId.nullable() }), done),
  /** The first stays, with what people said of it; `values` are said of it besides. */
  mergeDocuments: procedure(
    z.object({
      documents: z.array(RecordId).min(2).max(MOST),
      values: z.partialRecord(FieldName, z.string().max(2000)),
    }),
    done,
  ),
  /** Pages of another document go behind a page, or first where `after` is null. */
  insertPages: procedure(
    z.object({ id: RecordId, source: RecordId, pages: pageIds, after: z.string().nullable() }),
    done,
  ),
  replacePage: procedure(
    z.object({ id: RecordId, page: z.string(), source: RecordId, by: z.string() }),
    done,
  ),
  /** By a quarter clockwise. */
  turnPage: procedure(
    z.object({ id: RecordId, page: z.string(), by: z.union([z.literal(90), z.literal(270)]) }),
    done,
  ),
  binPages: procedure(z.object({ id: RecordId, pages: pageIds }), done),
  restorePages: procedure(z.object({ id: RecordId, pages: pageIds }), done),
  /** Null counts one sheet a page again. */
  setSheets: procedure(
    z.object({
      id: RecordId,
      sheets: z
        .object({
          count: z.int().min(0).max(MOST_SHEETS),
          first: z.int().min(1).max(MOST_SHEETS).nullable(),
        })
        .nullable(),
    }),
    done,
  ),
  /** Of a case file or a document; an empty note takes it away. */
  setNote: procedure(z.object({ id: RecordId, note: z.string().trim().max(2000) }), done),
  /** At any time, of closed case files too; null says that nobody knows. */
  setPlace: procedure(
    z.object({
      caseFiles: ids,
      place: (z.object({ store: part, shelf: part, box: part }) satisfies z.ZodType<Place>).nullable(),
    }),
    done,
  ),
  /** A label for each box that these case files lie in. */
  printBoxLabels: procedure(z.object({ caseFiles: ids, folder }), PrintedLabels),
  /** A separator sheet for each document from one ordinal to another; without them one sheet that names no ordinal. */
  printSeparators: procedure(
    z.object({
      caseFiles: ids,
      ordinals: z.object({ from: z.int().min(1).max(9999), to: z.int().min(1).max(9999) }).nullable(),
      folder,
    }),
    PrintedLabels,
  ),
} as const
export type AssembleApi = typeof assembleApi
