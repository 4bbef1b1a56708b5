import * as z from 'zod'
import type { Edit } from '../../domain/op.ts'
import { readCell } from '../../domain/records/cell-value.ts'
import { PublicKey, TlsPin } from '../../domain/sync/protocol.ts'
import { type HomeVault, homeRecord } from './home-record.ts'

const PROVINCE_PATH = '/province'
const Province = z.object({
  url: z.string(),
  commune: z.string(),
  communeName: z.string(),
  serverKey: PublicKey,
  /** Of the TLS certificates it answers with; a server behind a proxy has none. */
  pins: z.array(TlsPin).min(1).max(2).exactOptional(),
  /** The place of this PC among the stations of its commune, from 1; a server of an earlier program told none. */
  stationOrdinal: z.int().min(1).exactOptional(),
})
export type Province = z.infer<typeof Province>
const ProvinceCell = Province.nullable().catch(null)

/** The province this vault was enrolled at, with the pinned key: an op, since settings may be lost. */
export function provinceOf(vault: HomeVault): Province | null {
  return readCell(vault.record(homeRecord(vault)), PROVINCE_PATH, ProvinceCell)
}

/** A province as it is set: what is read of it is checked by its schema. */
type NewProvince = Omit<Province, 'pins'> & { readonly pins?: readonly string[] }

export function setProvince(vault: HomeVault, province: NewProvince): Edit {
  return { record: homeRecord(vault), path: PROVINCE_PATH, value: { ...province } }
}
