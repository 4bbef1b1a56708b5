import { Fault } from '../../../domain/fault.ts'
import type { RecordId } from '../../../domain/op.ts'
import { joinMoves, takersOf } from '../../../domain/page-overlap.ts'
import type { Records, Surroundings } from '../ports.ts'

/** Joins what several PCs did with the same pages when their edits meet, so that each page stands in one document. */
export interface PageKeeper {
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

export function createPageKeeper({ records, surroundings, onJoined }: KeeperPorts): PageKeeper {
  let work: Promise<void> = Promise.resolve()
  const join = async (id: RecordId): Promise<void> => {
    const edits = joinMoves(id, records.record)
    if (edits.length === 0) return
    try {
      await records.append(edits)
      onJoined()
    } catch (error) {
      // In a case file that is not open nothing is changed.
      if (!(error instanceof Fault)) throw error
    }
  }
  return {
    changed: (ids) => {
      const takers = new Set(ids.flatMap((id) => takersOf(id, records.record)))
      for (const id of takers) {
        if (joinMoves(id, records.record).length === 0) continue
        work = work.then(() => join(id)).catch((error: unknown) => surroundings.onBug('pages', error))
      }
    },
    settled: () => work,
  }
}
