import { Fault } from '../../domain/fault.ts'
import type { Edit, RecordId } from '../../domain/op.ts'
import type { Records, Surroundings } from './ports.ts'

/** Joins what several PCs did with the same pages when their edits meet, so that each page stands in one document. */
export interface OverlapKeeper {
  /** Hears what was saved or came from elsewhere. */
  changed(ids: readonly RecordId[]): void
  settled(): Promise<void>
}

export interface KeeperPorts {
  readonly records: Pick<Records, 'record' | 'append'>
  readonly surroundings: Pick<Surroundings, 'onBug'>
  /** Hears that a document is there whose fields are to be found anew. */
  readonly onJoined: () => void
}

/** One way in which edits of several PCs overlap. */
export interface Overlap {
  /** Names the work where it fails as a bug. */
  readonly name: string
  /** The documents that what changed may have made rivals. */
  readonly rivals: (ids: readonly RecordId[]) => Iterable<RecordId>
  /** What joins the rivals of a document; nothing where there are none any more. */
  readonly join: (id: RecordId) => readonly Edit[]
}

export function createOverlapKeeper(
  { records, surroundings, onJoined }: KeeperPorts,
  overlap: Overlap,
): OverlapKeeper {
  let work: Promise<void> = Promise.resolve()
  const join = async (id: RecordId): Promise<void> => {
    const edits = overlap.join(id)
    if (edits.length === 0) return
    try {
      await records.append(edits)
      onJoined()
    } catch (error) {
      // In a case file that is not open nothing is changed; where it is a conflict, it stays and is shown.
      if (!(error instanceof Fault)) throw error
    }
  }
  return {
    changed: (ids) => {
      for (const id of overlap.rivals(ids)) {
        work = work.then(() => join(id)).catch((error: unknown) => surroundings.onBug(overlap.name, error))
      }
    },
    settled: () => work,
  }
}
