import { Fault } from '../../../domain/fault.ts'
import type { ListSelection } from '../../../domain/list-api.ts'
import type { RecordId } from '../../../domain/op.ts'
import type { Lists } from './list-ports.ts'

/** So many ids are named at once. */
const IDS_A_TURN = 500

/** What is chosen, however many that is: how many, and their ids in pieces in the order of the list. */
export interface ChosenRows {
  readonly count: number
  pieces(): Iterable<readonly RecordId[]>
}

interface ChosenPorts {
  readonly lists: Lists
  readonly doubted: readonly string[]
}

/** Of ids those that are still in the list, whatever it is narrowed to. */
export async function chosenRows(
  { lists, doubted }: ChosenPorts,
  selection: ListSelection,
): Promise<ChosenRows> {
  const { query } = selection
  if (selection.kind === 'ids') return rowsOf(lists, lists.among(query, selection.ids))
  const numbers = await lists.all({ query, doubted })
  const left = new Set(lists.among(query, selection.except))
  return rowsOf(lists, left.size === 0 ? numbers : numbers.filter((row) => !left.has(row)))
}

function rowsOf(lists: Lists, numbers: Int32Array): ChosenRows {
  return {
    count: numbers.length,
    *pieces() {
      for (let at = 0; at < numbers.length; at += IDS_A_TURN) {
        yield lists.named(numbers.subarray(at, at + IDS_A_TURN))
      }
    },
  }
}

/** @throws Fault 'invalid-input' reason `too-many` */
export function assertFew({ count }: ChosenRows, most: number): void {
  if (count <= most) return
  throw new Fault('invalid-input', `${count} rows in one step`, {
    detail: { reason: 'too-many', count, most },
  })
}
