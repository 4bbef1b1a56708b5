import type { EngineEvent } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { UpdateApi, UpdateOffer, UpdateState } from '../../domain/update/update-api.ts'
import { updateFault } from '../../domain/update/update-refusal.ts'

const first: UpdateState = {
  version: '0.1.0',
  electron: '45.4.1',
  vaultFormat: 1,
  trustedKeys: 1,
  opened: null,
  updatedFrom: null,
  migrated: null,
}

const offer: UpdateOffer = {
  path: '',
  version: '0.2.0',
  notes: { vi: 'Quét nhanh hơn.', en: 'Faster scanning.' },
  createdAt: '2026-11-20T02:00:00.000Z',
  neededBytes: 200_000_000,
  freeBytes: 50_000_000_000,
  changesVault: true,
  way: 'installer',
}

/** What a program in memory tells of itself; a test may say otherwise. */
export interface MemoryUpdate {
  state: UpdateState
  offer: UpdateOffer
}

export function anUpdate(part: Partial<UpdateState> = {}, offered: Partial<UpdateOffer> = {}): MemoryUpdate {
  return { state: { ...first, ...part }, offer: { ...offer, ...offered } }
}

/** Replaces nothing; the name of a file says what becomes of it: `lạ` was signed by nobody known, `hỏng` does not install. */
export function updateHandlers(
  kept: MemoryUpdate,
  { emit, lock }: { readonly emit: (event: EngineEvent) => void; readonly lock: () => void },
): Handlers<UpdateApi> {
  return {
    updateState: async () => kept.state,
    checkUpdate: async ({ path }) => {
      emit({
        name: 'updateProgress',
        payload: { step: 'checking', bytesDone: 1_048_576, bytesTotal: 2_097_152 },
      })
      if (path.includes('lạ')) throw updateFault('key', 'unknown', { detail: { key: '0123456789abcdef' } })
      if (path.includes('mất')) throw new Fault('file-missing', 'gone', { detail: { reason: 'update' } })
      return { ...kept.offer, path }
    },
    installUpdate: async ({ path }) => {
      const { version, way } = kept.offer
      if (way === 'by-hand')
        return { kind: 'by-hand', version, path: `/home/can-bo/updates/${version}/goi.deb` }
      lock()
      if (path.includes('hỏng')) {
        throw updateFault('install', 'failed', { detail: { exit: 1, said: 'dpkg: error', path } })
      }
      return { kind: way === 'setup' ? 'started' : 'installed', version }
    },
    cancelUpdate: async () => null,
    noteUpdateSeen: async () => {
      kept.state = { ...kept.state, opened: null, updatedFrom: null, migrated: null }
      return null
    },
  }
}
