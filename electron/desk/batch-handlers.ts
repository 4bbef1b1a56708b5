import type { DeskApi } from '../../domain/api.ts'
import type { BatchPage, BatchProgress } from '../../domain/desk-rows.ts'
import type { RecordState } from '../../domain/merge.ts'
import type { RecordId } from '../../domain/op.ts'
import type { Page, Span } from '../../domain/paging.ts'
import { batchSources, batchTime, type OutcomeKind, type SourceAt } from '../../domain/records/batch.ts'
import { type Document, type Page as DocumentPage, documentView } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { Intake } from './intake.ts'
import { listPage, type Records } from './ports.ts'

type BatchApi = Pick<DeskApi, 'startBatch' | 'retrySource' | 'batches' | 'batchSources' | 'batchPages'>

interface BatchPorts {
  readonly records: Records
  readonly intake: Intake
}

/** More documents than any batch has. */
const ALL_OF_A_BATCH = 1_000_000

/** What came in together, and how far it has come. */
export function batchHandlers({ records, intake }: BatchPorts): Handlers<BatchApi> {
  // Looking through the sources costs more than asking for the record, which stays the same object until it changes.
  const known = new WeakMap<RecordState, readonly SourceAt[]>()
  const sourcesOf = (record: RecordState): readonly SourceAt[] => {
    const sources = known.get(record) ?? batchSources(record)
    known.set(record, sources)
    return sources
  }
  return {
    startBatch: async ({ paths }) => ({ id: await intake.start(paths) }),
    retrySource: async ({ batch, index }) => {
      await intake.retry(batch, index)
      return null
    },
    batches: async (span) =>
      listPage(records, { kind: 'batch', order: 'newest', ...span }, (record) =>
        progressOf(records, record, sourcesOf(record)),
      ),
    batchSources: async ({ id, outcome, offset, limit }) => {
      const of = sourcesOf(records.record(id)).filter(({ source }) => source.outcome.kind === outcome)
      return { rows: of.slice(offset, offset + limit), total: of.length }
    },
    batchPages: async ({ id, ...span }) => pagesOf(records, id, span),
  }
}

function progressOf(
  { catalogue }: Records,
  record: RecordState,
  sources: readonly SourceAt[],
): BatchProgress {
  const count = (kind: OutcomeKind): number =>
    sources.filter(({ source }) => source.outcome.kind === kind).length
  const { pages, pagesRead, pagesUnread } = catalogue.tally({ kind: 'doc', batch: record.id })
  return {
    id: record.id,
    createdAt: batchTime(record),
    taken: count('taken'),
    refused: count('refused'),
    waiting: count('waiting'),
    pagesTotal: pages,
    pagesRead,
    pagesUnread,
  }
}

/** Finds the documents on which the wanted pages lie by how many pages each has. */
function pagesOf({ catalogue, record }: Records, batch: RecordId, { offset, limit }: Span): Page<BatchPage> {
  const rows: BatchPage[] = []
  let total = 0
  for (const { id, pages } of catalogue.sizes({
    kind: 'doc',
    batch,
    order: 'arrival',
    limit: ALL_OF_A_BATCH,
  })) {
    const from = Math.max(0, offset - total)
    const to = Math.min(pages, offset + limit - total)
    if (from < to) {
      const document = documentView(record(id))
      const shown = document.pages.slice(from, to)
      rows.push(
        ...shown.map((page, at) => ({
          document: id,
          index: from + at,
          page,
          state: stateOf(document, page),
        })),
      )
    }
    total += pages
  }
  return { rows, total }
}

function stateOf({ texts, unread }: Document, { id }: DocumentPage): BatchPage['state'] {
  if (id in texts) return 'read'
  return id in unread ? 'unread' : 'waiting'
}
