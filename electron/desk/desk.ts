import type { DeskApi } from '../../domain/api.ts'
import type { Authority } from '../../domain/authority.ts'
import type { CareApi } from '../../domain/care-api.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { RecordId, Vector } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SecurityApi } from '../../domain/security-api.ts'
import type { UndoApi } from '../../domain/undo-api.ts'
import { batchHandlers } from './batch-handlers.ts'
import { caseFileHandlers } from './case-file-handlers.ts'
import { createDepositDesk } from './deposit-desk.ts'
import { documentHandlers } from './document-handlers.ts'
import type { IndexWriter } from './index-feed.ts'
import { createIndexer, type WalkedRecords } from './indexer.ts'
import { createIntake } from './intake.ts'
import { overviewHandlers } from './overview-handlers.ts'
import { createPageImages, type PageImages } from './page-images.ts'
import { planHandlers } from './plan-handlers.ts'
import type { Blobs, Derived, Records, Surroundings } from './ports.ts'
import type { ExtractFields, Reader } from './reader.ts'
import { createReadingQueue } from './reading-queue.ts'
import { type Search, searchHandlers } from './search-handlers.ts'

/** The calls that the desk answers itself; those of the line are joined in `compose.ts`. */
type OwnApi = Omit<
  DeskApi,
  'connect' | 'syncNow' | 'syncStatus' | keyof SecurityApi | keyof CareApi | keyof UndoApi
>

export interface DeskPorts {
  readonly vault: Records &
    WalkedRecords & {
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
  /** @throws Fault 'disk-full' where so much would leave too little room for edits */
  readonly assertRoom: (sizeBytes: number) => Promise<void>
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
  const { assertRoom } = ports
  const taking = { records: vault, blobs, reader, surroundings, assertRoom }
  const intake = createIntake({ ...taking, onTaken: queue.wake })
  const indexer = createIndexer({ records: vault, blobs, index, surroundings })
  const deposits = createDepositDesk({ records: vault, surroundings, receipts: ports.receipts })
  intake.resume()
  queue.wake()
  return {
    images,
    handlers: {
      ...documentHandlers({ records: vault, blobs }),
      ...planHandlers({ records: vault, deposits }),
      ...caseFileHandlers({ records: vault, surroundings, deposits }),
      ...overviewHandlers({ records: vault, deposits }),
      ...searchHandlers({
        records: vault,
        blobs,
        search: index,
        believed: deposits.believed,
        documentTypes: authority.documentTypes.entries,
        status: indexer.status,
      }),
      ...batchHandlers({ records: vault, intake }),
      deposits: async (span) => deposits.list(span),
      depositFiles: async ({ id, ...span }) => deposits.files(id, span),
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
      await indexer.close()
    },
  }
}
