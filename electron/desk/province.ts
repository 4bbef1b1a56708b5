import { z } from 'zod'
import type { Edit } from '../../domain/op.ts'
import { readCell } from '../../domain/records/cell-value.ts'
import { PublicKey } from '../../domain/sync/protocol.ts'
import { type HomeVault, homeRecord } from './home-record.ts'

const PROVINCE_PATH = '/province'
const Province = z.object({
  url: z.string(),
  commune: z.string(),
  communeName: z.string(),
  serverKey: PublicKey,
  /** The place of this PC among the stations of its commune, from 1; a server of an earlier program told none. */
  stationOrdinal: z.int().min(1).exactOptional(),
})
export type Province = z.infer<typeof Province>
const ProvinceCell = Province.nullable().catch(null)

/** The province this vault was enrolled at, with the pinned key: an op, since settings may be lost. */
export function provinceOf(vault: HomeVault): Province | null {
  return readCell(vault.record(homeRecord(vault)), PROVINCE_PATH, ProvinceCell)
}

export function setProvince(vault: HomeVault, province: Province): Edit {
  return { record: homeRecord(vault), path: PROVINCE_PATH, value: { ...province } }
}
