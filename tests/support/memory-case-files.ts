import type { EngineApi, EngineEvent } from '../../domain/api.ts'
import { ownFaultCounts } from '../../domain/completeness/document-faults.ts'
import type { CaseFileFilter, CaseFileRow, DepositRow } from '../../domain/desk-rows.ts'
import { Fault } from '../../domain/fault.ts'
import { foldText } from '../../domain/fold-text.ts'
import type { RecordKind } from '../../domain/op.ts'
import {
  type CaseFile,
  type CaseState,
  caseStates,
  fileCode,
  moveCaseFile,
} from '../../domain/records/case-file.ts'
import type { Deposit, FailedDocument } from '../../domain/records/deposit.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { existing, pageOf } from './memory-rows.ts'
import { aCaseFile, aDeposit, type MemoryVault } from './memory-vault.ts'

/** What the handlers of a memory engine share. */
export interface MemoryParts {
  readonly vault: MemoryVault
  /** A new id of a kind. */
  readonly newId: (kind: RecordKind) => string
  readonly changed: (...ids: readonly string[]) => void
  readonly emit: (event: EngineEvent) => void
}

type CaseFileNames =
  | 'plan'
  | 'planCounts'
  | 'planBranches'
  | 'caseFiles'
  | 'findTargets'
  | 'caseFile'
  | 'contents'
  | 'openCaseFile'

export function caseFileHandlers({
  vault,
  newId,
  changed,
}: MemoryParts): Handlers<Pick<EngineApi, CaseFileNames>> {
  const contents = (id: string) => ({
    file: existing(vault.caseFiles, id),
    documents: vault.documents
      .filter((document) => document.caseFile === id && document.pages.length > 0)
      .toSorted((a, b) => a.position - b.position),
  })
  const rows = ({ planEntry, states, year, fonds }: CaseFileFilter): CaseFileRow[] =>
    vault.caseFiles
      .filter(
        (file) =>
          planEntry === undefined ||
          (vault.plan.find(({ id }) => id === file.planEntry)?.id ?? null) === planEntry,
      )
      .filter((file) => (states?.includes(file.state) ?? true) && (year === undefined || file.year === year))
      .filter((file) => fonds === undefined || file.fonds === fonds)
      .map((file) => {
        const { documents } = contents(file.id)
        return { file, documents: documents.length, pages: pagesOf(documents) }
      })
  return {
    plan: async ({ year: wanted, fonds }) => {
      const own = vault.plan.filter((entry) => fonds === undefined || entry.fonds === fonds)
      const years = [...new Set(own.map(({ year }) => year))].sort((a, b) => b - a)
      const year = wanted ?? years[0] ?? null
      return { year, years, entries: own.filter((entry) => entry.year === year) }
    },
    planCounts: async ({ year, fonds }) => {
      const entries = vault.plan.filter((entry) => year === null || entry.year === year)
      const places = new Set([...entries.map(({ id }) => id), null])
      return [...places].flatMap((planEntry) =>
        caseStates.map((state) => ({
          planEntry,
          state,
          files: rows({ planEntry, states: [state], fonds }).length,
        })),
      )
    },
    planBranches: async ({ planEntries, states, fonds, limit }) =>
      planEntries.map((planEntry) => ({
        planEntry,
        rows: rows({ planEntry, states, fonds }).slice(0, limit),
      })),
    caseFiles: async ({ order, offset, limit, ...filter }) => {
      const found = rows(filter)
      return pageOf(order === 'oldest' ? found : found.reverse(), { offset, limit })
    },
    findTargets: async ({ query, limit }) => {
      const open = vault.caseFiles.filter(({ state }) => state === 'open')
      const targets = [
        ...open.map((file) => ({ ...file, isNew: false })),
        ...vault.plan.map((entry) => ({ ...entry, isNew: true })),
      ].map(({ id, notation, title, year, isNew }) => ({ id, notation, title, year, isNew }))
      const words = foldText(query).split(/\s+/)
      const found = targets.filter(({ notation, title, year }) =>
        words.every((word) => foldText(`${notation} ${title} ${year}`).includes(word)),
      )
      return pageOf(found, { offset: 0, limit })
    },
    caseFile: async ({ id }) => {
      const { file, documents } = contents(id)
      const counts = file.state === 'open' ? documents.map(ownFaultCounts) : []
      const deposit = vault.deposits.find((candidate) => candidate.id === file.deposit) ?? null
      return {
        file,
        fileCode: fileCode('H27.38.05', file),
        documents: documents.length,
        pages: pagesOf(documents),
        musts: counts.reduce((sum, { musts }) => sum + musts, 0),
        shoulds: counts.reduce((sum, { shoulds }) => sum + shoulds, 0),
        deposit,
        failed: Object.fromEntries(
          (deposit === null ? [] : failedIn(deposit)).map(({ document, ...failing }) => [document, failing]),
        ),
      }
    },
    contents: async ({ id, ...span }) => pageOf(contents(id).documents, span),
    openCaseFile: async ({ planEntry }) => {
      const { notation, title, retention, maker, year } = existing(vault.plan, planEntry)
      const id = newId('case')
      const file = aCaseFile(1, { id, planEntry, notation, title, retention, maker, year })
      vault.caseFiles = [...vault.caseFiles, file]
      changed(id)
      return { id }
    },
  }
}

