import type { EngineEvent } from '../../domain/api.ts'
import type { CareApi, CareState, RestoreApi, SpaceState } from '../../domain/care-api.ts'
import type { Handlers } from '../../domain/rpc.ts'

/** How well a vault in memory is looked after; a test may say otherwise. */
export interface MemoryCare {
  care: CareState
  space: SpaceState
  /** Faults of the backup that is restored next. */
  backupFaults: number
}

export function aCare(part: Partial<MemoryCare> = {}): MemoryCare {
  return {
    care: {
      work: { kind: 'idle' },
      lastBackup: null,
      isBackupDue: false,
      remindAfterDays: 7,
      lastCheck: null,
      problem: null,
      risks: [],
    },
    space: { freeBytes: 50_000_000_000, isLow: false, hasBallast: true },
    backupFaults: 0,
    ...part,
  }
}

export function careHandlers(
  kept: MemoryCare,
  { emit, turn }: { readonly emit: (event: EngineEvent) => void; readonly turn: (kind: 'locked') => void },
): Handlers<CareApi & RestoreApi> {
  const change = (part: Partial<CareState>): null => {
    kept.care = { ...kept.care, ...part }
    emit({ name: 'careChanged', payload: {} })
    return null
  }
  return {
    backupState: async () => kept.care,
    spaceState: async () => kept.space,
    startBackup: async ({ folder }) =>
      change({
        isBackupDue: false,
        lastBackup: {
          folder,
          time: '2026-11-20T02:00:00.000Z',
          copiedFiles: 12,
          copiedBytes: 3_000_000,
          keptFiles: 0,
          keptBytes: 0,
        },
      }),
    checkVault: async ({ isFast }) =>
      change({
        lastCheck: {
          time: '2026-11-20T02:00:00.000Z',
          isFast,
          faults: [],
          facts: {
            origins: 1,
            ops: 10,
            records: 4,
            blobs: 3,
            blobBytes: 900_000,
            orphanBlobs: 0,
            blobsElsewhere: 0,
            quarantined: 0,
            leftovers: 0,
            tornLogs: 0,
            index: 'covers',
          },
        },
      }),
    cancelBackup: async () => change({ work: { kind: 'idle' } }),
    restoreVault: async () => {
      if (kept.backupFaults > 0) return { kind: 'refused', faults: kept.backupFaults }
      turn('locked')
      return { kind: 'restored', time: '2026-11-20T02:00:00.000Z', files: 12 }
    },
  }
}
