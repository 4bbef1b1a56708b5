import { conflictsOf } from './conflicts.ts'
import { isMachineCell } from './edit-rules.ts'
import type { RecordState } from './merge.ts'
import { kindOf } from './op.ts'

/** How the value of a cell is told to a person. */
type Shape =
  | 'text'
  | 'date'
  | 'flag'
  | 'type'
  | 'retention'
  | 'retentions'
  | 'urgency'
  | 'record'
  | 'state'
  | 'access'
  | 'excluded'
  | 'pages'
  | 'aside'
  | 'turn'
  | 'sheets'
  | 'parts'
  | 'extra'
  | 'other'

const shapes = {
  'doc-number': 'text',
  'doc-notation': 'text',
  'doc-issuedDate': 'date',
  'doc-issuer': 'text',
  'doc-type': 'type',
  'doc-subject': 'text',
  'doc-signer': 'text',
  'doc-superior': 'text',
  'doc-place': 'text',
  'doc-recipient': 'text',
  'doc-signerTitle': 'text',
  'doc-urgency': 'urgency',
  'doc-caseFile': 'record',
  'doc-position': 'text',
  'doc-sheets': 'sheets',
  'doc-isDraft': 'flag',
  'doc-isAccepted': 'flag',
  'doc-isOneDocument': 'flag',
  'doc-pages': 'pages',
  'doc-inserted': 'pages',
  'doc-order': 'pages',
  'doc-aside': 'aside',
  'doc-mergedInto': 'record',
  'doc-turned': 'turn',
  'doc-word': 'text',
  'doc-extra': 'extra',
  'case-fonds': 'record',
  'case-planEntry': 'record',
  'case-deposit': 'record',
  'case-year': 'text',
  'case-notation': 'text',
  'case-title': 'text',
  'case-retention': 'retention',
  'case-maker': 'text',
  'case-startDate': 'date',
  'case-endDate': 'date',
  'case-state': 'state',
  'case-access': 'access',
  'case-basis': 'text',
  'case-place': 'parts',
  'case-excluded': 'excluded',
  'case-closing': 'parts',
  'case-extra': 'extra',
  'plan-fonds': 'record',
  'plan-year': 'text',
  'plan-heading': 'text',
  'plan-notation': 'text',
  'plan-title': 'text',
  'plan-retention': 'retention',
  'plan-maker': 'text',
  'plan-basis': 'text',
  'plan-note': 'text',
  'plan-isAddition': 'flag',
  'fonds-agencyName': 'text',
  'fonds-agencyCode': 'text',
  'fonds-code': 'text',
  'fonds-closedOn': 'date',
  'fonds-isOpen': 'flag',
  'fonds-approval': 'parts',
  'fonds-profile': 'text',
  'fonds-extra': 'extra',
  'issuer-name': 'text',
  'issuer-aliases': 'parts',
  'issuer-code': 'text',
  'issuer-validFrom': 'date',
  'issuer-validTo': 'date',
  'issuer-successor': 'record',
  'rule-group': 'text',
  'rule-title': 'text',
  'rule-retention': 'retentions',
  'rule-basis': 'text',
  'rule-verified': 'flag',
  'rule-isRemoved': 'flag',
  other: 'other',
} as const satisfies Readonly<Record<string, Shape>>

/** Names a cell in the texts of the window. */
export type CellLabel = keyof typeof shapes
// Object.keys forgets the names; `other` is always among them.
export const cellLabels = Object.keys(shapes) as [CellLabel, ...CellLabel[]]

/** A cell as a person knows it; `rest` is what of its path the label does not say, such as the name of an element. */
export interface NamedCell {
  readonly label: CellLabel
  readonly rest: string
  readonly shape: Shape
}

export function namedCell(kind: string, path: string): NamedCell {
  const parts = path.slice(1).split('/')
  const [first = '', ...rest] = parts[0] === 'field' ? parts.slice(1) : parts
  const name = `${kind}-${first}`
  if (!isLabel(name)) return { label: 'other', rest: path.slice(1), shape: 'other' }
  return { label: name, rest: rest.join('/'), shape: shapes[name] }
}

function isLabel(name: string): name is CellLabel {
  return Object.hasOwn(shapes, name)
}

/** Texts that can stand below each other in one cell. */
const joined: ReadonlySet<CellLabel> = new Set([
  'doc-subject',
  'doc-extra',
  'case-title',
  'case-extra',
  'plan-title',
  'plan-note',
  'fonds-extra',
])

export function isJoinedText({ label }: NamedCell): boolean {
  return joined.has(label)
}

/** A document that stands in two places, or whose pages stand in two orders, can become two. */
export function isKeptAsCopy({ label }: NamedCell): boolean {
  return label === 'doc-caseFile' || label === 'doc-pages' || label === 'doc-inserted'
}

/** Kinds of record about which people are asked; the others one PC writes alone, or the province. */
const askedKinds: ReadonlySet<string> = new Set([
  'fonds',
  'plan',
  'case',
  'doc',
  'rule',
  'issuer',
  'authority',
])

/** How many of its cells wait for a person's word, and when the latest of their values was written. */
interface ConflictCount {
  readonly cells: number
  /** Milliseconds since 1970 by the clock of who wrote it; null where nothing conflicts. */
  readonly latestMs: number | null
}

/** The conflicts of a record that a person is asked about: none of what machines read, and none of a state secret. */
export function askedConflicts(record: RecordState): ReturnType<typeof conflictsOf> {
  const { cells } = record
  const isPlain = !Object.values(cells).some(({ heads }) => heads.length > 1)
  if (isPlain || !askedKinds.has(kindOf(record.id))) return []
  const isIsolated = (cells['/isolated']?.heads ?? []).some((head) => head.del !== true && head.val !== null)
  return isIsolated ? [] : conflictsOf(record).filter(({ path }) => !isMachineCell(path))
}

export function countConflicts(record: RecordState): ConflictCount {
  const conflicts = askedConflicts(record)
  const times = conflicts.flatMap(({ values }) => values.map(({ time }) => time[0]))
  return { cells: conflicts.length, latestMs: times.length === 0 ? null : Math.max(...times) }
}
