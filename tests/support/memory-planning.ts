import type { IssuerPreview, PlanPreview, PlanSheet } from '../../domain/plan-api.ts'
import type { Fonds } from '../../domain/records/fonds.ts'
import type { Issuer } from '../../domain/records/issuer.ts'

/** What a memory engine holds besides the plan itself. */
export interface MemoryPlanning {
  fonds: Fonds[]
  issuers: Issuer[]
  /** Id of an addition -> who put it in and when. */
  readonly added: Map<string, { by: string; at: string }>
  withdrawn: PlanSheet['withdrawn']
  /** Path -> what an import of it would do. */
  readonly planFiles: Map<string, PlanPreview>
  readonly issuerFiles: Map<string, IssuerPreview>
}

export function aPlanning(fonds: readonly Fonds[]): MemoryPlanning {
  const files = { planFiles: new Map(), issuerFiles: new Map() }
  return { fonds: [...fonds], issuers: [], added: new Map(), withdrawn: [], ...files }
}
