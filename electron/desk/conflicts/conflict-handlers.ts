import { askedConflicts } from '../../../domain/conflict-cells.ts'
import { type ConflictingValue, settle } from '../../../domain/conflicts.ts'
import type { RecordState } from '../../../domain/merge.ts'
import type { Edit } from '../../../domain/op.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import type { conflictApi } from '../../../domain/sync-api.ts'
import type { Records } from '../ports.ts'
import { type ConflictListPorts, listConflicts } from './conflict-list.ts'
import { keepBothEdits } from './keep-both.ts'

interface ConflictPorts extends ConflictListPorts {
  readonly records: Records
}

/** What several PCs wrote differently while none knew of the others, and a person's word on it. */
export function conflictHandlers(ports: ConflictPorts): Handlers<typeof conflictApi> {
  const { records } = ports
  return {
    conflicts: async (span) => listConflicts(ports, span),
    settleConflict: async ({ record, path, keep }) => {
      const state = records.record(record)
      const edit = settle(state, path, keep)
      await records.append([edit], { undo: 'settle-conflict', inverse: otherValue(state, path, keep) })
      return null
    },
    keepBoth: async ({ record, path }) => {
      await records.append(keepBothEdits(records.record(record), path), { undo: 'keep-both' })
      return null
    },
  }
}

/** Taking a choice back shows what was not chosen; values that stand beside each other cannot be written again by one person. */
function otherValue(record: RecordState, path: string, keep: string): readonly Edit[] {
  const values = askedConflicts(record).find((conflict) => conflict.path === path)?.values ?? []
  const other = values.find(({ op }) => op !== keep)
  return other === undefined ? [] : [{ record: record.id, path, ...contentOf(other) }]
}

function contentOf(value: ConflictingValue) {
  return 'remove' in value ? ({ remove: true } as const) : { value: value.value }
}
