import type { CareState } from '../../domain/care-api.ts'
import type { ReadingStatus } from '../../domain/reading-api.ts'
import type { ScanState } from '../../domain/scan-api.ts'
import type { SyncProgress } from '../../domain/sync-api.ts'
import type { LongWork } from '../../domain/window-api.ts'
import type { OpenVault } from './open-vault.ts'

/** What is under way in the background of an open vault, in counts; also while nobody is let in. */
export async function longWorkOf({ dispatch }: Pick<OpenVault, 'dispatch'>): Promise<readonly LongWork[]> {
  const ask = async <T>(name: string): Promise<T | null> => {
    const reply = await dispatch(name, {})
    // The handlers of these names answer so, as the compiler has checked.
    return reply.ok ? (reply.value as T) : null
  }
  const [reading, progress, care, scan] = await Promise.all([
    ask<ReadingStatus>('readingStatus'),
    ask<SyncProgress>('syncProgress'),
    ask<CareState>('backupState'),
    ask<ScanState>('scanState'),
  ])
  return [
    ...(reading === null ? [] : readingWork(reading)),
    ...(progress === null ? [] : sendingWork(progress)),
    ...(care === null ? [] : careWork(care)),
    ...(scan === null ? [] : scanWork(scan)),
  ]
}

function readingWork({ pagesWaiting, isPaused, problem }: ReadingStatus): readonly LongWork[] {
  const isGoing = pagesWaiting > 0 && !isPaused && problem === null
  return isGoing ? [{ kind: 'reading', left: pagesWaiting, done: null }] : []
}

function sendingWork({ blobs, sent, bytesPerSecond, held }: SyncProgress): readonly LongWork[] {
  const left = blobs?.waiting ?? 0
  // What waits for an hour, a line or a person is no work that is under way.
  if (left === 0 || held !== null || bytesPerSecond === null) return []
  return [{ kind: 'sending', left, done: sent.blobs }]
}

function careWork({ work }: CareState): readonly LongWork[] {
  if (work.kind === 'idle') return []
  return [{ kind: work.kind, left: Math.max(1, work.filesTotal - work.filesDone), done: work.filesDone }]
}

function scanWork({ session }: ScanState): readonly LongWork[] {
  if (session?.phase.kind !== 'scanning') return []
  return [{ kind: 'scanning', left: session.pages.length + 1, done: null }]
}
