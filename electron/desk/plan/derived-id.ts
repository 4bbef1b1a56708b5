import { createHash } from 'node:crypto'
import { type RecordId, type RecordKind, recordId } from '../../../domain/op.ts'

/**
 * The id of a record that two stations make of the same thing while they know nothing of each other, so that it is one
 * record when they meet. Laid out as a UUID of version 8 (RFC 9562): a hash of the text.
 */
export function derivedId(kind: RecordKind, of: string): RecordId {
  const bytes = createHash('sha256').update(`hoso/${kind}/${of}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return recordId(kind, groups.join('-'))
}

/** The fonds that an agency code opens on every PC of the commune. */
export function fondsIdOf(fonds: {
  readonly agencyCode: string
  readonly code: string
  readonly closedOn: string | null
}): RecordId {
  return derivedId('fonds', [fonds.agencyCode, fonds.code, fonds.closedOn ?? ''].join('/'))
}

export function planEntryIdOf(fonds: string, year: number, key: string): RecordId {
  return derivedId('plan', [fonds, year, key].join('/'))
}
