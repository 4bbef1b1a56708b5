import type { DeskApi } from '../../domain/api.ts'
import type { DocumentType } from '../../domain/authority.ts'
import type { RecordId } from '../../domain/op.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { type DocumentApi, documentHandlers } from './document-handlers.ts'
import { createExports, type WriteDocument } from './export-handlers.ts'
import type { Blobs, Records, Surroundings } from './ports.ts'
import type { ExtractFields } from './reader.ts'
import { splitHandlers } from './split-handlers.ts'
import { createSplitKeeper } from './split-keeper.ts'

type PaperApi = DocumentApi &
  Pick<DeskApi, 'splitDocument' | 'dismissSplits' | 'exportDocument' | 'cancelExport'>

export interface PaperPorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly extract: ExtractFields
  readonly types: () => readonly DocumentType[]
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
    handlers: { ...documentHandlers(ports), ...splitHandlers(ports), ...exports.handlers },
    changed: splits.changed,
    settled: splits.settled,
    close: async () => {
      await exports.close()
      await splits.settled()
    },
  }
}
