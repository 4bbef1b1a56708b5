import type { DeskApi } from '../../domain/api.ts'
import type { authorityApi } from '../../domain/authority-api.ts'
import type { BagApi } from '../../domain/bag-api.ts'
import type { CareApi } from '../../domain/care-api.ts'
import type { FaultReport } from '../../domain/fault.ts'
import { kindOf, type RecordId, type Vector } from '../../domain/op.ts'
import type { PackageApi } from '../../domain/package-api.ts'
import type { Receipt } from '../../domain/receipt.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SecurityApi } from '../../domain/security-api.ts'
import type { syncApi } from '../../domain/sync-api.ts'
import type { UndoApi } from '../../domain/undo-api.ts'
import type { WorkspaceApi } from '../../domain/workspace-api.ts'
import { createAssembleDesk } from './assemble/assemble-desk.ts'
import type { WriteLabels } from './assemble/label-handlers.ts'
import { type CaseWorkPorts, createCaseDesk } from './case-desk.ts'
import { conflictHandlers } from './conflicts/conflict-handlers.ts'
import { createDepositDesk, type DepositDesk } from './deposit-desk.ts'
import type { WriteDocument } from './export-handlers.ts'
import type { IndexWriter } from './index-feed.ts'
import { createIndexer, type WalkedRecords } from './indexer.ts'
import { createIntakeDesk } from './intake-desk.ts'
import type { Isolation } from './isolation.ts'
import type { History } from './journal/walk-back.ts'
import { createPageImages, type PageImages } from './page-images.ts'
import { createPaperDesk } from './paper-desk.ts'
import type { Blobs, Derived, Records } from './ports.ts'
import type { ExtractFields, Reader } from './reader.ts'
import { readingHandlers } from './reading-handlers.ts'
import { createReadingQueue } from './reading-queue.ts'
import type { KeptReadingSetting } from './reading-setting.ts'
import { type CaptureParts, createCaptureDesk } from './scan/capture-desk.ts'
import { type Search, searchHandlers } from './search-handlers.ts'
import { isolateIfSecret } from './secret-gate.ts'
import { viewerHandlers } from './viewing/viewer-handlers.ts'
import type { KeptWaitingList } from './waiting-files.ts'

/** The calls that the desk answers itself; those of the line are joined in `compose.ts`. */
type OwnApi = Omit<
  DeskApi,
  | 'connect'
  | 'syncNow'
  | 'syncStatus'
  | keyof SecurityApi
  | keyof CareApi
  | keyof UndoApi
  | keyof typeof authorityApi
  | keyof PackageApi
  | keyof BagApi
  | keyof typeof syncApi
  | keyof WorkspaceApi
>

export interface DeskPorts extends CaseWorkPorts {
  readonly vault: Records &
    History &
    WalkedRecords & {
      vector(): Vector
      readonly station: { readonly id: string }
      readonly blobs: Blobs
      readonly derived: Derived
      readonly index: Search & IndexWriter
    }
  readonly reader: Reader
  /** Opens what has to be drawn for somebody who looks at it, beside all reading. */
  readonly viewer: Pick<Reader, 'openSource'>
  readonly extract: ExtractFields
  readonly receipts: () => readonly Receipt[]
  readonly lanes: number
  readonly readingSetting: KeptReadingSetting
  readonly waitingList: KeptWaitingList
  readonly capture: CaptureParts
  /** @throws Fault 'disk-full' where so much would leave too little room for edits */
  readonly assertRoom: (sizeBytes: number) => Promise<void>
  readonly writeDocument: WriteDocument
  readonly writeLabels: WriteLabels
  /** Writes down that a document is taken out. */
  readonly noteExport: (document: RecordId) => Promise<void>
}

/** Everything a clerk does with an open vault. */
export interface Desk {
  readonly handlers: Handlers<OwnApi>
  /** Of every page that is not isolated. */
  readonly images: Pick<PageImages, 'get' | 'sizes'>
  /** Why background work stands still, to be told to the clerk. */
  problems(): readonly FaultReport[]
  /** On battery the machine reads more slowly. */
  setOnBattery(isOnBattery: boolean): void
  /** Tells the background work what was saved. */
  changed(ids: readonly RecordId[]): void
  /** Resolves when all that came in is taken, read and findable. */
  settled(): Promise<void>
  close(): Promise<void>
}

