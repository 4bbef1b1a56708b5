import type { EngineApi, EngineEvent } from '../../domain/api.ts'
import { datesOf, shortcomingsOf } from '../../domain/completeness.ts'
import { Fault } from '../../domain/fault.ts'
import type { RecordKind } from '../../domain/op.ts'
import { type CaseFile, type CaseState, fileCode, moveCaseFile } from '../../domain/records/case-file.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { aCaseFile, aDeposit, type MemoryVault } from './memory-vault.ts'

/** What the handlers of a memory engine share. */
export interface MemoryParts {
  readonly vault: MemoryVault
  /** A new id of a kind. */
  readonly newId: (kind: RecordKind) => string
  readonly changed: (...ids: readonly string[]) => void
  readonly emit: (event: EngineEvent) => void
}

type CaseFileNames = 'plan' | 'caseFiles' | 'caseFile' | 'openCaseFile' | 'closeCaseFile' | 'reopenCaseFile'

export function caseFileHandlers({
  vault,
  newId,
  changed,
}: MemoryParts): Handlers<Pick<EngineApi, CaseFileNames>> {
  const put = (file: CaseFile): void => {
    vault.caseFiles = vault.caseFiles.map((other) => (other.id === file.id ? file : other))
  }
  const contents = (id: string) => ({
    file: existing(vault.caseFiles, id),
    documents: vault.documents.filter((document) => document.caseFile === id),
  })
  return {
    plan: async () => vault.plan,
    caseFiles: async () =>
      vault.caseFiles.map((file) => {
        const { documents } = contents(file.id)
        const pages = documents.reduce((sum, document) => sum + document.pages.length, 0)
        return { file, documents: documents.length, pages }
      }),
    caseFile: async ({ id }) => {
      const { file, documents } = contents(id)
      return {
        file,
        fileCode: fileCode('H27.38.05', file),
        documents,
        shortcomings: file.state === 'open' ? [...shortcomingsOf({ file, documents })] : [],
        deposit: vault.deposits.find((deposit) => deposit.id === file.deposit) ?? null,
      }
    },
    openCaseFile: async ({ planEntry }) => {
      const { notation, title, retention, maker, year } = existing(vault.plan, planEntry)
      const id = newId('case')
      const file = aCaseFile(1, { id, planEntry, notation, title, retention, maker, year })
      vault.caseFiles = [...vault.caseFiles, file]
      changed(id)
      return { id }
    },
    closeCaseFile: async ({ id }) => {
      const { file, documents } = contents(id)
      const musts = shortcomingsOf({ file, documents }).filter(({ severity }) => severity === 'must')
      if (musts.length > 0) throw new Fault('incomplete', 'faults', { detail: { count: musts.length } })
      const { start, end } = datesOf(documents)
      put(moved(file, 'closed', { startDate: start, endDate: end }))
      changed(id)
      return null
    },
    reopenCaseFile: async ({ id, reason }) => {
      put(moved(existing(vault.caseFiles, id), 'open', { stateReason: reason }))
      changed(id)
      return null
    },
  }
}

type ProvinceNames = 'deposits' | 'createDeposit' | 'connect' | 'syncNow' | 'syncStatus'

export function provinceHandlers({
  vault,
  newId,
  changed,
  emit,
}: MemoryParts): Handlers<Pick<EngineApi, ProvinceNames>> {
  return {
    deposits: async () => vault.deposits,
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

/** @throws Fault 'not-found' */
export function existing<T extends { readonly id: string }>(records: readonly T[], id: string): T {
  const record = records.find((candidate) => candidate.id === id)
  if (record === undefined) throw new Fault('not-found', `no record ${id}`)
  return record
}

/** @throws Fault 'conflict' where the law's order of states has no such step */
function moved(file: CaseFile, to: CaseState, part: Partial<CaseFile>): CaseFile {
  moveCaseFile(file, to)
  return { ...file, ...part, state: to }
}
