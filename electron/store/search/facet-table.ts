import type { EncryptedDatabase } from '../ledger/encrypted-database.ts'
import { columnText } from './column-text.ts'
import { UNFILED_FACETS } from './index-schema.ts'

interface Facets {
  readonly fonds: string
  readonly retention: string
  readonly state: string
}

/** What case files can be narrowed by; there are few different combinations of it. */
export interface FacetTable {
  get(id: number): Facets
  ids(): readonly number[]
}

const NAMES = ['fonds', 'retention', 'state'] as const
const UNFILED: Facets = { fonds: '', retention: '', state: 'unfiled' }
const UNKNOWN: Facets = { fonds: '', retention: '', state: '' }

export function readFacetTable(database: EncryptedDatabase): FacetTable {
  const rows = database.all('SELECT id, fonds, retention, state FROM facets')
  const table = new Map<number, Facets>([[UNFILED_FACETS, UNFILED]])
  for (const row of rows) {
    const [fonds = '', retention = '', state = ''] = NAMES.map((name) => columnText(row, name))
    table.set(Number(row['id']), { fonds, retention, state })
  }
  return { get: (id) => table.get(id) ?? UNKNOWN, ids: () => [...table.keys()] }
}
