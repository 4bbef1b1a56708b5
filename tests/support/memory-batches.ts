import type { EngineApi } from '../../domain/api.ts'
import type { RefusedSource } from '../../domain/batch-pages-api.ts'
import type { BatchPage, BatchProgress } from '../../domain/desk-rows.ts'
import type { IntakeApi } from '../../domain/intake-api.ts'
import type { Batch, BatchSource, OutcomeKind } from '../../domain/records/batch.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { existing, pageOf } from './memory-rows.ts'
import { aDocument, type MemoryVault } from './memory-vault.ts'

type IntakeNames =
  | 'startBatch'
  | 'retrySource'
  | 'batches'
  | 'batchSources'
  | 'batchPages'
  | 'quarantine'
  | 'retryRefused'
  | keyof IntakeApi

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
  const end = (batch: string, index: number, source: BatchSource): void => {
    vault.batches = vault.batches.map((each) =>
      each.id === batch ? { ...each, sources: Object.assign([...each.sources], { [index]: source }) } : each,
    )
  }
  /** Takes what waits, up to the first file that is marked. */
  const goOn = (): void => {
    const { intake } = vault
    for (let next = intake.waiting[0]; next !== undefined; next = intake.waiting[0]) {
      const { batch, index, path } = next
      if (vault.marked.has(path)) {
        const fileName = path.split('/').at(-1) ?? path
        intake.stop = { batch, index, fileName, page: 1, level: 'secret', by: 'frame' }
        emit({ name: 'intakeChanged', payload: {} })
        return
      }
      intake.waiting.shift()
      end(batch, index, take(batch, path))
    }
  }
  const retry = (batch: string, index: number): void =>
    end(batch, index, take(batch, existing(vault.batches, batch).sources[index]?.path ?? ''))
  const refused = (batch: string | null): readonly RefusedSource[] =>
    vault.batches
      .filter(({ id }) => batch === null || id === batch)
      .flatMap(({ id, sources }) =>
        sources.flatMap((source, index) =>
          source.outcome.kind === 'refused' ? [{ batch: id, index, source }] : [],
        ),
      )
  const tellAll = (...ids: readonly string[]): null => {
    changed(...ids)
    emit({ name: 'intakeChanged', payload: {} })
    return null
  }
  return {
    startBatch: async ({ paths }) => {
      const id = newId('batch')
      const sources = paths.map(
        (path): BatchSource => ({ name: path.split('/').at(-1) ?? path, path, outcome: { kind: 'waiting' } }),
      )
      vault.batches = [{ id, createdAt: '2026-11-20T02:00:00.000Z', sources }, ...vault.batches]
      vault.intake.waiting.push(...paths.map((path, index) => ({ batch: id, index, path })))
      if (!vault.intake.isHeld && vault.intake.stop === null) goOn()
      changed(id)
      return { id }
    },
    retrySource: async ({ batch, index }) => {
      retry(batch, index)
      changed(batch)
      return null
    },
    quarantine: async (span) => pageOf(refused(null), span),
    retryRefused: async ({ batch }) => {
      const again = refused(batch)
      for (const each of again) retry(each.batch, each.index)
      changed(...again.map((each) => each.batch))
      return { retried: again.length }
    },
    intakeState: async () => {
      const { stop, isHeld, waiting } = vault.intake
      return { checking: null, stop, isHeld, waiting: waiting.length }
    },
    decideSecret: async ({ batch, index, isSecret }) => {
      const { intake } = vault
      const path = intake.waiting[0]?.path ?? ''
      if (isSecret) {
        intake.waiting.shift()
        const at = '2026-11-20T02:05:00.000Z'
        end(batch, index, { name: '', path: '', outcome: { kind: 'withheld', at } })
      } else vault.marked.delete(path)
      Object.assign(intake, { stop: null, isHeld: true })
      return tellAll(batch)
    },
    continueIntake: async () => {
      vault.intake.isHeld = false
      goOn()
      return tellAll(...vault.batches.map(({ id }) => id))
    },
    isolated: async (span) => pageOf(vault.intake.isolated, span),
    removeIsolated: async ({ id }) => {
      const { at } = existing(vault.intake.isolated, id)
      vault.intake.isolated = vault.intake.isolated.filter((row) => row.id !== id)
      changed(id)
      return { isolatedAt: at, keptFiles: 0 }
    },
    releaseIsolated: async ({ id }) => {
      vault.intake.isolated = vault.intake.isolated.filter((row) => row.id !== id)
      changed(id)
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
        sources.filter(
          ({
            source: {
              outcome: { kind },
            },
          }) => kind === outcome || (outcome === 'taken' && kind === 'withheld'),
        ),
        span,
      )
    },
    batchPages: async ({ id, ...span }) => {
      const documents = vault.documents.filter(({ batch }) => batch === id)
      const pages = documents.flatMap(({ id: document, pages: all, texts, unread, turns, turned }) =>
        all.map((page, index): BatchPage => {
          const state = page.id in texts ? 'read' : page.id in unread ? 'unread' : 'waiting'
          const flags = { isBlank: vault.blankPages.has(page.id), isSheet: vault.separators.has(page.id) }
          return { document, index, page, turn: turned?.[page.id] ?? turns[page.id] ?? 0, state, ...flags }
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
    waitingHere: count('waiting'),
    withheld: count('withheld'),
    pagesTotal: sum(({ pages }) => pages.length),
    pagesRead: sum(({ texts }) => Object.keys(texts).length),
    pagesUnread: sum(({ unread }) => Object.keys(unread).length),
  }
}
