import type { FaultReport } from '../../../domain/fault.ts'
import type { IndexCall } from './index-engine.ts'

/**
 * What the thread of the index is started with: to serve it, or to read it through once and say whether it is whole.
 * Neither is ever ended from outside: `serve` ends with the call `close`, `check` where `stop` is not 0.
 */
export interface IndexWorkerData {
  readonly task: 'serve' | 'check'
  readonly path: string
  readonly key: Uint8Array
  /** Shared with the thread that started this one. */
  readonly stop: Int32Array
}

export interface IndexQuestion {
  readonly id: number
  readonly call: IndexCall
  readonly input: unknown
}

export type IndexMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  /** A fault has its report; of a bug only the text is left. */
  | {
      readonly kind: 'failure'
      readonly id: number
      readonly fault: FaultReport | null
      readonly text: string
    }
  | { readonly kind: 'made-anew'; readonly generation: string }
  /** Null where it was stopped. */
  | { readonly kind: 'checked'; readonly isWhole: boolean | null }
