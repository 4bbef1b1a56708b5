import type { DeskApi } from '../../domain/api.ts'
import type { Authority } from '../../domain/authority.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { RecordId, Vector } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import { batchView } from '../../domain/records/batch.ts'
import { isRead } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { caseFileHandlers } from './case-file-handlers.ts'
import { allDocuments } from './contents.ts'
import { createDepositDesk } from './deposit-desk.ts'
import { documentHandlers } from './document-handlers.ts'
import { createIndexer, type IndexWriter } from './indexer.ts'
import { createIntake, type Intake } from './intake.ts'
import { overviewHandlers, type Search } from './overview-handlers.ts'
import { createPageImages, type PageImages } from './page-images.ts'
import type { Blobs, Derived, Records, Surroundings } from './ports.ts'
import type { ExtractFields, Reader } from './reader.ts'
import { createReadingQueue } from './reading-queue.ts'

/** The calls that the desk answers itself; those of the line are joined in `compose.ts`. */
type OwnApi = Omit<DeskApi, 'connect' | 'syncNow' | 'syncStatus'>

export interface DeskPorts {
  readonly vault: Records & {
    vector(): Vector
    readonly blobs: Blobs
    readonly derived: Derived
    readonly index: Search & IndexWriter
  }
  readonly reader: Reader
  readonly extract: ExtractFields
  readonly authority: Authority
  readonly surroundings: Surroundings
  readonly receipts: () => readonly Receipt[]
  readonly lanes: number
}

/** Everything a clerk does with an open vault. */
export interface Desk {
  readonly handlers: Handlers<OwnApi>
  readonly images: PageImages
  /** Why background work stands still, to be told to the clerk. */
  problems(): readonly FaultReport[]
  /** Tells the background work what was saved. */
  changed(ids: readonly RecordId[]): void
  /** Resolves when all that came in is taken, read and findable. */
  settled(): Promise<void>
  close(): Promise<void>
}

export function createDesk(ports: DeskPorts): Desk {
  const { vault, reader, authority, surroundings } = ports
  const { blobs, derived, index } = vault
  const images = createPageImages({ blobs, derived, reader })
  const queue = createReadingQueue({
    records: vault,
    blobs,
    reader,
    images,
    extract: ports.extract,
    types: authority.documentTypes.entries,
    surroundings,
    lanes: ports.lanes,
  })
  const intake = createIntake({ records: vault, blobs, reader, surroundings, onTaken: queue.wake })
  const indexer = createIndexer({ records: vault, blobs, index, surroundings })
  const deposits = createDepositDesk({ records: vault, surroundings, receipts: ports.receipts })
  intake.resume()
  queue.wake()
  return {
    images,
    handlers: {
      ...documentHandlers({ records: vault, blobs }),
      ...caseFileHandlers({ records: vault, surroundings, deposits }),
      ...overviewHandlers({ records: vault, deposits, search: index }),
      ...batchHandlers(vault, intake),
      deposits: async () => deposits.list(),
      createDeposit: async ({ caseFiles }) => ({ id: await deposits.create(caseFiles) }),
    },
    problems: () => [queue.problem()].filter((problem) => problem !== null),
    changed: indexer.changed,
    settled: async () => {
      await intake.settled()
      await queue.settled()
      await indexer.settled()
    },
    close: async () => {
      await intake.close()
      await queue.close()
      await indexer.settled()
    },
  }
}

function batchHandlers(
  records: Records,
  intake: Intake,
): Handlers<Pick<DeskApi, 'startBatch' | 'retrySource' | 'batches'>> {
  return {
    startBatch: async ({ paths }) => ({ id: await intake.start(paths) }),
    retrySource: async ({ batch, index }) => {
      await intake.retry(batch, index)
      return null
    },
    batches: async () => {
      const documents = allDocuments(records)
      return records
        .records('batch')
        .map((record) => {
          const ofBatch = documents.filter((document) => document.batch === record.id)
          const sum = (count: (document: (typeof ofBatch)[number]) => number): number =>
            ofBatch.reduce((total, document) => total + count(document), 0)
          return {
            batch: batchView(record),
            documents: ofBatch,
            pagesTotal: sum((document) => document.pages.length),
            pagesRead: sum((document) => Object.keys(document.texts).length),
            pagesUnread: sum((document) => (isRead(document) ? Object.keys(document.unread).length : 0)),
          }
        })
        .sort((a, b) => (a.batch.createdAt < b.batch.createdAt ? 1 : -1))
    },
  }
}
