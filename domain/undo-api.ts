import * as z from 'zod'
import { procedure } from './rpc.ts'
import { undoLabels } from './undo.ts'

const nothing = z.object({})
const Label = z.enum(undoLabels).nullable()

/** What would be taken back and done again next; null where there is nothing. */
export const UndoState = z.object({ undo: Label, redo: Label })
export type UndoState = z.infer<typeof UndoState>

/** Taking back what was done since the vault was opened. `undo` and `redo` tell what it was. */
export const undoApi = {
  undo: procedure(nothing, z.object({ label: Label })),
  redo: procedure(nothing, z.object({ label: Label })),
  undoState: procedure(nothing, UndoState),
} as const
export type UndoApi = typeof undoApi
