import type { FaultReport } from '../../domain/fault.ts'
import type { IssuerMatch } from '../../domain/issuers.ts'
import type {
  CaseFileHead,
  Clash,
  EntryForm,
  FondsForm,
  FondsRow,
  IssuerForm,
  IssuerPreview,
  PlanPreview,
  PlanSheet,
} from '../../domain/plan-api.ts'
import type { CaseFile } from '../../domain/records/case-file.ts'
import type { Fonds } from '../../domain/records/fonds.ts'
import type { Issuer } from '../../domain/records/issuer.ts'
import type { Remote } from './attempt.ts'

export const planTabs = ['plan', 'fonds', 'issuers'] as const
export type PlanTab = (typeof planTabs)[number]

/** The forms about the plan, the fonds, case files outside the plan and issuers. */
export type PlanForm =
  | { readonly kind: 'fonds'; readonly fonds: Fonds | null }
  | { readonly kind: 'close-fonds'; readonly fonds: Fonds }
  | { readonly kind: 'approve' | 'withdraw' | 'copy' | 'outside' }
  | { readonly kind: 'heading'; readonly heading: string }
  | { readonly kind: 'import'; readonly preview: Remote<PlanPreview> }
  | { readonly kind: 'import-issuers'; readonly preview: Remote<IssuerPreview> }
  | { readonly kind: 'head'; readonly file: CaseFile; readonly field?: string }
  | { readonly kind: 'issuer'; readonly issuer: Issuer | null }

/** Id of the entry of the plan that is being written; `new` stands for one that is not there yet. */
export type EditedEntry = string | null

/** Why something failed, null when it is done. */
type Outcome = Promise<FaultReport | null>

export interface PlanSlice {
  readonly planTab: PlanTab
  readonly fondsRows: Remote<readonly FondsRow[]>
  /** The plan on the screen of plans. */
  readonly sheet: Remote<PlanSheet>
  /** Null shows the open fonds, and its latest year. */
  readonly sheetFonds: string | null
  readonly sheetYear: number | null
  readonly editedEntry: EditedEntry
  /** The plan of the year that is to be copied. */
  readonly copySource: Remote<PlanSheet>
  readonly clashes: Remote<readonly Clash[]>
  readonly issuers: Remote<readonly Issuer[]>
  /** What the list of issuers says of the document under review. */
  readonly issuerMatch: {
    readonly name: string
    readonly date: string
    readonly match: IssuerMatch | null
  } | null
  loadPlanScreen(): Promise<void>
  loadFonds(): Promise<void>
  showPlanTab(tab: PlanTab): void
  showSheet(fonds: string, year: number | null): void
  editEntry(entry: EditedEntry): void
  openPlanForm(form: PlanForm): void

  saveFonds(id: string | null, form: FondsForm): Outcome
  closeFonds(id: string, closedOn: string, successor: Omit<FondsForm, 'closedOn'>): Outcome

  /** @returns why it failed, null when the entry is saved */
  saveEntry(id: string | null, form: EntryForm): Outcome
  deleteEntries(ids: readonly string[], name: string): Promise<void>
  moveHeading(heading: string, by: 1 | -1): Promise<void>
  renameHeading(heading: string, name: string): Outcome
  loadCopySource(year: number): Promise<void>
  copyPlan(from: number, entries: readonly string[] | null): Outcome
  /** Asks for a file and shows what would become of its rows. */
  choosePlanFile(): Promise<void>
  importPlan(preview: PlanPreview): Outcome
  exportPlan(): Promise<void>
  approvePlan(decision: string, decidedOn: string): Outcome
  withdrawApproval(reason: string): Outcome

  /** '' where none could be proposed. */
  proposeNotation(place: { fonds: string; year: number; heading: string }): Promise<string>
  openOutside(form: {
    readonly fonds: string
    readonly year: number
    readonly notation: string
    readonly title: string
    readonly retention: string
    readonly basis: string
    readonly maker: string
    readonly startDate: string
  }): Outcome
  saveHead(id: string, head: CaseFileHead): Outcome
  renumber(id: string): Promise<void>

  saveIssuer(id: string | null, form: IssuerForm): Outcome
  removeIssuer(issuer: Issuer): Promise<void>
  chooseIssuerFile(): Promise<void>
  importIssuers(preview: IssuerPreview): Outcome
  loadIssuerMatch(name: string, date: string): Promise<void>
}
