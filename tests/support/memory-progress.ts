import { depositCounters } from '../../domain/deposit-counters.ts'
import { depositRefusal } from '../../domain/deposit-refusal.ts'
import { dueOf } from '../../domain/due-list.ts'
import { defaultTarget, progressOf } from '../../domain/progress.ts'
import type { DepositPreview, ProgressApi } from '../../domain/progress-api.ts'
import { ageBands, type ProgressCharts, shownDays, vietnamDay } from '../../domain/progress-charts.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { failedIn, type MemoryParts } from './memory-case-files.ts'
import { existing, pageOf } from './memory-rows.ts'
import { aFonds, type MemoryVault } from './memory-vault.ts'

const today = '2026-11-22'

/** Progress by the rules of the product over plain arrays; every file was made on the first of March. */
export function progressHandlers({ vault, changed }: MemoryParts): Handlers<ProgressApi> {
  const memory = { target: defaultTarget(2026) }
  return {
    progress: async ({ year: wanted }) => {
      const years = [...new Set([...vault.plan, ...vault.caseFiles].map(({ year }) => year))].sort(
        (a, b) => b - a,
      )
      const year = wanted ?? years[0] ?? 2026
      const files = vault.caseFiles
        .filter((file) => file.year === year)
        .map((file) => {
          const own = vault.documents.filter(({ caseFile }) => caseFile === file.id)
          const deposit = vault.deposits.find(({ id }) => id === file.deposit)
          return {
            file,
            pages: own.reduce((sum, { pages }) => sum + pages.length, 0),
            createdAt: '2026-03-01',
            depositedAt: deposit?.createdAt ?? null,
            acceptedAt: deposit?.outcome?.isAccepted === true ? deposit.outcome.decidedAt : null,
          }
        })
      return progressOf(files, {
        year,
        years,
        planned: vault.plan.filter((entry) => entry.year === year).length,
        target: memory.target,
        today,
      })
    },
    progressCharts: async () => charts(vault),
    setTarget: async (target) => {
      memory.target = target
      changed(aFonds().id)
      return null
    },
    progressReport: async ({ year, format, folder }) => ({ folder, file: `bao-cao-${year}.${format}` }),
    dueFiles: async (span) => {
      const due = vault.caseFiles
        .flatMap((file) => dueOf(file, today) ?? [])
        .sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.notation.localeCompare(b.notation))
      const count = (urgency: string): number => due.filter((file) => file.urgency === urgency).length
      return { ...pageOf(due, span), overdue: count('overdue'), thisYear: count('this-year') }
    },
    depositHistory: async ({ caseFile }) =>
      vault.deposits
        .filter(({ caseFiles }) => caseFiles.includes(caseFile))
        .map((deposit) => ({
          deposit,
          failed: [...failedIn(deposit)],
        })),
    depositCounters: async ({ deposit: id }) => {
      const deposit = existing(vault.deposits, id)
      return depositCounters({
        deposit,
        fonds: aFonds(),
        contents: deposit.caseFiles.map((file) => ({
          file: existing(vault.caseFiles, file),
          documents: vault.documents.filter(({ caseFile }) => caseFile === file),
        })),
        acceptedSoFar: 0,
        sizeOf: () => 1000,
      })
    },
    previewDeposit: async (wanted) => preview(vault, wanted),
    standingVerdict: async ({ document: id }) => {
      const document = vault.documents.find((each) => each.id === id)
      const file = vault.caseFiles.find((each) => each.id === document?.caseFile)
      const deposit = vault.deposits.find((each) => each.id === file?.deposit)
      const failed = deposit === undefined ? [] : failedIn(deposit)
      const { document: _id, ...failing } = failed.find((each) => each.document === id) ?? { document: '' }
      return 'reason' in failing ? failing : null
    },
  }
}

/** Pages by the days of their batches; every file was opened on the first of March. */
function charts({ batches, documents, caseFiles }: MemoryVault): ProgressCharts {
  const nowMs = Date.parse(`${today}T10:00:00+07:00`)
  const pagesOf = (day: string): number => {
    const own = new Set(
      batches.filter((batch) => vietnamDay(Date.parse(batch.createdAt)) === day).map(({ id }) => id),
    )
    return documents.filter(({ batch }) => own.has(batch)).reduce((sum, { pages }) => sum + pages.length, 0)
  }
  const open = caseFiles.filter(({ state, excluded }) => state === 'open' && excluded === null).length
  return {
    asOf: today,
    days: shownDays(nowMs).days.map((day) => ({ day, pages: pagesOf(day) })),
    ages: ageBands.map((band) => ({ band, files: band === 'year' ? open : 0 })),
  }
}

function preview(
  vault: MemoryVault,
  { caseFiles, fonds }: { readonly caseFiles: readonly string[]; readonly fonds: string | null },
): DepositPreview {
  const ready = vault.caseFiles.filter(({ state }) => state === 'closed' || state === 'returned')
  const files = caseFiles.length === 0 ? ready : caseFiles.map((id) => existing(vault.caseFiles, id))
  const facts = { isDisputed: false, isolated: 0, beingRead: 0 }
  const good = files.filter((file) => depositRefusal({ file, ...facts }, file.fonds) === null)
  const choices = [...new Set(good.map((file) => file.fonds))].map((id) => ({
    fonds: id,
    name: `Phông ${id.slice(-1)}`,
    files: good.filter((file) => file.fonds === id).length,
  }))
  const taken = fonds ?? choices[0]?.fonds ?? null
  const rows = files.map((file) => {
    const documents = vault.documents.filter(({ caseFile }) => caseFile === file.id)
    const { id, notation, title, state } = file
    return {
      id,
      notation,
      title,
      state,
      documents: documents.length,
      pages: documents.reduce((sum, { pages }) => sum + pages.length, 0),
      refused: depositRefusal({ file, ...facts }, taken ?? file.fonds),
    }
  })
  return { fonds: taken, choices, rows, later: 0 }
}
