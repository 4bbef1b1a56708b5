import { api, type EngineApi, type EngineEvent, type Overview } from '../../domain/api.ts'
import { datesOf, shortcomingsOf } from '../../domain/completeness.ts'
import { Fault } from '../../domain/fault.ts'
import type { RecordKind } from '../../domain/op.ts'
import type { BatchSource } from '../../domain/records/batch.ts'
import {
  assertOpen,
  type CaseFile,
  type CaseState,
  fileCode,
  moveCaseFile,
} from '../../domain/records/case-file.ts'
import { type Document, isRead } from '../../domain/records/document.ts'
import { createDispatcher, type Handlers, type Reply } from '../../domain/rpc.ts'
import { aCaseFile, aDeposit, aDocument, idOf, type MemoryVault } from './memory-vault.ts'

/** The engine's API over plain arrays: no files, no reading, no line. The same rules of the domain hold. */
export interface MemoryEngine {
  readonly vault: MemoryVault
  /** Names and inputs of the calls so far. */
  readonly calls: readonly { readonly name: string; readonly input: unknown }[]
  dispatch(name: string, input: unknown): Promise<Reply>
  subscribe(listener: (event: EngineEvent) => void): () => void
  emit(event: EngineEvent): void
}

interface Parts {
  readonly vault: MemoryVault
  /** A new id of a kind. */
  readonly newId: (kind: RecordKind) => string
  readonly changed: (...ids: readonly string[]) => void
  readonly emit: (event: EngineEvent) => void
}

