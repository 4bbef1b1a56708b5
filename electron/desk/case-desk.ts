import type { Authority } from '../../domain/authority.ts'
import type { RecordId } from '../../domain/op.ts'
import { caseFileHandlers } from './case-file-handlers.ts'
import { completeHandlers } from './complete/complete-handlers.ts'
import type { DepositDesk } from './deposit-desk.ts'
import { formHandlers, type SaveForm } from './forms/form-handlers.ts'
import { journalHandlers } from './journal/journal-handlers.ts'
import type { History } from './journal/walk-back.ts'
import { listHandlers } from './lists/list-handlers.ts'
import { overviewHandlers } from './overview-handlers.ts'
import { fondsPlanHandlers } from './plan/plan-desk.ts'
import { planHandlers } from './plan-handlers.ts'
import type { Blobs, Records, Surroundings } from './ports.ts'
import { depositWatchHandlers } from './progress/deposit-handlers.ts'
import { progressHandlers } from './progress/progress-desk.ts'
import { createFilingMemory } from './propose/filing-memory.ts'
import { proposeHandlers } from './propose/propose-handlers.ts'
import type { Search } from './search-handlers.ts'

/** What the work on case files asks for beside the records. */
export interface CaseWorkPorts {
  /** The law's data as they hold now. */
  readonly authority: () => Authority
  readonly surroundings: Surroundings
  readonly saveForm: SaveForm
  /** Of whoever is signed in. */
  readonly userName: () => string
  /** The place of this PC among the stations of its commune, from 1. */
  readonly stationOrdinal: () => number
}

interface CaseDeskPorts extends CaseWorkPorts {
  readonly records: Records
  readonly log: History
  /** Id of this PC. */
  readonly station: string
  readonly blobs: Blobs
  readonly search: Search
  readonly deposits: DepositDesk
}

/** The file plan, case files from their opening to the archive, their forms, and how far the commune has come. */
export function createCaseDesk(ports: CaseDeskPorts) {
  const { records, surroundings, deposits, authority } = ports
  const memory = createFilingMemory(records)
  const station = { ordinal: ports.stationOrdinal, userName: ports.userName }
  const opening = { createId: surroundings.createId, ...station }
  return {
    handlers: {
      ...proposeHandlers({ records, memory, opening }),
      ...progressHandlers({ ...ports, save: ports.saveForm }),
      ...depositWatchHandlers(ports),
      ...formHandlers({ ...ports, save: ports.saveForm }),
      ...planHandlers({ records, deposits }),
      ...fondsPlanHandlers({ records, surroundings, station, authority }),
      ...caseFileHandlers({ records, opening, deposits }),
      ...completeHandlers(ports),
      ...overviewHandlers({ records, deposits }),
      ...listHandlers(ports),
      ...journalHandlers(ports),
    },
    /** Tells what was saved. */
    changed: (ids: readonly RecordId[]): void => memory.changed(ids),
  }
}
