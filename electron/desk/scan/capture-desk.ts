import type { RecordId } from '../../../domain/op.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import type { ScanApi } from '../../../domain/scan-api.ts'
import type { WatchApi } from '../../../domain/watch-api.ts'
import type { Blobs, Records, Surroundings } from '../ports.ts'
import type { Reader } from '../reader.ts'
import type { KeptWaitingList } from '../waiting-files.ts'
import { createWatchDesk, type WatchPorts } from '../watch/watch-desk.ts'
import type { Kept, KeptSitting } from './kept-sitting.ts'
import { type ScanMemory, scanHandlers } from './scan-desk.ts'
import type { Scanners } from './scan-ports.ts'
import { createSitting } from './sitting.ts'

/** What the scanners and the watched folder need beside what every part of the desk has. */
export interface CaptureParts extends Pick<WatchPorts, 'after' | 'hasBlob' | 'pace'> {
  readonly scanners: Scanners
  readonly sitting: Kept<KeptSitting>
  readonly memory: Kept<ScanMemory>
  readonly watch: WatchPorts['setting']
}

interface CapturePorts {
  readonly capture: CaptureParts
  readonly records: Records
  readonly blobs: Blobs
  readonly reader: Reader
  readonly surroundings: Surroundings
  readonly assertRoom: (sizeBytes: number) => Promise<void>
  readonly waitingList: KeptWaitingList
  readonly userName: () => string
  /** Takes files in; resolved = what waits is durable. */
  readonly take: (paths: readonly string[]) => Promise<unknown>
  readonly queue: { wake(): void; openBatch(batch: RecordId): void }
}

/** What comes in from scanners, from the clipboard and from the watched folder. */
export interface CaptureDesk {
  readonly handlers: Handlers<ScanApi & WatchApi>
  settled(): Promise<void>
  close(): Promise<void>
}

/** Goes on with the watched folder at once; a sitting that was interrupted waits for a person. */
export function createCaptureDesk(ports: CapturePorts): CaptureDesk {
  const { capture, waitingList, queue } = ports
  const sitting = createSitting({
    ...ports,
    scanners: capture.scanners,
    kept: capture.sitting,
    onTaken: (batch) => {
      queue.openBatch(batch)
      queue.wake()
    },
  })
  const watching = createWatchDesk({
    ...ports,
    ...capture,
    setting: capture.watch,
    isWaiting: (path) => waitingList.value.files.some((file) => file.path === path),
  })
  return {
    handlers: {
      ...scanHandlers({ ...ports, ...capture, sitting }),
      ...watching.handlers,
    },
    settled: sitting.settled,
    close: async () => {
      await watching.close()
      await sitting.close()
    },
  }
}
