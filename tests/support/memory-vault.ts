import type { AppStatus, SyncStatus } from '../../domain/api.ts'
import type { Authority } from '../../domain/authority.ts'
import type { FoundSeparator } from '../../domain/batch-pages-api.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { IntakeStop, IsolatedRow } from '../../domain/intake-api.ts'
import type { JournalEntry } from '../../domain/journal-api.ts'
import { type RecordKind, recordId } from '../../domain/op.ts'
import { defaultPreferences, type Preferences } from '../../domain/preferences-api.ts'
import type { Batch } from '../../domain/records/batch.ts'
import type { CaseFile } from '../../domain/records/case-file.ts'
import type { Deposit } from '../../domain/records/deposit.ts'
import type { Document, Proposals } from '../../domain/records/document.ts'
import type { Fonds } from '../../domain/records/fonds.ts'
import type { PlanEntry } from '../../domain/records/plan-entry.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import { aScan, type MemoryScan } from './a-scan.ts'
import { aCare, type MemoryCare } from './memory-care.ts'
import { aLaw, type MemoryLaw } from './memory-law.ts'
import { aPlanning, type MemoryPlanning } from './memory-planning.ts'
import { idleReading, type MemoryReading } from './memory-reading.ts'
import { aSearch, type MemorySearch } from './memory-search.ts'
import { aSending, type MemorySending } from './memory-sync.ts'
import { anUpdate, type MemoryUpdate } from './memory-update.ts'
import { firstUsers, type MemoryUsers } from './memory-users.ts'
import type { MemoryWorkspaces } from './memory-workspace.ts'
import { shippedAuthority } from './shipped-authority.ts'

/** What waits to come in, and what is isolated. */
export interface MemoryIntake {
  waiting: { readonly batch: string; readonly index: number; readonly path: string }[]
  stop: IntakeStop | null
  isHeld: boolean
  isolated: IsolatedRow[]
}

/** What a memory engine holds; a test may change it and emit the event that goes with it. */
export interface MemoryVault {
  kind: AppStatus['kind']
  passphrase: string
  recoveryCode: string
  userName: string
  agencyName: string
  demo: Extract<AppStatus, { kind: 'open' }>['demo']
  sample: Extract<AppStatus, { kind: 'open' }>['sample']
  readonly care: MemoryCare
  readonly update: MemoryUpdate
  reading: MemoryReading
  authority: Authority
  readonly law: MemoryLaw
  /** Of this PC, beside the vault. */
  preferences: Preferences
  plan: PlanEntry[]
  planning: MemoryPlanning
  /** Newest first. */
  journal: JournalEntry[]
  caseFiles: CaseFile[]
  documents: Document[]
  /** Hash of a text -> what was read; others have two lines of a decision. */
  layers: Map<string, TextLayer>
  batches: Batch[]
  deposits: Deposit[]
  sync: SyncStatus
  sending: MemorySending
  /** Path -> why it is refused. */
  refusals: Map<string, FaultReport>
  /** Ids of pages on which nothing stands. */
  blankPages: Set<string>
  /** Page -> what it would do as a separator sheet, while nobody decided. */
  separators: Map<string, Pick<FoundSeparator, 'kind' | 'notation' | 'title' | 'ordinal'>>
  /** Paths of files with a page that looks like a state secret. */
  marked: Set<string>
  intake: MemoryIntake
  readonly scan: MemoryScan
  search: MemorySearch
  users: MemoryUsers
  readonly workspaces: MemoryWorkspaces
}

