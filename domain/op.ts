import * as z from 'zod'
import { LAST_TIME } from './hlc.ts'
import { canonicalJson, type Json } from './json.ts'

/** The kinds of record that this program knows; the kind is part of the id, so it can neither change nor conflict. */
export const recordKinds = [
  'fonds',
  'plan',
  'case',
  'doc',
  'batch',
  'deposit',
  'access',
  'authority',
  'rule',
  'issuer',
  'station',
] as const
export type RecordKind = (typeof recordKinds)[number]
/** Kinds of which a vault holds few enough to go through them all. */
export type FewKind = 'fonds' | 'authority' | 'rule' | 'issuer' | 'station'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
/** `<kind>_<uuid>`: safe as a file name on every system. Kinds of a newer program are kept and passed on as well. */
export const RecordId = z.string().regex(new RegExp(`^[a-z][a-z0-9-]{0,31}_${uuid}$`))
export type RecordId = z.infer<typeof RecordId>

export function recordId(kind: RecordKind, id: string): RecordId {
  return `${kind}_${id}`
}

/** One of `recordKinds`, or the name of a kind that a newer program made. */
export function kindOf(id: RecordId): string {
  return id.slice(0, id.indexOf('_'))
}

/** Lower-case hexadecimal SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export type Sha256 = z.infer<typeof Sha256>

const stationId = z.string().regex(/^[a-z2-7]{16}$/)
const opIdSchema = z.string().regex(/^[a-z2-7]{16}:\d+:\d+$/)
export const JsonValue: z.ZodType<Json> = z.json()

/** The schema version that this program writes; readers accept every older one and relay newer ones untouched. */
export const SCHEMA_VERSION = 1
/** Most bytes of one op's body; larger text is a blob. */
export const OP_LIMIT_BYTES = 65_536

/**
 * One edit of one cell, immutable and signed for by its chain.
 * s station, i incarnation of that station, n counter from 1 without gaps, t clock, f record, p path of the cell,
 * o ids of the values this one replaces, val or del, by user, sv schema version.
 * Keys that a newer program adds are kept.
 */
export const Op = z.looseObject({
  v: z.literal(1),
  s: stationId,
  i: z.int().min(0),
  n: z.int().min(1),
  t: z.tuple([z.int().min(-LAST_TIME[0]).max(LAST_TIME[0]), z.int().min(0).max(LAST_TIME[1])]),
  f: RecordId,
  p: z
    .string()
    .regex(/^(\/[^/]+)+$/)
    .max(256),
  o: z.array(opIdSchema).max(64),
  val: JsonValue.optional(),
  del: z.literal(true).optional(),
  by: z.string().max(100),
  sv: z.int().min(1),
})
export type Op = z.infer<typeof Op>

/** `<station>:<incarnation>:<n>`, which names one body for ever (I3). */
export type OpId = string
export function opId(op: Pick<Op, 's' | 'i' | 'n'>): OpId {
  return `${op.s}:${op.i}:${op.n}`
}

/** `<station>.<incarnation>`: one log, one chain. */
export type Origin = string
export function originOf(op: Pick<Op, 's' | 'i'>): Origin {
  return `${op.s}.${op.i}`
}

/** For each origin the highest contiguous n that is held. */
export const Vector = z.record(z.string(), z.int().min(0))
export type Vector = Readonly<Record<Origin, number>>

/** What somebody wants changed; the store adds clock, counter and what it replaces. */
export type Edit = { readonly record: RecordId; readonly path: string } & (
  | { readonly value: Json }
  | { readonly remove: true }
)

/** The text that is hashed, stored, sent and served again byte for byte. */
export function opBody(op: Op): string {
  // Op is a loose object of JSON values; zod's inferred index signature is `unknown`.
  return canonicalJson(op as unknown as Json)
}
