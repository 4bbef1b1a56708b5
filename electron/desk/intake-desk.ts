import type { BatchPagesApi } from '../../domain/batch-pages-api.ts'
import type { RecordId } from '../../domain/op.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { LabelPorts } from './assemble/label-handlers.ts'
import type { PageChangePorts } from './assemble/page-change.ts'
import { type BatchApi, batchHandlers } from './batch-handlers.ts'
import { createBatchDocuments } from './batch-pages/batch-documents.ts'
import { batchPagesHandlers } from './batch-pages/batch-pages-desk.ts'
import { createPageFactsReader } from './complete/page-facts-reader.ts'
import { createIntake } from './intake.ts'
import { createIsolation, type Isolation } from './isolation.ts'
import type { PageImages } from './page-images.ts'
import type { Surroundings } from './ports.ts'
import type { Reader } from './reader.ts'
import type { KeptWaitingList } from './waiting-files.ts'

interface IntakeDeskPorts extends PageChangePorts, Omit<LabelPorts, 'surroundings'> {
  readonly reader: Reader
  readonly images: PageImages
  readonly surroundings: Surroundings
  readonly waitingList: KeptWaitingList
  /** @throws Fault 'disk-full' where so much would leave too little room for edits */
  readonly assertRoom: (sizeBytes: number) => Promise<void>
  /** What was taken or released can be read. */
  readonly queue: { wake(): void; openBatch(batch: RecordId): void }
}

/** What comes in, and what should not have. */
export interface IntakeDesk {
  readonly handlers: Handlers<BatchApi & BatchPagesApi>
  readonly isolation: Isolation
  /** The batches whose files are still coming. */
  incoming(): ReadonlySet<RecordId>
  settled(): Promise<void>
  close(): Promise<void>
}

/** Goes on at once with what an earlier run left waiting. */
export function createIntakeDesk(ports: IntakeDeskPorts): IntakeDesk {
  const { queue, surroundings } = ports
  const intake = createIntake({ ...ports, list: ports.waitingList, onTaken: queue.wake })
  const isolation = createIsolation({ ...ports, onReleased: queue.wake })
  const { records, blobs } = ports
  const handlers = batchHandlers({
    records,
    intake,
    isolation,
    facts: createPageFactsReader(blobs),
    documentsOf: createBatchDocuments(records),
  })
  const resuming = intake.resume().catch((error: unknown) => surroundings.onBug('intake', error))
  return {
    isolation,
    incoming: intake.incoming,
    handlers: {
      ...handlers,
      ...batchPagesHandlers({ ...ports, intake }),
      startBatch: async (chosen) => {
        const made = await handlers.startBatch(chosen)
        queue.openBatch(made.id)
        return made
      },
    },
    settled: async () => {
      await resuming
      await intake.settled()
    },
    close: async () => {
      await resuming
      await intake.close()
    },
  }
}
