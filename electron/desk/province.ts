import { z } from 'zod'
import type { Edit } from '../../domain/op.ts'
import { readCell } from '../../domain/records/cell-value.ts'
import { PublicKey } from '../../domain/sync/protocol.ts'
import { openFonds } from './first-records.ts'
import type { Records } from './ports.ts'

const PROVINCE_PATH = '/province'
const Province = z.object({
  url: z.string(),
  commune: z.string(),
  communeName: z.string(),
  serverKey: PublicKey,
})
export type Province = z.infer<typeof Province>
const ProvinceCell = Province.nullable().catch(null)

/** The province this vault was enrolled at, with the pinned key: an op, since settings may be lost. */
export function provinceOf(records: Records): Province | null {
  const fonds = records.record(openFonds(records).id)
  return readCell(fonds, PROVINCE_PATH, ProvinceCell)
}

export function setProvince(records: Records, province: Province): Edit {
  return { record: openFonds(records).id, path: PROVINCE_PATH, value: { ...province } }
}
