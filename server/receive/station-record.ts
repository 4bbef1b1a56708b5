import { createHash } from 'node:crypto'
import { type RecordId, recordId } from '../../domain/op.ts'

/**
 * The record of what belongs to one PC alone, whose id stations derive from their own: a UUID of version 8 (RFC 9562)
 * out of a hash of the text.
 */
export function stationRecordOf(station: string): RecordId {
  const bytes = createHash('sha256').update(`hoso/station/${station}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return recordId('station', groups.join('-'))
}
