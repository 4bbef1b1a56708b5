import type { FaultReport } from '../../../domain/fault.ts'

/** Something fetched: on its way, here, or not to be had. */
export type Remote<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly fault: FaultReport }

export const LOADING = { kind: 'loading' } as const