export function createMemoryEngine(vault: MemoryVault): MemoryEngine {
  const listeners = new Set<(event: EngineEvent) => void>()
  const calls: { name: string; input: unknown }[] = []
  const counter = { last: 100, revision: 0 }
  const emit = (event: EngineEvent): void => listeners.forEach((listener) => listener(event))
  const parts: Parts = {
    vault,
    emit,
    newId: (kind) => idOf(kind, ++counter.last),
    changed: (...ids) =>
      emit({ name: 'recordsChanged', payload: { ids: [...ids], revision: ++counter.revision } }),
  }
  const handlers: Handlers<EngineApi> = {
    ...vaultHandlers(parts),
    ...documentHandlers(parts),
    ...intakeHandlers(parts),
    ...caseFileHandlers(parts),
    ...provinceHandlers(parts),
  }
  const dispatch = createDispatcher(api, handlers, (name, error) => {
    throw new Error(`bug in ${name}`, { cause: error })
  })
  return {
    vault,
    calls,
    emit,
    dispatch: async (name, input) => {
      calls.push({ name, input })
      // What crosses to a window is a copy.
      return structuredClone(await dispatch(name, structuredClone(input)))
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

type VaultNames = 'status' | 'createVault' | 'unlockVault' | 'lockVault' | 'authority' | 'overview'

function vaultHandlers({ vault, emit }: Parts): Handlers<Pick<EngineApi, VaultNames>> {
  const turn = (kind: MemoryVault['kind']): void => {
    vault.kind = kind
    emit({ name: 'vaultChanged', payload: {} })
  }
  return {
    status: async () => {
      const { kind, userName, agencyName, demo } = vault
      if (kind !== 'open') return { kind }
      const fonds = { id: idOf('fonds', 1), agencyCode: 'H27.38.05', agencyName, isOpen: true }
      return { kind, userName, fonds, notices: [], demo }
    },
    createVault: async ({ communeName, userName, passphrase }) => {
      Object.assign(vault, { agencyName: communeName, userName, passphrase })
      turn('open')
      return { recoveryCode: vault.recoveryCode }
    },
    unlockVault: async ({ secret }) => {
      if (secret !== vault.passphrase && secret !== vault.recoveryCode) {
        throw new Fault('wrong-passphrase', 'neither passphrase nor code')
      }
      turn('open')
      return null
    },
    lockVault: async () => {
      turn('locked')
      return null
    },
    authority: async () => vault.authority,
    overview: async () => overviewOf(vault),
  }
}

function overviewOf({ plan, caseFiles, documents, batches }: MemoryVault): Overview {
  const files = (state: CaseState): number => caseFiles.filter((file) => file.state === state).length
  const sources = batches.flatMap((batch) => batch.sources)
  return {
    planEntries: plan.length,
    openFiles: files('open'),
    closedFiles: files('closed'),
    depositedFiles: files('deposited'),
    returnedFiles: files('returned'),
    acceptedFiles: files('accepted'),
    documentsToReview: documents.filter((document) => isRead(document) && !document.isAccepted).length,
    documentsToFile: documents.filter((document) => document.isAccepted && document.caseFile === null).length,
    pagesToRead: documents.reduce((sum, document) => sum + document.pages.length - pagesDone(document), 0),
    refusedSources: sources.filter(({ outcome }) => outcome.kind === 'refused').length,
  }
}

const pagesDone = ({ texts, unread }: Document): number =>
  Object.keys(texts).length + Object.keys(unread).length

type DocumentNames = 'documents' | 'document' | 'acceptDocument' | 'fileDocument' | 'pageText' | 'search'

function documentHandlers({ vault, changed }: Parts): Handlers<Pick<EngineApi, DocumentNames>> {
  const update = (id: string, part: Partial<Document>): null => {
    existing(vault.documents, id)
    vault.documents = vault.documents.map((document) =>
      document.id === id ? { ...document, ...part } : document,
    )
    changed(id)
    return null
  }
  const assertFileOpen = (id: string | null): void => {
    if (id !== null) assertOpen(existing(vault.caseFiles, id))
  }
  return {
    documents: async ({ filter }) =>
      vault.documents.filter((document) => {
        if (filter === 'to-review') return isRead(document) && !document.isAccepted
        return document.isAccepted && (filter === 'accepted' || document.caseFile === null)
      }),
    document: async ({ id }) => existing(vault.documents, id),
    acceptDocument: async ({ id, values }) => {
      const document = existing(vault.documents, id)
      assertFileOpen(document.caseFile)
      return update(id, { values: { ...document.values, ...values }, isAccepted: true })
    },
    fileDocument: async ({ id, caseFile }) => {
      assertFileOpen(existing(vault.documents, id).caseFile)
      assertFileOpen(caseFile)
      return update(id, { caseFile, position: vault.documents.length })
    },
    pageText: async () => ({ text: 'ỦY BAN NHÂN DÂN\nQUYẾT ĐỊNH' }),
    search: async ({ query }) => (query.trim() === '' ? [] : [...vault.hits]),
  }
}

type IntakeNames = 'startBatch' | 'retrySource' | 'batches'

function intakeHandlers({ vault, newId, changed, emit }: Parts): Handlers<Pick<EngineApi, IntakeNames>> {
  const take = (batch: string, path: string): BatchSource => {
    const name = path.split('/').at(-1) ?? path
    const refusal = vault.refusals.get(path)
    if (refusal !== undefined) {
      return { name, path, outcome: { kind: 'refused', code: refusal.code, detail: { ...refusal.detail } } }
    }
    const document = aDocument(vault.documents.length + 1, { batch, texts: {}, proposals: null })
    vault.documents = [...vault.documents, document]
    for (const page of document.pages) {
      emit({ name: 'pageArrived', payload: { batch, document: document.id, page: page.id } })
    }
    const { pages } = document
    const source = pages[0]?.source ?? ''
    return { name, path, outcome: { kind: 'taken', source, sizeBytes: 300_000, pages: pages.length } }
  }
  return {
    startBatch: async ({ paths }) => {
      const id = newId('batch')
      const sources = paths.map((path) => take(id, path))
      vault.batches = [{ id, createdAt: '2026-11-20T02:00:00.000Z', sources }, ...vault.batches]
      changed(id)
      return { id }
    },
    retrySource: async ({ batch, index }) => {
      vault.batches = vault.batches.map((each) => {
        if (each.id !== batch) return each
        return {
          ...each,
          sources: each.sources.map((source, at) => (at === index ? take(batch, source.path) : source)),
        }
      })
      changed(batch)
      return null
    },
    batches: async () =>
      vault.batches.map((batch) => {
        const documents = vault.documents.filter((document) => document.batch === batch.id)
        const sum = (count: (document: Document) => number): number =>
          documents.reduce((total, document) => total + count(document), 0)
        return {
          batch,
          documents,
          pagesTotal: sum(({ pages }) => pages.length),
          pagesRead: sum(({ texts }) => Object.keys(texts).length),
          pagesUnread: sum(({ unread }) => Object.keys(unread).length),
        }
      }),
  }
}

type CaseFileNames = 'plan' | 'caseFiles' | 'caseFile' | 'openCaseFile' | 'closeCaseFile' | 'reopenCaseFile'

function caseFileHandlers({ vault, newId, changed }: Parts): Handlers<Pick<EngineApi, CaseFileNames>> {
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
      moveFile(vault, id, 'closed', { startDate: start, endDate: end })
      changed(id)
      return null
    },
    reopenCaseFile: async ({ id, reason }) => {
      moveFile(vault, id, 'open', { stateReason: reason })
      changed(id)
      return null
    },
  }
}

type ProvinceNames = 'deposits' | 'createDeposit' | 'connect' | 'syncNow' | 'syncStatus'

function provinceHandlers({ vault, newId, changed, emit }: Parts): Handlers<Pick<EngineApi, ProvinceNames>> {
  return {
    deposits: async () => vault.deposits,
    createDeposit: async ({ caseFiles }) => {
      const id = newId('deposit')
      for (const file of caseFiles) moveFile(vault, file, 'deposited', { deposit: id })
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

function existing<T extends { readonly id: string }>(records: readonly T[], id: string): T {
  const record = records.find((candidate) => candidate.id === id)
  if (record === undefined) throw new Fault('not-found', `no record ${id}`)
  return record
}

function moveFile(vault: MemoryVault, id: string, to: CaseState, part: Partial<CaseFile>): void {
  // It throws where the law's order of states has no such step.
  moveCaseFile(existing(vault.caseFiles, id), to)
  vault.caseFiles = vault.caseFiles.map((file) => (file.id === id ? { ...file, ...part, state: to } : file))
}
