import { type RecordId, type RecordKind, recordId } from '../../../domain/op.ts'

/**
 * The UUID of a record id as hexadecimal digits, for `unhex(?)`: the package takes bytes that are the only value of a
 * statement for named values, and dies of it.
 */
export function recordHex(id: RecordId): string {
  return id.slice(id.indexOf('_') + 1).replaceAll('-', '')
}

/** The record id that bytes out of the database stand for; null where they are none. */
export function recordFromBytes(kind: RecordKind, bytes: unknown): RecordId | null {
  if (!(bytes instanceof ArrayBuffer || bytes instanceof Uint8Array) || bytes.byteLength !== 16) return null
  const hex = Buffer.from(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes).toString('hex')
  return recordId(kind, hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))
}
