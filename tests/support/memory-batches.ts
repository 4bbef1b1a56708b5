import type { EngineApi } from '../../domain/api.ts'
import type { BatchPage, BatchProgress } from '../../domain/desk-rows.ts'
import type { Batch, BatchSource, OutcomeKind } from '../../domain/records/batch.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { existing, pageOf } from './memory-rows.ts'
import { aDocument, type MemoryVault } from './memory-vault.ts'

type IntakeNames = 'startBatch' | 'retrySource' | 'batches' | 'batchSources' | 'batchPages'

export function intakeHandlers({
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
    batches: async (span) =>
      pageOf(
        vault.batches.map((batch) => progressOf(vault, batch)),
        span,
      ),
    batchSources: async ({ id, outcome, ...span }) => {
      const sources = existing(vault.batches, id).sources.map((source, index) => ({ index, source }))
      return pageOf(
        sources.filter(({ source }) => source.outcome.kind === outcome),
        span,
      )
    },
    batchPages: async ({ id, ...span }) => {
      const documents = vault.documents.filter(({ batch }) => batch === id)
      const pages = documents.flatMap(({ id: document, pages: all, texts, unread }) =>
        all.map((page, index): BatchPage => {
          const state = page.id in texts ? 'read' : page.id in unread ? 'unread' : 'waiting'
          return { document, index, page, state }
        }),
      )
      return pageOf(pages, span)
    },
  }
}

function progressOf({ documents }: MemoryVault, { id, createdAt, sources }: Batch): BatchProgress {
  const ofBatch = documents.filter(({ batch }) => batch === id)
  const sum = (count: (document: Document) => number): number =>
    ofBatch.reduce((total, document) => total + count(document), 0)
  const count = (kind: OutcomeKind): number => sources.filter(({ outcome }) => outcome.kind === kind).length
  return {
    id,
    createdAt,
    taken: count('taken'),
    refused: count('refused'),
    waiting: count('waiting'),
    pagesTotal: sum(({ pages }) => pages.length),
    pagesRead: sum(({ texts }) => Object.keys(texts).length),
    pagesUnread: sum(({ unread }) => Object.keys(unread).length),
  }
}
