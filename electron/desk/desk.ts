import type { DeskApi } from '../../domain/api.ts'
import type { Authority } from '../../domain/authority.ts'
import type { CareApi } from '../../domain/care-api.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { RecordId, Vector } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SecurityApi } from '../../domain/security-api.ts'
import type { UndoApi } from '../../domain/undo-api.ts'
import { caseFileHandlers } from './case-file-handlers.ts'
import { createDepositDesk, type DepositDesk } from './deposit-desk.ts'
import type { WriteDocument } from './export-handlers.ts'
import type { IndexWriter } from './index-feed.ts'
import { createIndexer, type WalkedRecords } from './indexer.ts'
import { createIntakeDesk } from './intake-desk.ts'
import { overviewHandlers } from './overview-handlers.ts'
import { createPageImages, type PageImages } from './page-images.ts'
import { createPaperDesk } from './paper-desk.ts'
import { planHandlers } from './plan-handlers.ts'
import type { Blobs, Derived, Records, Surroundings } from './ports.ts'
import type { ExtractFields, Reader } from './reader.ts'
import { readingHandlers } from './reading-handlers.ts'
import { createReadingQueue } from './reading-queue.ts'
import type { KeptReadingSetting } from './reading-setting.ts'
import { type Search, searchHandlers } from './search-handlers.ts'
import { isolateIfSecret } from './secret-gate.ts'
import type { KeptWaitingList } from './waiting-files.ts'

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
  readonly readingSetting: KeptReadingSetting
  readonly waitingList: KeptWaitingList
  /** @throws Fault 'disk-full' where so much would leave too little room for edits */
  readonly assertRoom: (sizeBytes: number) => Promise<void>
  readonly writeDocument: WriteDocument
  /** Writes down that a document is taken out. */
  readonly noteExport: (document: RecordId) => Promise<void>
}

/** Everything a clerk does with an open vault. */
export interface Desk {
  readonly handlers: Handlers<OwnApi>
  /** Of every page that is not isolated. */
  readonly images: Pick<PageImages, 'get'>
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
    setting: ports.readingSetting,
    isolateIfSecret: (read) => isolateIfSecret({ records: vault, surroundings }, read),
  })
  const intake = createIntakeDesk({ ...ports, records: vault, blobs, images, queue })
  const indexer = createIndexer({ records: vault, blobs, index, surroundings })
  const deposits = createDepositDesk({ records: vault, surroundings, receipts: ports.receipts })
  const types = authority.documentTypes.entries
  const papers = createPaperDesk({ ...ports, records: vault, blobs, types, onJoined: queue.wake })
  const searching = { records: vault, blobs, search: index, documentTypes: types }
  queue.wake()
  return {
    images: {
      get: async (page, size) => {
        intake.isolation.assertShown(page)
        return images.get(page, size)
      },
    },
    handlers: {
      ...papers.handlers,
      ...planHandlers({ records: vault, deposits }),
      ...caseFileHandlers({ records: vault, surroundings, deposits }),
      ...overviewHandlers({ records: vault, deposits }),
      ...searchHandlers({ ...searching, believed: deposits.believed, status: indexer.status }),
      ...intake.handlers,
      ...readingHandlers({ records: vault, queue }),
      ...depositHandlers(deposits),
    },
    problems: () => [queue.problem()].filter((problem) => problem !== null),
    changed: (ids) => {
      papers.changed(ids)
      indexer.changed(ids)
    },
    settled: async () => {
      await intake.settled()
      await papers.settled()
      await queue.settled()
      await indexer.settled()
    },
    close: async () => {
      await papers.close()
      await intake.close()
      await queue.close()
      await indexer.close()
    },
  }
}

function depositHandlers(
  deposits: DepositDesk,
): Handlers<Pick<DeskApi, 'deposits' | 'depositFiles' | 'createDeposit'>> {
  return {
    deposits: async (span) => deposits.list(span),
    depositFiles: async ({ id, ...span }) => deposits.files(id, span),
    createDeposit: async ({ caseFiles }) => ({ id: await deposits.create(caseFiles) }),
  }
}
