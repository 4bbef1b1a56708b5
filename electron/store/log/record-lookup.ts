import type { RecordState } from '../../../domain/merge.ts'
import type { RecordId } from '../../../domain/op.ts'

/** Records as they stand now. */
export interface RecordLookup {
  /** An empty record where nothing is known of it. */
  get(id: RecordId): RecordState
}
