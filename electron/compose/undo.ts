import { Fault } from '../../domain/fault.ts'
import type { RecordState } from '../../domain/merge.ts'
import type { Edit, RecordId } from '../../domain/op.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { redoEdits, type UndoEntry, type UndoLabel, undoEdits, undoEntry } from '../../domain/undo.ts'
import type { UndoApi } from '../../domain/undo-api.ts'
import type { Undoable } from '../desk/ports.ts'

/** So many steps can be taken back; older ones are forgotten, but stay in the history. */
const MOST_STEPS = 100

interface UndoPorts {
  record(id: RecordId): RecordState
  append(edits: readonly Edit[]): Promise<void>
  /** Do records other than these name this one? Then the opening of it cannot be taken back. */
  isInUse(id: RecordId, but: ReadonlySet<RecordId>): boolean
  /** Who is signed in; nobody takes back what somebody else did. */
  actor(): string
}

/** What was done since the vault was opened, to be taken back step by step. */
export interface Undo {
  /** Saves edits; those with a label can be taken back. One labelled save at a time, so that each knows what it replaced. */
  append(edits: readonly Edit[], options?: Undoable): Promise<void>
  readonly handlers: Handlers<UndoApi>
}

export function createUndo(ports: UndoPorts): Undo {
  const stacks: Stacks = { done: [], undone: [] }
  let work: Promise<unknown> = Promise.resolve()
  let actor = ''
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const asActor = (): Promise<T> => {
      if (actor !== ports.actor()) for (const stack of [stacks.done, stacks.undone]) stack.length = 0
      actor = ports.actor()
      return step()
    }
    const turn = work.then(asActor, asActor)
    work = turn
    return turn
  }
  return {
    append: (edits, options) =>
      options === undefined
        ? ports.append(edits)
        : inTurn(() =>
            appendLabelled(ports, stacks, { edits, label: options.undo, inverse: options.inverse }),
          ),
    handlers: {
      undo: () => inTurn(() => step(ports, { from: stacks.done, to: stacks.undone, edits: undoOf(ports) })),
      redo: () => inTurn(() => step(ports, { from: stacks.undone, to: stacks.done, edits: redoOf(ports) })),
      // In turn as well: what is being saved now can be taken back next.
      undoState: () => inTurn(async () => ({ undo: nextOf(stacks.done), redo: nextOf(stacks.undone) })),
    },
  }
}

interface Stacks {
  readonly done: UndoEntry[]
  readonly undone: UndoEntry[]
}

function nextOf(stack: readonly UndoEntry[]): UndoLabel | null {
  return stack.at(-1)?.label ?? null
}

interface EditStep {
  readonly edits: readonly Edit[]
  readonly label: UndoLabel
  readonly inverse: readonly Edit[] | undefined
}

async function appendLabelled(
  { record, append }: UndoPorts,
  { done, undone }: Stacks,
  { edits, label, inverse }: EditStep,
): Promise<void> {
  const entry = undoEntry(label, edits, record)
  await append(edits)
  if (entry === null) return
  undone.length = 0
  push(done, inverse === undefined ? entry : { ...entry, inverse })
}

function push(stack: UndoEntry[], entry: UndoEntry): void {
  stack.push(entry)
  if (stack.length > MOST_STEPS) stack.shift()
}

const lasting: ReadonlySet<string | number> = new Set(['changed', 'in-use', 'entry-used'])

type EditsOf = (entry: UndoEntry) => readonly Edit[]

function undoOf({ record, isInUse }: UndoPorts): EditsOf {
  return (entry) => {
    const edits = undoEdits(entry, record)
    const own = new Set(entry.done.map(({ record: id }) => id))
    const opened = entry.inverse.filter((edit) => edit.path === '/state' && 'remove' in edit)
    if (opened.some(({ record: id }) => isInUse(id, own))) {
      throw new Fault('conflict', 'a case file is in use by now', { detail: { reason: 'in-use' } })
    }
    const planned = entry.inverse.filter(
      ({ record: id, ...edit }) => id.startsWith('plan_') && isRemoval(edit),
    )
    if (planned.some(({ record: id }) => isInUse(id, own))) {
      throw new Fault('conflict', 'a case file was opened from it', { detail: { reason: 'entry-used' } })
    }
    return edits
  }
}

/** Does the edit take a whole entry of the plan away? */
function isRemoval(edit: Pick<Edit, 'path'>): boolean {
  return edit.path === '/notation' && 'remove' in edit
}

function redoOf({ record }: UndoPorts): EditsOf {
  return (entry) => redoEdits(entry, record)
}

async function step(
  { append }: UndoPorts,
  way: { readonly from: UndoEntry[]; readonly to: UndoEntry[]; readonly edits: EditsOf },
): Promise<{ label: UndoLabel | null }> {
  const entry = way.from.at(-1)
  if (entry === undefined) return { label: null }
  try {
    await append(way.edits(entry))
  } catch (error) {
    // A file that was closed may be reopened; what was changed or used since stays, and what lies before it can go.
    if (error instanceof Fault && lasting.has(error.detail['reason'] ?? '')) way.from.pop()
    throw error
  }
  way.from.pop()
  push(way.to, entry)
  return { label: entry.label }
}
