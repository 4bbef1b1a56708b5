import { api, type EngineApi, type EngineEvent } from '../../domain/api.ts'
import { doubtOf } from '../../domain/doubt.ts'
import { Fault, type FaultReport } from '../../domain/fault.ts'
import type { Overview } from '../../domain/overview.ts'
import { mayCall } from '../../domain/permission.ts'
import { assertOpen, type CaseState } from '../../domain/records/case-file.ts'
import { type Document, isRead } from '../../domain/records/document.ts'
import { createDispatcher, type Handlers, type Reply } from '../../domain/rpc.ts'
import { layerText } from '../../domain/text-layer.ts'
import { assertSeen } from '../../electron/desk/document-handlers.ts'
import { assembleHandlers } from './memory-assemble.ts'
import { authorityHandlers } from './memory-authority.ts'
import { bagHandlers } from './memory-bag.ts'
import { batchPagesHandlers, sureHandlers } from './memory-batch-pages.ts'
import { intakeHandlers } from './memory-batches.ts'
import { careHandlers } from './memory-care.ts'
import { caseFileHandlers, type MemoryParts, provinceHandlers } from './memory-case-files.ts'
import { completeHandlers } from './memory-complete.ts'
import { formHandlers } from './memory-forms.ts'
import { guideHandlers } from './memory-guide.ts'
import { journalHandlers, listHandlers } from './memory-lists.ts'
import { packageHandlers } from './memory-packages.ts'
import { exportHandlers, plainLayer, splitHandlers } from './memory-pages.ts'
import { planningHandlers } from './memory-plan.ts'
import { preferencesHandlers } from './memory-preferences.ts'
import { progressHandlers } from './memory-progress.ts'
import { proposeHandlers } from './memory-propose.ts'
import { readingHandlers } from './memory-reading.ts'
import { existing, pageOf } from './memory-rows.ts'
import { captureHandlers } from './memory-scan.ts'
import { searchHandlers } from './memory-search.ts'
import { conflictHandlers, sendingHandlers } from './memory-sync.ts'
import { createMemoryUndo } from './memory-undo.ts'
import { updateHandlers } from './memory-update.ts'
import { FIRST_SHEET, firstUsers, userHandlers } from './memory-users.ts'
import { aFonds, idOf, type MemoryVault } from './memory-vault.ts'
import { viewerHandlers } from './memory-viewer.ts'
import { workspaceHandlers } from './memory-workspace.ts'

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
  const undo = createMemoryUndo(parts)
  const handlers: Handlers<EngineApi> = {
    ...vaultHandlers(parts),
    ...authorityHandlers(parts),
    ...documentHandlers(parts),
    ...splitHandlers(parts),
    ...assembleHandlers(parts),
    ...proposeHandlers(parts),
    ...planningHandlers(parts),
    ...formHandlers(parts),
    ...guideHandlers(parts),
    ...preferencesHandlers(parts),
    ...progressHandlers(parts),
    ...exportHandlers(parts),
    ...packageHandlers(parts),
    ...bagHandlers(parts),
    ...intakeHandlers(parts),
    ...captureHandlers(parts),
    ...batchPagesHandlers(parts),
    ...sureHandlers(parts),
    ...readingHandlers(parts),
    ...caseFileHandlers(parts),
    ...completeHandlers(parts),
    ...provinceHandlers(parts),
    ...sendingHandlers(parts),
    ...conflictHandlers(parts),
    ...userHandlers(parts),
    ...searchHandlers(() => vault.search),
    ...viewerHandlers(parts),
    ...undo.handlers,
    ...listHandlers(parts),
    ...journalHandlers(parts),
    ...workspaceHandlers(parts),
    ...updateHandlers(vault.update, {
      emit,
      lock: () => {
        vault.kind = 'locked'
        emit({ name: 'vaultChanged', payload: {} })
      },
    }),
    ...careHandlers(vault.care, {
      emit,
      turn: (kind) => {
        vault.kind = kind
        emit({ name: 'vaultChanged', payload: {} })
      },
    }),
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
      const role = vault.users.rows.find(({ id }) => id === vault.users.current)?.role ?? 'leader'
      if (vault.kind === 'open' && !mayCall(role, name)) {
        return { ok: false, code: 'forbidden', detail: { reason: 'role' } }
      }
      // What crosses to a window is a copy.
      return structuredClone(await undo.around(name, () => dispatch(name, structuredClone(input))))
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
      const { kind, agencyName, demo, users } = vault
      const shown = users.rows.map(({ id, name, role }) => ({ id, name, role }))
      if (kind === 'recovering') return { kind, users: shown }
      if (kind === 'locked') return { kind, sample: vault.sample }
      if (kind === 'first-run') return { kind }
      const fonds = aFonds({ agencyName })
      const { sample } = vault
      const user = existing(shown, users.current)
      const hasRecoverySheet = users.sheets.some(({ confirmedAt }) => confirmedAt !== null)
      return { kind, userName: user.name, user, hasRecoverySheet, fonds, sample, notices: [], demo }
    },
    createVault: async ({ communeName, userName, passphrase }) => {
      const users = firstUsers(userName, passphrase)
      users.sheets = [{ slot: FIRST_SHEET, confirmedAt: null }]
      Object.assign(vault, { agencyName: communeName, userName, passphrase, users })
      turn('open')
      return { recoveryCode: vault.recoveryCode, recoverySlot: FIRST_SHEET }
    },
    unlockVault: async ({ secret }) => {
      const [owner] = [...vault.users.passphrases].find(([, passphrase]) => passphrase === secret) ?? []
      if (owner === undefined && secret !== vault.recoveryCode) {
        throw new Fault('wrong-passphrase', 'neither passphrase nor code')
      }
      if (owner !== undefined) vault.users.current = owner
      turn(owner === undefined ? 'recovering' : 'open')
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

type DocumentNames = 'documents' | 'document' | 'acceptDocument' | 'fileDocument' | 'pageText' | 'correctWord'

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
    documents: async ({ filter, ...span }) => {
      const found = vault.documents.filter((document) =>
        filter === 'to-review'
          ? isRead(document) && !document.isAccepted
          : document.isAccepted && document.caseFile === null,
      )
      return pageOf(filter === 'to-review' ? byDoubt(found) : found, span)
    },
    document: async ({ id }) => existing(vault.documents, id),
    acceptDocument: async ({ id, values, seen }) => {
      const document = existing(vault.documents, id)
      assertSeen(document, values, seen ?? {})
      assertFileOpen(document.caseFile)
      return update(id, { values: { ...document.values, ...values }, isAccepted: true })
    },
    fileDocument: async ({ id, caseFile }) => {
      assertFileOpen(existing(vault.documents, id).caseFile)
      assertFileOpen(caseFile)
      return update(id, { caseFile, position: vault.documents.length })
    },
    correctWord: async ({ id, page, place, text }) => {
      const { caseFile, corrections } = existing(vault.documents, id)
      assertFileOpen(caseFile)
      const { [place]: _said, ...others } = corrections[page] ?? {}
      return update(id, {
        corrections: { ...corrections, [page]: text === null ? others : { ...others, [place]: text } },
      })
    },
    pageText: async ({ text }) => {
      const layer = vault.layers.get(text) ?? plainLayer
      return { text: layerText(layer), layer }
    },
  }
}

/** The most doubtful first; among equals as they came. */
const byDoubt = (documents: readonly Document[]): readonly Document[] =>
  [...documents].sort((a, b) => doubtOf(b) - doubtOf(a))
