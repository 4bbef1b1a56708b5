import type { RecordId } from '../../domain/op.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { type BatchApi, batchHandlers } from './batch-handlers.ts'
import { createIntake } from './intake.ts'
import { createIsolation, type Isolation } from './isolation.ts'
import type { PageImages } from './page-images.ts'
import type { Blobs, Records, Surroundings } from './ports.ts'
import type { Reader } from './reader.ts'
import type { KeptWaitingList } from './waiting-files.ts'

interface IntakeDeskPorts {
  readonly records: Records
  readonly blobs: Blobs
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
  readonly handlers: Handlers<BatchApi>
  readonly isolation: Isolation
  settled(): Promise<void>
  close(): Promise<void>
}

/** Goes on at once with what an earlier run left waiting. */
export function createIntakeDesk(ports: IntakeDeskPorts): IntakeDesk {
  const { queue, surroundings } = ports
  const intake = createIntake({ ...ports, list: ports.waitingList, onTaken: queue.wake })
  const isolation = createIsolation({ ...ports, onReleased: queue.wake })
  const handlers = batchHandlers({ records: ports.records, intake, isolation })
  const resuming = intake.resume().catch((error: unknown) => surroundings.onBug('intake', error))
  return {
    isolation,
    handlers: {
      ...handlers,
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
