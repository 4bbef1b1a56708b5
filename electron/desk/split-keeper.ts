import { Fault } from '../../domain/fault.ts'
import { kindOf, type RecordId } from '../../domain/op.ts'
import { hasRivalCuts, joinCuts } from '../../domain/split-overlap.ts'
import type { Records, Surroundings } from './ports.ts'

/** Joins the cuts of several PCs when their edits meet, so that each page stands in one document. */
export interface SplitKeeper {
  /** Hears what was saved or came from elsewhere. */
  changed(ids: readonly RecordId[]): void
  settled(): Promise<void>
}

interface KeeperPorts {
  readonly records: Pick<Records, 'record' | 'append'>
  readonly surroundings: Pick<Surroundings, 'onBug'>
  /** Hears that a document is there whose fields are to be found anew. */
  readonly onJoined: () => void
}

export function createSplitKeeper({ records, surroundings, onJoined }: KeeperPorts): SplitKeeper {
  let work: Promise<void> = Promise.resolve()
  const join = async (id: RecordId): Promise<void> => {
    const edits = hasRivalCuts(records.record(id)) ? joinCuts(id, records.record) : []
    if (edits.length === 0) return
    try {
      await records.append(edits)
      onJoined()
    } catch (error) {
      // In a case file that is not open nothing is changed; the conflict stays and is shown.
      if (!(error instanceof Fault)) throw error
    }
  }
  return {
    changed: (ids) => {
      const rivals = ids.filter((id) => kindOf(id) === 'doc' && hasRivalCuts(records.record(id)))
      for (const id of rivals) {
        work = work.then(() => join(id)).catch((error: unknown) => surroundings.onBug('split', error))
      }
    },
    settled: () => work,
  }
}
