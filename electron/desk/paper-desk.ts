import type { DeskApi } from '../../domain/api.ts'
import type { RecordId } from '../../domain/op.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SureApi } from '../../domain/sure-api.ts'
import type { PageChangePorts } from './assemble/page-change.ts'
import { type DocumentApi, documentHandlers } from './document-handlers.ts'
import { createExports, type WriteDocument } from './export-handlers.ts'
import type { Surroundings } from './ports.ts'
import { splitHandlers } from './split-handlers.ts'
import { createSplitKeeper } from './split-keeper.ts'
import { sureHandlers } from './sure-handlers.ts'

type PaperApi = DocumentApi &
  SureApi &
  Pick<DeskApi, 'splitDocument' | 'dismissSplits' | 'exportDocument' | 'cancelExport'>

export interface PaperPorts extends PageChangePorts {
  readonly surroundings: Surroundings
  readonly writeDocument: WriteDocument
  /** Writes down that a document is taken out. */
  readonly noteExport: (document: RecordId) => Promise<void>
  /** Hears that the fields of a document are to be found anew. */
  readonly onJoined: () => void
}

/** Single documents: review, filing, cutting, taking out. */
export interface PaperDesk {
  readonly handlers: Handlers<PaperApi>
  /** Hears what was saved or came from elsewhere. */
  changed(ids: readonly RecordId[]): void
  settled(): Promise<void>
  close(): Promise<void>
}

export function createPaperDesk(ports: PaperPorts): PaperDesk {
  const splits = createSplitKeeper(ports)
  const exports = createExports({ ...ports, write: ports.writeDocument })
  return {
    handlers: {
      ...documentHandlers(ports),
      ...splitHandlers(ports),
      ...sureHandlers(ports),
      ...exports.handlers,
    },
    changed: splits.changed,
    settled: splits.settled,
    close: async () => {
      await exports.close()
      await splits.settled()
    },
  }
}
