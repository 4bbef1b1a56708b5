import type { DeskApi } from '../../domain/api.ts'
import type { BatchPage, BatchProgress } from '../../domain/desk-rows.ts'
import type { IntakeApi } from '../../domain/intake-api.ts'
import type { RecordState } from '../../domain/merge.ts'
import type { RecordId } from '../../domain/op.ts'
import { turnOf } from '../../domain/page-turn.ts'
import type { Page, Span } from '../../domain/paging.ts'
import {
  batchCounts,
  batchSources,
  batchTime,
  type OutcomeKind,
  type SourceAt,
  withheldSource,
} from '../../domain/records/batch.ts'
import { type Document, documentView } from '../../domain/records/document.ts'
import type { Page as DocumentPage } from '../../domain/records/page.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { waitingSheets } from './assemble/separate-scan.ts'
import type { BatchDocuments } from './batch-pages/batch-documents.ts'
import type { PageFactsReader } from './complete/page-facts-reader.ts'
import type { Intake } from './intake.ts'
import { type Isolation, isIsolatedBlob } from './isolation.ts'
import { listPage, type Records } from './ports.ts'
import { sourceOf } from './take-file.ts'

export type BatchApi = Pick<
  DeskApi,
  'startBatch' | 'retrySource' | 'batches' | 'batchSources' | 'batchPages'
> &
  IntakeApi

interface BatchPorts {
  readonly records: Records
  readonly intake: Intake
  readonly isolation: Isolation
  /** Tells which pages are blank. */
  readonly facts: PageFactsReader
  readonly documentsOf: BatchDocuments
}

/** What came in together, and how far it has come. */
export function batchHandlers(ports: BatchPorts): Handlers<BatchApi> {
  const { records, intake, isolation } = ports
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
        progressOf(records, record, {
          sources: sourcesOf(record),
          waitingHere: intake.waitingOf(record.id).length,
        }),
      ),
    batchSources: async ({ id, outcome, offset, limit }) => {
      const of =
        outcome === 'waiting'
          ? waitingAt(intake, id)
          : endedAs(sourcesOf(records.record(id)), outcome).map((each) => withoutName(records, each))
      return { rows: of.slice(offset, offset + limit), total: of.length }
    },
    intakeState: async () => intake.state(),
    decideSecret: async (answer) => {
      await intake.decide(answer)
      return null
    },
    continueIntake: async () => {
      await intake.goOn()
      return null
    },
    isolated: async (span) => isolation.list(span),
    removeIsolated: async ({ id }) => isolation.remove(id),
    releaseIsolated: async ({ id }) => {
      await isolation.release(id)
      return null
    },
    batchPages: async ({ id, ...span }) => pagesOf(ports, id, span),
  }
}

/** The names of what waits are in no record. */
function waitingAt(intake: Intake, id: RecordId): readonly SourceAt[] {
  return intake
    .waitingOf(id)
    .map((file) => ({ index: file.index, source: sourceOf(file, { kind: 'waiting' }) }))
}

/** A file whose document is isolated is a gap already: its name may say what it is. */
function withoutName(records: Records, { index, source }: SourceAt): SourceAt {
  const { outcome } = source
  const isClosed = outcome.kind === 'taken' && isIsolatedBlob(records, outcome.source)
  return { index, source: isClosed ? withheldSource('') : source }
}

function endedAs(sources: readonly SourceAt[], outcome: OutcomeKind): readonly SourceAt[] {
  return sources.filter(
    ({
      source: {
        outcome: { kind },
      },
    }) => kind === outcome || (outcome === 'taken' && kind === 'withheld'),
  )
}

function progressOf(
  { catalogue }: Records,
  record: RecordState,
  { sources, waitingHere }: { readonly sources: readonly SourceAt[]; readonly waitingHere: number },
): BatchProgress {
  const { taken, refused, withheld, waiting } = batchCounts(record, sources)
  const { pages, pagesRead, pagesUnread } = catalogue.tally({ kind: 'doc', batch: record.id })
  return {
    id: record.id,
    createdAt: batchTime(record),
    taken,
    refused,
    withheld,
    waiting,
    waitingHere,
    pagesTotal: pages,
    pagesRead,
    pagesUnread,
  }
}

/** Finds the documents on which the wanted pages lie by how many pages each has. */
async function pagesOf(
  { records: { record }, facts, documentsOf }: BatchPorts,
  batch: RecordId,
  { offset, limit }: Span,
): Promise<Page<BatchPage>> {
  const rows: BatchPage[] = []
  let total = 0
  for (const { id, pages } of documentsOf(batch)) {
    const from = Math.max(0, offset - total)
    const to = Math.min(pages, offset + limit - total)
    if (from < to) {
      const document = documentView(record(id))
      const shown = document.pages.slice(from, to)
      const { known } = await facts.look([{ ...document, pages: shown }], shown.length)
      const sheets = new Set(waitingSheets(record(id), document).map(({ page }) => page))
      rows.push(
        ...shown.map((page, at) => ({
          document: id,
          index: from + at,
          page,
          turn: turnOf(document, page.id),
          state: stateOf(document, page),
          isBlank: known.get(page.id)?.isBlank === true,
          isSheet: sheets.has(from + at),
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
