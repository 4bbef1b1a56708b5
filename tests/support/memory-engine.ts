import { api, type EngineApi, type EngineEvent, type Overview } from '../../domain/api.ts'
import { Fault, type FaultReport } from '../../domain/fault.ts'
import type { BatchSource } from '../../domain/records/batch.ts'
import { assertOpen, type CaseState } from '../../domain/records/case-file.ts'
import { type Document, isRead } from '../../domain/records/document.ts'
import { createDispatcher, type Handlers, type Reply } from '../../domain/rpc.ts'
import { caseFileHandlers, existing, type MemoryParts, provinceHandlers } from './memory-case-files.ts'
import { aDocument, idOf, type MemoryVault } from './memory-vault.ts'

/** The engine's API over plain arrays: no files, no reading, no line. The same rules of the domain hold. */
export interface MemoryEngine {
  readonly vault: MemoryVault
  /** Names and inputs of the calls so far. */
  readonly calls: readonly { readonly name: string; readonly input: unknown }[]
  dispatch(name: string, input: unknown): Promise<Reply>
  subscribe(listener: (event: EngineEvent) => void): () => void
  emit(event: EngineEvent): void
  /** Lets the next call of this name end in a fault. */
  failNext(name: string, fault: FaultReport): void
}

export function createMemoryEngine(vault: MemoryVault): MemoryEngine {
  const listeners = new Set<(event: EngineEvent) => void>()
  const calls: { name: string; input: unknown }[] = []
  const failures = new Map<string, FaultReport>()
  const counter = { last: 100, revision: 0 }
  const emit = (event: EngineEvent): void => listeners.forEach((listener) => listener(event))
  const parts: MemoryParts = {
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
    failNext: (name, fault) => failures.set(name, fault),
    dispatch: async (name, input) => {
      calls.push({ name, input })
      const failure = failures.get(name)
      failures.delete(name)
      if (failure !== undefined) return { ok: false, ...failure }
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

function vaultHandlers({ vault, emit }: MemoryParts): Handlers<Pick<EngineApi, VaultNames>> {
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

function documentHandlers({ vault, changed }: MemoryParts): Handlers<Pick<EngineApi, DocumentNames>> {
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

function intakeHandlers({
  vault,
  newId,
  changed,
  emit,
}: MemoryParts): Handlers<Pick<EngineApi, IntakeNames>> {
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