export function createDesk(ports: DeskPorts): Desk {
  const parts = createParts(ports)
  const { queue, images, intake, capture, papers, assembly, cases, indexer } = parts
  queue.wake()
  return {
    images: parts.shown,
    handlers: handlersOf(ports, parts),
    setOnBattery: queue.setOnBattery,
    problems: () => [queue.problem()].filter((problem) => problem !== null),
    changed: (ids) => {
      papers.changed(ids)
      assembly.changed(ids)
      cases.changed(ids)
      indexer.changed(ids)
      // What was taken back may want its fields found anew.
      if (ids.some((id) => kindOf(id) === 'doc')) queue.wake()
    },
    settled: async () => {
      await capture.settled()
      await intake.settled()
      await papers.settled()
      await assembly.settled()
      await queue.settled()
      await indexer.settled()
    },
    close: async () => {
      await capture.close()
      await papers.close()
      await assembly.settled()
      await intake.close()
      await queue.close()
      await images.close()
      await indexer.close()
    },
  }
}

/** What works at a desk, joined. */
function createParts(ports: DeskPorts) {
  const { vault, reader, authority, surroundings } = ports
  const { blobs, derived, index } = vault
  const types = () => authority().documentTypes.entries
  const images = createPageImages({ blobs, derived, reader: ports.viewer })
  const queue = createReadingQueue({
    records: vault,
    blobs,
    reader,
    images,
    extract: ports.extract,
    types,
    surroundings,
    lanes: ports.lanes,
    setting: ports.readingSetting,
    isolateIfSecret: (read) => isolateIfSecret({ records: vault, surroundings }, read),
  })
  const pages = { ...ports, records: vault, blobs, types, onJoined: queue.wake, readApart: queue.apart }
  const intake = createIntakeDesk({ ...pages, images, queue })
  const take = (paths: readonly string[]) =>
    intake.handlers.startBatch({ paths: [...paths], isStatementMade: true })
  const deposits = createDepositDesk({ records: vault, surroundings, receipts: ports.receipts })
  const store = { records: vault, log: vault, station: vault.station.id, blobs, search: index }
  return {
    types,
    images,
    queue,
    intake,
    deposits,
    capture: createCaptureDesk({ ...pages, queue, take }),
    indexer: createIndexer({ records: vault, blobs, index, surroundings }),
    papers: createPaperDesk(pages),
    assembly: createAssembleDesk(pages),
    cases: createCaseDesk({ ...ports, ...store, deposits }),
    shown: shownImages(images, intake.isolation.assertShown),
  }
}

function handlersOf(ports: DeskPorts, parts: ReturnType<typeof createParts>): Desk['handlers'] {
  const { vault } = ports
  const { blobs, index } = vault
  const { queue, deposits } = parts
  const searching = { records: vault, blobs, search: index, documentTypes: parts.types }
  return {
    ...parts.papers.handlers,
    ...parts.assembly.handlers,
    ...parts.cases.handlers,
    ...searchHandlers({ ...searching, believed: deposits.believed, status: parts.indexer.status }),
    ...parts.intake.handlers,
    ...parts.capture.handlers,
    ...readingHandlers({ records: vault, queue, incoming: parts.intake.incoming }),
    ...viewerHandlers({ records: vault, blobs, images: parts.shown }),
    ...depositHandlers(deposits),
    ...conflictHandlers({ ...ports, records: vault, station: vault.station.id }),
  }
}

/** The images of all pages but those that are isolated. */
function shownImages(
  images: PageImages,
  assertShown: Isolation['assertShown'],
): Pick<PageImages, 'get' | 'sizes'> {
  return {
    sizes: images.sizes,
    get: async (page, size, signal) => {
      assertShown(page)
      return images.get(page, size, signal)
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
