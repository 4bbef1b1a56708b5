import type { AssembleApi } from '../../../domain/assemble-api.ts'
import type { RecordId } from '../../../domain/op.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import type { Surroundings } from '../ports.ts'
import { contentsHandlers } from './contents-handlers.ts'
import { type LabelPorts, labelHandlers } from './label-handlers.ts'
import type { PageChangePorts } from './page-change.ts'
import { pageHandlers } from './page-handlers.ts'
import { createPageKeeper } from './page-keeper.ts'

interface AssemblePorts extends PageChangePorts, Omit<LabelPorts, 'surroundings'> {
  readonly surroundings: Surroundings
  /** Hears that the fields of a document are to be found anew. */
  readonly onJoined: () => void
}

/** Putting case files together: order, pages, sheets, notes, places and labels. */
export interface AssembleDesk {
  readonly handlers: Handlers<AssembleApi>
  /** Hears what was saved or came from elsewhere. */
  changed(ids: readonly RecordId[]): void
  settled(): Promise<void>
}

export function createAssembleDesk(ports: AssemblePorts): AssembleDesk {
  const keeper = createPageKeeper(ports)
  return {
    handlers: { ...contentsHandlers(ports.records), ...pageHandlers(ports), ...labelHandlers(ports) },
    changed: keeper.changed,
    settled: keeper.settled,
  }
}