/** The `n`th record id of a kind. */
export function idOf(kind: RecordKind, n: number): string {
  return recordId(kind, `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
}

/** The `n`th hash. */
export function shaOf(n: number): string {
  return n.toString(16).padStart(64, '0')
}

const noAuthority: Authority = {
  ...shippedAuthority,
  documentTypes: { version: '2020-03-05', source: 'NĐ 30/2020/NĐ-CP', entries: [] },
  retentions: { version: '2025-07-01', source: 'TT 05/2025/TT-BNV', entries: [] },
  filePlan: { version: '2022-12-19', source: 'TT 10/2022/TT-BNV', entries: [] },
}

export const unconnected: SyncStatus = {
  connection: null,
  activity: 'idle',
  unsentOps: 0,
  unsentBlobs: null,
  lastContactAt: null,
  lastReceipt: null,
  problem: null,
  clockSkewMs: null,
}

export function aVault(part: Partial<MemoryVault> = {}): MemoryVault {
  return {
    kind: 'open',
    passphrase: 'con đường làng dài',
    recoveryCode: 'AGE-SECRET-KEY-1 ABCD EFGH JKLM NPQR',
    userName: 'Trần Thị Mẫu',
    agencyName: 'UBND xã Ví Dụ',
    demo: null,
    sample: null,
    care: aCare(),
    update: anUpdate(),
    reading: idleReading,
    authority: noAuthority,
    law: aLaw(),
    preferences: defaultPreferences,
    plan: [],
    planning: aPlanning([aFonds({ agencyName: part.agencyName ?? 'UBND xã Ví Dụ' })]),
    journal: [],
    caseFiles: [],
    documents: [],
    layers: new Map(),
    batches: [],
    deposits: [],
    sync: unconnected,
    sending: aSending(),
    refusals: new Map(),
    blankPages: new Set(),
    separators: new Map(),
    marked: new Set(),
    intake: { waiting: [], stop: null, isHeld: false, isolated: [] },
    scan: aScan(),
    search: aSearch(),
    users: firstUsers(part.userName ?? 'Trần Thị Mẫu', part.passphrase ?? 'con đường làng dài'),
    workspaces: new Map(),
    ...part,
  }
}

/** The `n`th document: two pages that were read, nothing proposed. */
export function aDocument(n: number, part: Partial<Document> = {}): Document {
  const pages = [0, 1].map((index) => ({ id: `page-${n}-${index}`, source: shaOf(n), index }))
  return {
    id: idOf('doc', n),
    batch: idOf('batch', 1),
    pages,
    texts: Object.fromEntries(pages.map(({ id }, index) => [id, shaOf(1000 + n * 10 + index)])),
    unread: {},
    proposals: {},
    turns: {},
    corrections: {},
    findings: null,
    isOneDocument: false,
    values: {},
    isAccepted: false,
    caseFile: null,
    position: 0,
    extra: {},
    sheets: null,
    isDraft: false,
    ...part,
  }
}

/** Proposals that are sure, but for the confidences given. */
export function proposalsOf(
  values: Readonly<Partial<Record<keyof Proposals, string>>>,
  confidences: Readonly<Partial<Record<keyof Proposals, number>>> = {},
): NonNullable<Document['proposals']> {
  const names = ['number', 'notation', 'issuedDate', 'issuer', 'type', 'subject', 'signer'] as const
  return Object.fromEntries(
    names.flatMap((name, index) => {
      const value = values[name]
      if (value === undefined) return []
      const top = 0.05 + index * 0.04
      const box: [number, number, number, number] = [0.1, top, 0.4, top + 0.03]
      return [[name, { value, confidence: confidences[name] ?? 0.97, page: 0, box }]]
    }),
  )
}

export function aFonds(part: Partial<Fonds> = {}): Fonds {
  return {
    id: idOf('fonds', 1),
    agencyCode: 'H27.38.05',
    agencyName: 'UBND xã Thử',
    isOpen: true,
    code: '',
    closedOn: null,
    approvals: {},
    extra: {},
    ...part,
  }
}

export function aPlanEntry(n: number, part: Partial<PlanEntry> = {}): PlanEntry {
  return {
    id: idOf('plan', n),
    fonds: idOf('fonds', 1),
    year: 2026,
    heading: 'I. Tổng hợp',
    notation: `0${n}.TH`,
    title: 'Báo cáo công tác năm',
    retention: '01',
    maker: '',
    basis: '',
    note: '',
    isAddition: false,
    ...part,
  }
}

export function aCaseFile(n: number, part: Partial<CaseFile> = {}): CaseFile {
  return {
    id: idOf('case', n),
    fonds: idOf('fonds', 1),
    planEntry: idOf('plan', n),
    year: 2026,
    notation: `0${n}.TH`,
    title: 'Báo cáo công tác năm',
    retention: '01',
    maker: '',
    startDate: null,
    endDate: null,
    state: 'open',
    stateReason: null,
    deposit: null,
    access: 'open',
    basis: '',
    place: null,
    excluded: null,
    closing: null,
    extra: {},
    ...part,
  }
}

export function aDeposit(n: number, part: Partial<Deposit> = {}): Deposit {
  return {
    id: idOf('deposit', n),
    fonds: idOf('fonds', 1),
    ordinal: n,
    createdAt: '2026-11-20T02:00:00.000Z',
    caseFiles: [],
    manifest: shaOf(n),
    manifestVersion: 2,
    verdicts: {},
    outcome: null,
    ...part,
  }
}
