import * as z from 'zod'
import type { RecordState } from '../merge.ts'
import type { Edit, RecordId } from '../op.ts'
import { optionalTextCell, readCell, textCell } from './cell-value.ts'

/** A body that issues documents, with the days between which it was one. Dates are ISO 8601, null where unknown. */
export const Issuer = z.object({
  id: z.string(),
  name: z.string(),
  /** Other ways in which papers call it. */
  aliases: z.array(z.string()),
  /** Its identification code; empty where it has none. */
  code: z.string(),
  validFrom: z.string().nullable(),
  /** Its last day. */
  validTo: z.string().nullable(),
  /** The issuer that took over its work, by id. */
  successor: z.string().nullable(),
})
export type Issuer = z.infer<typeof Issuer>

const AliasCell = z.array(z.string()).catch([])

/** One that was removed has no name. */
export function issuerView(record: RecordState): Issuer {
  return {
    id: record.id,
    name: readCell(record, '/name', textCell),
    aliases: readCell(record, '/aliases', AliasCell),
    code: readCell(record, '/code', textCell),
    validFrom: readCell(record, '/validFrom', optionalTextCell),
    validTo: readCell(record, '/validTo', optionalTextCell),
    successor: readCell(record, '/successor', optionalTextCell),
  }
}

export function setIssuer(id: RecordId, issuer: Omit<Issuer, 'id'>): readonly Edit[] {
  return Object.entries(issuer).map(([name, value]) => ({ record: id, path: `/${name}`, value }))
}
