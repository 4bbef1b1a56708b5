import type { StateCreator } from 'zustand/vanilla'
import type { CommuneDetail, CommuneProgress, StationRow } from '../../../domain/console/commune-api.ts'
import type { ConsoleUser } from '../../../domain/console/console-user.ts'
import type { DepositComparison, DepositDetail, DepositRow } from '../../../domain/console/deposit-api.ts'
import type { AuditRow, CodeRow, UserRow } from '../../../domain/console/people-api.ts'
import type { HoldingHits } from '../../../domain/console/search-api.ts'
import type { SendingRow } from '../../../domain/console/sending-api.ts'
import type { consoleApi } from '../../../domain/console-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import type { Failing } from '../../../domain/records/deposit.ts'
import type { FieldName } from '../../../domain/records/document.ts'
import type { Client } from '../../../domain/rpc.ts'
import type { Corrections } from '../../../domain/word-corrections.ts'
import type { Attempt } from './attempt.ts'
import type { DepositStage } from './deposit-stage.ts'
import type { Remote } from './remote.ts'
import type { Route } from './route.ts'

export type Session =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable'; readonly fault: FaultReport }
  | { readonly kind: 'out'; readonly isExpired: boolean }
  | { readonly kind: 'in'; readonly user: ConsoleUser }

export interface SessionSlice {
  readonly session: Session
  readonly route: Route
  /** Document type codes with their names. */
  readonly typeNames: Readonly<Record<string, string>>
  /** Why what is shown could not be fetched again, or null. */
  readonly staleFault: FaultReport | null
  readonly begin: () => Promise<void>
  /** @returns why not, or null */
  readonly signIn: (name: string, password: string) => Promise<FaultReport | null>
  readonly signOut: () => Promise<void>
  readonly go: (route: Route) => Promise<void>
  /** Fetches again what the screen shows, without hiding what is shown. */
  readonly refresh: () => Promise<void>
}

export interface EnrolmentCode {
  readonly code: string
  /** ISO 8601 instant. */
  readonly expiresAt: string
}

export interface Province {
  readonly years: readonly number[]
  readonly share: number
}

export interface CommunesSlice {
  readonly communes: Remote<readonly CommuneProgress[]>
  readonly province: Province | null
  /** Null for all years. */
  readonly year: number | null
  readonly commune: Remote<CommuneDetail>
  readonly loadCommunes: () => Promise<void>
  readonly loadCommune: (code: string) => Promise<void>
  readonly setYear: (year: number | null) => Promise<void>
  /** @returns why not, or null */
  readonly addCommune: (code: string, name: string) => Promise<FaultReport | null>
  readonly createCode: (commune: string) => Promise<EnrolmentCode | FaultReport>
}

export interface AuditFilter {
  readonly from: string | null
  readonly to: string | null
  readonly actor: string | null
  readonly action: string | null
  readonly commune: string | null
  readonly offset: number
}

export interface SearchAsked {
  readonly text: string
  readonly commune: string | null
  readonly year: number | null
  readonly type: string | null
  readonly offset: number
}

/** People, stations, what is sent down, what is found: lists that are fetched whole. */
export interface OfficeSlice {
  readonly users: Remote<readonly UserRow[]>
  readonly stations: Remote<readonly StationRow[]>
  readonly codes: Remote<readonly CodeRow[]>
  readonly sendings: Remote<readonly SendingRow[]>
  readonly audit: Remote<{ readonly rows: readonly AuditRow[]; readonly total: number }>
  readonly auditFilter: AuditFilter
  readonly asked: SearchAsked
  /** Null while nothing was asked. */
  readonly found: Remote<HoldingHits> | null
  readonly loadUsers: () => Promise<void>
  readonly loadStations: () => Promise<void>
  readonly loadSendings: () => Promise<void>
  readonly loadAudit: () => Promise<void>
  readonly filterAudit: (change: Partial<AuditFilter>) => Promise<void>
  readonly search: (change: Partial<SearchAsked>) => Promise<void>
  /** Makes a call whose answer nothing else shows; what the screen shows is fetched again after it. */
  readonly ask: <T>(call: (client: ConsoleClient) => Promise<T>) => Promise<Attempt<T>>
}

export type DepositFilter = 'waiting' | Extract<DepositStage, 'accepted' | 'returned'>

export interface DepositsSlice {
  readonly deposits: Remote<readonly DepositRow[]>
  readonly filter: DepositFilter
  readonly loadDeposits: () => Promise<void>
  readonly setFilter: (filter: DepositFilter) => void
}

/** Which page of which document is looked at; `page` is an index. */
export interface Place {
  readonly document: string
  readonly page: number
}

/** Why a document fails, and where on it that shows. */
export type FailingHere = Omit<Failing, 'field'> & { readonly field?: FieldName }

/** Two communes may have chosen the same id. */
export interface DepositName {
  readonly commune: string
  readonly id: string
}

export function isSameDeposit(a: DepositName | null, b: DepositName): boolean {
  return a?.commune === b.commune && a.id === b.id
}

export interface DepositSlice {
  readonly shownDeposit: DepositName | null
  readonly deposit: Remote<DepositDetail>
  readonly comparison: Remote<DepositComparison>
  readonly place: Place | null
  /** Why the last decision was not taken, until the next one. */
  readonly decisionFault: FaultReport | null
  readonly loadDeposit: (name: DepositName) => Promise<void>
  readonly showDocument: (document: string) => void
  readonly turnPage: (by: 1 | -1) => void
  /** To the document after or before in the contents list. */
  readonly stepDocument: (by: 1 | -1) => void
  /** A verdict goes on to the next document that was not examined. */
  readonly pass: (document: string) => Promise<void>
  readonly clear: (document: string) => Promise<void>
  readonly fail: (document: string, failing: FailingHere) => Promise<void>
  readonly accept: () => Promise<void>
  readonly giveBack: (reason: string) => Promise<void>
  readonly readText: (text: string, corrections: Corrections) => Promise<string | FaultReport>
}

export type ConsoleState = SessionSlice & CommunesSlice & DepositsSlice & DepositSlice & OfficeSlice
export type ConsoleClient = Client<typeof consoleApi>
export type Slice<S> = StateCreator<ConsoleState, [], [], S>
