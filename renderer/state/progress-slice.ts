import type { DepositCounters } from '../../domain/deposit-counters.ts'
import type { DueFile } from '../../domain/due-list.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { FormFormat } from '../../domain/forms-api.ts'
import type { Progress, ProgressTarget } from '../../domain/progress.ts'
import type { PastDeposit } from '../../domain/progress-api.ts'
import type { ProgressCharts } from '../../domain/progress-charts.ts'
import type { AppState, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'

/** What is due, as far as it is shown. */
export interface DueList {
  readonly rows: readonly DueFile[]
  readonly total: number
  readonly overdue: number
  readonly thisYear: number
}

export interface ProgressSlice {
  readonly progress: Remote<Progress>
  /** What the charts show beside it. */
  readonly charts: Remote<ProgressCharts>
  /** Null shows the latest year that has a plan. */
  readonly progressYear: number | null
  readonly due: Remote<DueList>
  /** Every handing over of the case file that is shown. */
  readonly pastDeposits: Remote<readonly PastDeposit[]>
  /** Deposit -> what both sides count of it; of those that somebody unfolded. */
  readonly counters: Readonly<Record<string, Remote<DepositCounters>>>
  loadProgress(): Promise<void>
  loadCharts(): Promise<void>
  showProgressOf(year: number): Promise<void>
  loadDue(): Promise<void>
  moreDue(): Promise<void>
  loadPastDeposits(): Promise<void>
  loadCounters(deposit: string): Promise<void>
  /** Counts those anew that somebody unfolded. */
  reloadCounters(): Promise<void>
  /** @returns why it failed, null when it is saved */
  setTarget(target: ProgressTarget): Promise<FaultReport | null>
  writeProgressReport(format: FormFormat): Promise<void>
  /** Puts the overview on paper, or into a PDF where there is no printer. */
  printOverview(): Promise<void>
}

const DUE_AT_ONCE = 20

export function createProgressSlice(ports: Ports): Slice<ProgressSlice> {
  const { client } = ports
  return (set, get) => {
    const fetchDue = (limit: number) => fetchRemote(ports, () => client.dueFiles({ offset: 0, limit }))
    return {
      progress: loading,
      charts: loading,
      progressYear: null,
      due: loading,
      pastDeposits: loading,
      counters: {},
      loadProgress: async () => {
        const { progressYear: year } = get()
        const progress = await fetchRemote(ports, () => client.progress({ year }))
        // Another year may have been chosen meanwhile.
        if (get().progressYear === year) set({ progress })
      },
      loadCharts: async () => set({ charts: await fetchRemote(ports, () => client.progressCharts({})) }),
      showProgressOf: async (progressYear) => {
        set({ progressYear })
        await get().loadProgress()
      },
      loadDue: async () => {
        const shown = readyValue(get().due)?.rows.length ?? 0
        set({ due: await fetchDue(Math.max(DUE_AT_ONCE, shown)) })
      },
      moreDue: async () => {
        const shown = readyValue(get().due)?.rows.length ?? 0
        set({ due: await fetchDue(Math.min(MOST_DUE, shown + DUE_AT_ONCE)) })
      },
      loadPastDeposits: async () => {
        const { selection } = get()
        if (selection.kind !== 'file') return
        const { id: caseFile } = selection
        const pastDeposits = await fetchRemote(ports, () => client.depositHistory({ caseFile }))
        if (get().selection === selection) set({ pastDeposits })
      },
      loadCounters: async (deposit) => {
        const counted = await fetchRemote(ports, () => client.depositCounters({ deposit }))
        set({ counters: { ...get().counters, [deposit]: counted } })
      },
      reloadCounters: async () => {
        for (const deposit of Object.keys(get().counters)) await get().loadCounters(deposit)
      },
      setTarget: async (target) => {
        const result = await attempt(ports, () => client.setTarget(target))
        if (!result.ok) return result.fault
        get().closeDialog()
        await get().loadProgress()
        return null
      },
      ...onPaper(ports, get),
    }
  }
}

/** What is printed or written out of the progress. */
function onPaper(
  ports: Ports,
  get: () => AppState,
): Pick<ProgressSlice, 'printOverview' | 'writeProgressReport'> {
  const { client, desktop } = ports
  return {
    printOverview: async () => {
      const result = await attempt(ports, () => desktop.printOverview())
      if (!result.ok) get().tell(result.fault)
    },
    writeProgressReport: async (format) => {
      const year = readyValue(get().progress)?.year
      const folder = year === undefined ? null : await desktop.chooseFolder()
      if (folder === null || year === undefined) return
      const result = await attempt(ports, () => client.progressReport({ year, format, folder }))
      if (result.ok) get().confirm('form-made', result.value.file)
      else get().tell(result.fault)
    },
  }
}

/** One call gives no more. */
const MOST_DUE = 200
