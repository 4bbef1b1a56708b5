import type { EngineApi } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type {
  Conflict,
  ConflictSide,
  conflictApi,
  SyncItem,
  SyncProgress,
  SyncSetting,
  syncApi,
} from '../../domain/sync-api.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { pageOf } from './memory-rows.ts'

/** What a memory engine says of its sending, and of what several PCs wrote differently. */
export interface MemorySending {
  progress: SyncProgress
  items: SyncItem[]
  setting: SyncSetting
  conflicts: Conflict[]
}

export function aSending(part: Partial<MemorySending> = {}): MemorySending {
  return { progress: aProgress(), items: [], setting: freeSetting, conflicts: [], ...part }
}

/** Scans travel at any time, over any network, as fast as they can. */
export const freeSetting: SyncSetting = {
  hours: null,
  networks: null,
  kilobitsPerSecond: null,
  isPaused: false,
}

/** Nothing is left, and nothing moves. */
export function aProgress(part: Partial<SyncProgress> = {}): SyncProgress {
  return {
    unsentOps: 0,
    blobs: { waiting: 0, refused: 0, bytesLeft: 0 },
    sent: { ops: 0, blobs: 0, bytes: 0 },
    bytesPerSecond: null,
    secondsLeft: null,
    held: null,
    networks: ['Văn phòng xã'],
    ...part,
  }
}

/** The `n`th file: it waits and belongs to nothing. */
export function anItem(n: number, part: Partial<SyncItem> = {}): SyncItem {
  return {
    sha: n.toString(16).padStart(64, 'a'),
    document: null,
    caseFile: null,
    sizeBytes: 1_048_576,
    sentBytes: 0,
    state: 'waiting',
    isUrgent: false,
    reason: null,
    ...part,
  }
}

/** The `n`th side: written at the PC with that place. */
export function aSide(n: number, part: Partial<ConflictSide> = {}): ConflictSide {
  return {
    op: `${'abcdefg'.charAt(n).repeat(16)}:0:1`,
    by: `Người ${n}`,
    station: { id: 'abcdefg'.charAt(n).repeat(16), isOwn: n === 1, ordinal: n },
    time: '2026-11-20T03:00:00.000Z',
    text: `giá trị ${n}`,
    told: null,
    isRemoved: false,
    ...part,
  }
}

export function aConflict(part: Pick<Conflict, 'record' | 'path' | 'label'> & Partial<Conflict>): Conflict {
  return {
    kind: part.record.slice(0, part.record.indexOf('_')),
    title: '',
    element: '',
    sides: [aSide(1), aSide(2)],
    canKeepBoth: false,
    ...part,
  }
}

/** Sending over a plain array: what is asked for happens at once. */
export function sendingHandlers({
  vault,
  emit,
}: MemoryParts): Handlers<Pick<EngineApi, keyof typeof syncApi>> {
  const changed = (): null => {
    emit({ name: 'syncChanged', payload: {} })
    return null
  }
  const change = (isMeant: (item: SyncItem) => boolean, part: Partial<SyncItem>): null => {
    vault.sending.items = vault.sending.items.map((item) => (isMeant(item) ? { ...item, ...part } : item))
    return changed()
  }
  return {
    syncProgress: async () => vault.sending.progress,
    syncItems: async (span) => pageOf(vault.sending.items, span),
    retrySyncItem: async ({ sha }) => change((item) => item.sha === sha, { state: 'sending', reason: null }),
    stopSyncItem: async ({ sha }) => change((item) => item.sha === sha, { state: 'waiting' }),
    setSyncUrgent: async ({ caseFile, isUrgent }) =>
      change((item) => item.caseFile?.id === caseFile, { isUrgent }),
    syncSetting: async () => vault.sending.setting,
    setSyncSetting: async (setting) => {
      vault.sending.setting = setting
      vault.sending.progress = { ...vault.sending.progress, held: setting.isPaused ? 'paused' : null }
      return changed()
    },
  }
}

/** Conflicts as a plain list: what is settled leaves it. */
export function conflictHandlers({
  vault,
  changed,
}: MemoryParts): Handlers<Pick<EngineApi, keyof typeof conflictApi>> {
  const leave = (record: string, path: string): null => {
    const { sending } = vault
    const left = sending.conflicts.filter((other) => other.record !== record || other.path !== path)
    if (left.length === sending.conflicts.length) {
      throw new Fault('conflict', 'settled meanwhile', { detail: { reason: 'changed' } })
    }
    sending.conflicts = left
    changed(record)
    return null
  }
  return {
    conflicts: async (span) => pageOf(vault.sending.conflicts, span),
    settleConflict: async ({ record, path }) => leave(record, path),
    keepBoth: async ({ record, path }) => leave(record, path),
  }
}
