import { isConflicting, showsAlready } from './conflicts.ts'
import { assertEditsAllowed, isMachineCell } from './edit-rules.ts'
import { Fault } from './fault.ts'
import { type RecordState, shownValue } from './merge.ts'
import type { Edit, RecordId } from './op.ts'

/** What can be taken back; the window has words for each. */
export const undoLabels = [
  'accept-document',
  'file-document',
  'file-documents',
  'open-case-file',
  'split-document',
  'dismiss-splits',
  'correct-word',
  'exclude-case-file',
  'set-signature',
  'order-contents',
  'move-documents',
  'merge-documents',
  'insert-pages',
  'replace-page',
  'turn-page',
  'bin-pages',
  'restore-pages',
  'lay-pages',
  'refuse-sheets',
  'accept-documents',
  'set-sheets',
  'set-note',
  'set-place',
  'edit-list',
  'file-by-sheets',
  'import-authority',
  'set-schedule-row',
  'choose-profile',
  'describe',
  'edit-plan',
  'copy-plan',
  'import-plan',
  'edit-case-file',
  'edit-issuers',
  'settle-conflict',
  'keep-both',
] as const
export type UndoLabel = (typeof undoLabels)[number]

/** Something that was done, as what it wrote and what puts back what stood before; neither names a cell twice. */
export interface UndoEntry {
  readonly label: UndoLabel
  readonly done: readonly Edit[]
  readonly inverse: readonly Edit[]
}

type Look = (id: RecordId) => RecordState

/** The edits that put back what the cells of `edits` show now, or that remove what they do not show. */
export function inverseOf(edits: readonly Edit[], look: Look): readonly Edit[] {
  return lastOfEachCell(edits).map(({ record, path }) => {
    const before = shownValue(look(record), path)
    return before === undefined ? { record, path, remove: true } : { record, path, value: before }
  })
}

/**
 * What has to be known to take back edits that are about to be made; null where they change nothing that is shown.
 * @param look the records before the edits
 */
export function undoEntry(label: UndoLabel, edits: readonly Edit[], look: Look): UndoEntry | null {
  const last = lastOfEachCell(edits)
  if (last.every((edit) => stands(edit, look))) return null
  // What the machine is to find anew is found anew after either way, also where nothing was found yet.
  const changing = last.filter((edit) => foundByMachine.has(edit.path) || !stands(edit, look))
  return { label, done: changing, inverse: inverseOf(changing, look) }
}

/**
 * The edits that take an entry back: new edits like any other, history stays.
 * @throws Fault 'conflict' where one of its cells was changed since, 'case-closed' where its case file is not open now
 */
export function undoEdits({ done, inverse }: UndoEntry, look: Look): readonly Edit[] {
  const edits = replacing(done, inverse, look)
  const written = documentsMade(inverse).find((id) => hasOtherCells(look(id), done))
  if (written !== undefined) throw changedSince(`${written} was written in since`)
  return edits
}

/** The edits that do again what was taken back. @throws as `undoEdits` */
export function redoEdits({ done, inverse }: UndoEntry, look: Look): readonly Edit[] {
  return replacing(inverse, done, look)
}

function replacing(written: readonly Edit[], next: readonly Edit[], look: Look): readonly Edit[] {
  assertEditsAllowed(next, look)
  // What the machine finds anew meanwhile is nobody's word; it is found again from the pages as they stand then.
  const changed = written.find((edit) => !stands(edit, look) && !foundByMachine.has(edit.path))
  if (changed !== undefined) throw changedSince(`${changed.path} of ${changed.record} was changed since`)
  return next
}

function changedSince(message: string): Fault {
  return new Fault('conflict', message, { detail: { reason: 'changed' } })
}

/** A document loses its pages only when the step that made it is taken back. */
function documentsMade(inverse: readonly Edit[]): readonly RecordId[] {
  return inverse.flatMap((edit) => (edit.path === '/pages' && 'remove' in edit ? [edit.record] : []))
}

/** Has somebody described or filed what a step made, so that taking it back would take that along? */
function hasOtherCells(record: RecordState, done: readonly Edit[]): boolean {
  const ofStep = new Set(done.filter((edit) => edit.record === record.id).map(({ path }) => path))
  return Object.keys(record.cells).some(
    (path) =>
      !(ofStep.has(path) || lasting.has(path) || isMachineCell(path)) &&
      shownValue(record, path) !== undefined,
  )
}

const foundByMachine: ReadonlySet<string> = new Set(['/proposals', '/findings'])

/** Is written beside a step and stays when it is taken back. */
const lasting: ReadonlySet<string> = new Set(['/splitFrom'])

/** Does the cell show just what an edit would leave there, and nothing beside it? */
function stands(edit: Edit, look: Look): boolean {
  const record = look(edit.record)
  return !isConflicting(record.cells[edit.path]) && showsAlready(record, edit)
}

function lastOfEachCell(edits: readonly Edit[]): readonly Edit[] {
  return [...new Map(edits.map((edit) => [`${edit.record}${edit.path}`, edit])).values()]
}