type ProvinceNames = 'deposits' | 'depositFiles' | 'createDeposit' | 'connect' | 'syncNow' | 'syncStatus'

export function provinceHandlers({
  vault,
  newId,
  changed,
  emit,
}: MemoryParts): Handlers<Pick<EngineApi, ProvinceNames>> {
  return {
    deposits: async (span) => {
      const rows = vault.deposits.map((deposit): DepositRow => {
        const failed = [...failedIn(deposit)]
        return { deposit, caseFiles: deposit.caseFiles.length, failed, failedTotal: failed.length }
      })
      return pageOf(rows, span)
    },
    depositFiles: async ({ id, ...span }) => {
      const files = existing(vault.deposits, id).caseFiles.map((file) => {
        const { notation, title } = vault.caseFiles.find((other) => other.id === file) ?? {
          notation: '',
          title: '',
        }
        return { id: file, notation, title }
      })
      return pageOf(files, span)
    },
    createDeposit: async ({ caseFiles }) => {
      const id = newId('deposit')
      vault.caseFiles = vault.caseFiles.map((file) =>
        caseFiles.includes(file.id) ? moved(file, 'deposited', { deposit: id }) : file,
      )
      vault.deposits = [aDeposit(vault.deposits.length + 1, { id, caseFiles }), ...vault.deposits]
      changed(id, ...caseFiles)
      return { id }
    },
    connect: async ({ url, code }) => {
      if (code !== 'GHI-DANH') throw new Fault('server-refused', 'code', { detail: { reason: 'code' } })
      vault.sync = { ...vault.sync, connection: { url, communeName: vault.agencyName } }
      emit({ name: 'syncChanged', payload: {} })
      return null
    },
    syncNow: async () => {
      vault.sync = { ...vault.sync, unsentOps: 0, unsentBlobs: 0, lastContactAt: '2026-11-20T03:00:00.000Z' }
      emit({ name: 'syncChanged', payload: {} })
      return null
    },
    syncStatus: async () => vault.sync,
  }
}

function pagesOf(documents: readonly Document[]): number {
  return documents.reduce((sum, document) => sum + document.pages.length, 0)
}

export function failedIn({ verdicts }: Deposit): readonly FailedDocument[] {
  return Object.entries(verdicts).flatMap(([document, { hasPassed, ...failing }]) =>
    hasPassed ? [] : [{ document, ...failing }],
  )
}

/** @throws Fault 'conflict' where the law's order of states has no such step */
function moved(file: CaseFile, to: CaseState, part: Partial<CaseFile>): CaseFile {
  moveCaseFile(file, to)
  return { ...file, ...part, state: to }
}
