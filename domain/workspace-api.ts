import * as z from 'zod'
import { RecordId } from './op.ts'
import { procedure } from './rpc.ts'

/** Where a person was in the window, to find the place again after a restart; screens and tabs by their names in the window. */
export const WorkPlace = z.object({
  screen: z.string().max(40),
  record: RecordId.nullable(),
  page: z.int().min(0).nullable(),
  detail: z.record(z.string().max(40), z.string().max(2000)),
})
export type WorkPlace = z.infer<typeof WorkPlace>

/** Where one window is, and whose work it shows: another user begins at a place of their own. */
export const WindowPlace = z.object({ user: z.string().max(100), place: WorkPlace })
export type WindowPlace = z.infer<typeof WindowPlace>

/**
 * What was typed and not saved yet, by the form it stands in (`review:doc/01J…`, `dialog:note:case/01J…`).
 * It is no op: nobody said it yet, so it is neither merged nor sent.
 */
export const Draft = z.object({
  form: z.string().min(1).max(200),
  values: z.record(z.string().max(80), z.string().max(20_000)),
  /** ISO 8601. */
  savedAt: z.string(),
})
export type Draft = z.infer<typeof Draft>

/** A list as somebody named it: what it is narrowed to, sorted by and shows. */
export const SavedView = z.object({
  id: z.uuid(),
  list: z.string().max(40),
  name: z.string().trim().min(1).max(80),
  filter: z.record(z.string().max(40), z.string().max(200)),
  columns: z.array(z.string().max(40)).max(40),
})
export type SavedView = z.infer<typeof SavedView>

/** What the window remembers for one user; sealed in the vault of this PC, fsynced, and never sent. */
export const Workspace = z.object({
  place: WorkPlace.nullable(),
  drafts: z.array(Draft).max(200),
  views: z.array(SavedView).max(200),
})
export type Workspace = z.infer<typeof Workspace>

export const workspaceApi = {
  /** Of the signed-in user. */
  workspace: procedure(z.object({}), Workspace),
  keepPlace: procedure(z.object({ place: WorkPlace }), z.null()),
  /** Null values forget the draft. Resolves when it is on the disk. */
  keepDraft: procedure(z.object({ form: Draft.shape.form, values: Draft.shape.values.nullable() }), z.null()),
  keepView: procedure(z.object({ view: SavedView }), z.null()),
  forgetView: procedure(z.object({ id: z.uuid() }), z.null()),
} as const
export type WorkspaceApi = typeof workspaceApi

export const workspaceEvents = {
  /** Somebody named a list, or took its name away; perhaps in another window. */
  viewsChanged: z.object({}),
} as const
