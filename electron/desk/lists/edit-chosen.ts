import type { Authority } from '../../../domain/authority.ts'
import { Fault } from '../../../domain/fault.ts'
import {
  type EditOutcome,
  type EditRefusal,
  type ListChange,
  type ListSelection,
  MOST_TO_EDIT,
} from '../../../domain/list-api.ts'
import type { Edit, RecordId } from '../../../domain/op.ts'
import { recordTitle } from '../conflicts/record-title.ts'
import { createGiveWay } from '../give-way.ts'
import type { Records } from '../ports.ts'
import { assertFew, type ChosenRows, chosenRows } from './chosen-rows.ts'
import { createRowEdits } from './list-edits.ts'

/** Names that are told of each reason. */
const EXAMPLES = 3

interface EditPorts {
  readonly records: Records
  readonly authority: () => Authority
  readonly doubted: () => readonly string[]
}

interface Wanted {
  readonly selection: ListSelection
  readonly change: ListChange
}

/** What a change of many rows would do. */
export async function previewEdit(ports: EditPorts, wanted: Wanted): Promise<EditOutcome> {
  const { outcome } = await lookThrough(ports, wanted, await chosenOf(ports, wanted))
  return outcome
}

/** Does it, in one step. @throws Fault 'conflict' reason `selection-changed` */
export async function editChosen(
  ports: EditPorts,
  { expected, ...wanted }: Wanted & { readonly expected: number },
): Promise<EditOutcome> {
  const chosen = await chosenOf(ports, wanted)
  if (chosen.count !== expected) {
    throw new Fault('conflict', `${chosen.count} rows are chosen, not ${expected}`, {
      detail: { reason: 'selection-changed', count: chosen.count, expected },
    })
  }
  const { outcome, edits } = await lookThrough(ports, wanted, chosen)
  const undo = wanted.change.field === 'caseFile' ? 'move-documents' : 'edit-list'
  if (edits.length > 0) await ports.records.append(edits, { undo })
  return outcome
}

async function chosenOf({ records, doubted }: EditPorts, { selection }: Wanted): Promise<ChosenRows> {
  const chosen = await chosenRows({ lists: records.catalogue.lists, doubted: doubted() }, selection)
  assertFew(chosen, MOST_TO_EDIT)
  return chosen
}

/** Row by row; other calls have their turn in between. */
async function lookThrough(
  ports: EditPorts,
  { selection, change }: Wanted,
  chosen: ChosenRows,
): Promise<{ readonly outcome: EditOutcome; readonly edits: readonly Edit[] }> {
  const rowEdit = createRowEdits(ports, selection.query.list, change)
  const refused = new Map<EditRefusal, { count: number; examples: string[] }>()
  const edits: Edit[] = []
  const counts = { changing: 0, same: 0, refused: 0 }
  const refuse = (id: RecordId, why: EditRefusal): void => {
    const reason = refused.get(why) ?? { count: 0, examples: [] }
    if (reason.count < EXAMPLES) reason.examples.push(recordTitle(ports, id))
    refused.set(why, { ...reason, count: reason.count + 1 })
  }
  const giveWay = createGiveWay()
  for (const piece of chosen.pieces()) {
    for (const id of piece) {
      await giveWay()
      const row = rowEdit(id)
      counts[row.kind] += 1
      if (row.kind === 'changing') edits.push(...row.edits)
      else if (row.kind === 'refused') refuse(id, row.why)
    }
  }
  const reasons = [...refused].map(([why, reason]) => ({ why, ...reason }))
  return { outcome: { selected: chosen.count, ...counts, reasons }, edits }
}
