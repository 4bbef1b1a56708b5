import { AccessEvent } from './access.ts'
import { isMachineCell } from './edit-rules.ts'
import type { JournalKind } from './journal-api.ts'
import { kindOf, type Op } from './op.ts'
import { CaseStateValue } from './records/case-file.ts'

type SaidOp = Pick<Op, 'f' | 'p' | 'val' | 'del'>

/** The first of these that one of the ops is. */
const order: readonly JournalKind[] = [
  'view',
  'export',
  'print',
  'secret',
  'accept',
  'return',
  'deposit',
  'close',
  'reopen',
  'exclude',
  'open',
  'intake',
  'users',
  'law',
  'plan',
  'fonds',
  'province',
  'pages',
  'file',
  'review',
  'edit',
  'describe',
  'read',
  'other',
]

/** What was done by ops that were written in one go. */
export function journalKind(ops: Iterable<SaidOp>): JournalKind {
  const kinds = new Set<JournalKind>()
  for (const op of ops) kinds.add(kindOfOp(op))
  return order.find((kind) => kinds.has(kind)) ?? 'other'
}

const ofRecords: Readonly<Record<string, (op: SaidOp) => JournalKind>> = {
  access: accessKind,
  batch: () => 'intake',
  deposit: (op) => (/^\/(outcome|verdict|receipt)/.test(op.p) ? 'province' : 'deposit'),
  case: caseKind,
  doc: documentKind,
  plan: () => 'plan',
  issuer: () => 'plan',
  fonds: (op) => (op.p.startsWith('/user/') ? 'users' : op.p.startsWith('/approval') ? 'plan' : 'fonds'),
  rule: () => 'law',
  authority: () => 'law',
  station: () => 'province',
}

/** What a single op does. */
export function kindOfOp(op: SaidOp): JournalKind {
  const kind = kindOf(op.f)
  return Object.hasOwn(ofRecords, kind) ? (ofRecords[kind]?.(op) ?? 'other') : 'other'
}

function accessKind({ val }: SaidOp): JournalKind {
  const event = AccessEvent.safeParse(val)
  return event.success ? event.data.what : 'other'
}

function caseKind({ p, val, del }: SaidOp): JournalKind {
  if (p === '/excluded') return 'exclude'
  if (p !== '/state') return p === '/planEntry' || p === '/fonds' ? 'open' : 'edit'
  if (del === true) return 'edit'
  const state = CaseStateValue.safeParse(val)
  if (!state.success) return 'other'
  const { name, reason } = state.data
  if (name === 'open') return reason === null ? 'open' : 'reopen'
  return ({ closed: 'close', deposited: 'deposit', accepted: 'accept', returned: 'return' } as const)[name]
}

function documentKind({ p }: SaidOp): JournalKind {
  if (p === '/isolated' || p.startsWith('/notSecret/')) return 'secret'
  if (isMachineCell(p)) return 'read'
  if (p === '/batch') return 'intake'
  if (p === '/caseFile' || p === '/position') return 'file'
  if (p === '/isAccepted' || p.startsWith('/word/')) return 'review'
  if (/^\/(pages|inserted|aside|turned|mergedInto|splitFrom|isOneDocument|sheets)/.test(p)) return 'pages'
  return 'describe'
}

/** Ops of one go of writing, counted and with its first records. */
export interface JournalGo {
  readonly origin: string
  /** Counter of its last op. */
  readonly n: number
  readonly atMs: number
  readonly by: string
  readonly kind: JournalKind
  /** In the order in which they were written. */
  readonly first: readonly Op[]
  /** Ids of the records, each once. */
  readonly records: ReadonlySet<string>
  readonly ops: number
}
