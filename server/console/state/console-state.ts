import type { StateCreator } from 'zustand/vanilla'
import type {
  CommuneProgress,
  ConsoleUser,
  consoleApi,
  DepositDetail,
  DepositRow,
} from '../../../domain/console-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import type { Failing } from '../../../domain/records/deposit.ts'
import type { FieldName } from '../../../domain/records/document.ts'
import type { Client } from '../../../domain/rpc.ts'
import type { Corrections } from '../../../domain/word-corrections.ts'
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

export interface CommunesSlice {
  readonly communes: Remote<readonly CommuneProgress[]>
  readonly loadCommunes: () => Promise<void>
  /** @returns why not, or null */
  readonly addCommune: (code: string, name: string) => Promise<FaultReport | null>
  readonly createCode: (commune: string) => Promise<EnrolmentCode | FaultReport>
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

export interface DepositSlice {
  readonly shownDeposit: string | null
  readonly deposit: Remote<DepositDetail>
  readonly place: Place | null
  /** Why the last decision was not taken, until the next one. */
  readonly decisionFault: FaultReport | null
  readonly loadDeposit: (id: string) => Promise<void>
  readonly showDocument: (document: string) => void
  readonly turnPage: (by: 1 | -1) => void
  /** A verdict goes on to the next document that was not examined. */
  readonly pass: (document: string) => Promise<void>
  readonly fail: (document: string, failing: FailingHere) => Promise<void>
  readonly accept: () => Promise<void>
  readonly giveBack: (reason: string) => Promise<void>
  readonly readText: (text: string, corrections: Corrections) => Promise<string | FaultReport>
}

export type ConsoleState = SessionSlice & CommunesSlice & DepositsSlice & DepositSlice
export type ConsoleClient = Client<typeof consoleApi>
export type Slice<S> = StateCreator<ConsoleState, [], [], S>
