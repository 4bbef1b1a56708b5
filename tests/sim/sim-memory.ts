import type { RecordId } from '../../domain/op.ts'
import type { SyncSetting } from '../../domain/sync-api.ts'
import type { BatchProofs } from '../../electron/sync/batch-proofs.ts'
import { emptyMemory, type SyncMemory } from '../../electron/sync/exchange-runner.ts'

interface Kept<T> {
  readonly value: T
  save(next: T): Promise<void>
}

const anyTime: SyncSetting = { hours: null, networks: null, kilobitsPerSecond: null, isPaused: false }

/** The settings of a sync client, kept where a power cut does not reach: losing them costs nothing but time. */
export function createSimMemory(): {
  readonly memory: Kept<SyncMemory>
  readonly setting: Kept<SyncSetting>
  readonly proofs: Kept<BatchProofs>
  readonly urgent: { readonly value: readonly RecordId[]; save(next: RecordId[]): Promise<void> }
} {
  return {
    memory: kept(emptyMemory),
    setting: kept(anyTime),
    proofs: kept<BatchProofs>([]),
    urgent: kept<RecordId[]>([]),
  }
}

function kept<T>(first: T): Kept<T> {
  const state = { value: first }
  return {
    get value() {
      return state.value
    },
    save: async (next) => {
      state.value = next
    },
  }
}
