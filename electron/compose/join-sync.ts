import * as z from 'zod'
import type { DeskApi } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import { RecordId } from '../../domain/op.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { SyncSetting, type syncApi } from '../../domain/sync-api.ts'
import { openFonds } from '../desk/first-records.ts'
import { isIsolatedBlob } from '../desk/isolation.ts'
import { provinceOf, setProvince } from '../desk/province.ts'
import { type BlobPlaces, createBlobPlaces } from '../desk/sync/blob-places.ts'
import { syncHandlers } from '../desk/sync/sync-handlers.ts'
import type { Vault } from '../store/vault.ts'
import { BatchProofs } from '../sync/batch-proofs.ts'
import { emptyMemory, SyncMemory } from '../sync/exchange-runner.ts'
import type { Line, SyncStore } from '../sync/ports.ts'
import { defaultSyncSetting } from '../sync/send-hours.ts'
import { createSyncClient, type SyncClient } from '../sync/sync-client.ts'
import { createMissingBlobs, type MissingBlobs } from './missing-blobs.ts'
import type { Session } from './session.ts'

/** The sync of an open vault, as the engine sees it. */
export interface JoinedSync {
  readonly client: SyncClient
  readonly handlers: Handlers<Pick<DeskApi, 'connect' | 'syncNow' | 'syncStatus' | keyof typeof syncApi>>
  /** These records were saved here, or came from the province. */
  changed(ids: readonly RecordId[]): void
  /** Something that was here is damaged: the province may have it. */
  onDamage(): void
}

interface JoiningPorts {
  readonly vault: Vault
  readonly session: Pick<Session, 'user'>
  readonly line: Line
  readonly missing: MissingBlobs
  /** Something of what `syncStatus` and `syncProgress` tell is another now. */
  readonly onChange: () => void
}

const UrgentFiles = z.array(RecordId)

export async function joinSync({
  vault,
  session,
  line,
  missing,
  onChange,
}: JoiningPorts): Promise<JoinedSync> {
  const places = createBlobPlaces(vault)
  const client = createSyncClient({
    store: syncStore(vault, { missing, places }),
    line,
    memory: await vault.settings('sync', SyncMemory, emptyMemory),
    proofs: await vault.settings('sync-proofs', BatchProofs, []),
    setting: await vault.settings('sync-setting', SyncSetting, defaultSyncSetting),
    urgent: await vault.settings('sync-urgent', UrgentFiles, []),
    connection: {
      get: () => provinceOf(vault),
      set: (connection) => vault.append([setProvince(vault, connection)]),
    },
    onChange,
  })
  return {
    client,
    changed: (ids) => {
      places.look(ids)
      client.wake()
    },
    onDamage: () => {
      missing.lookAgain()
      client.wake()
    },
    handlers: {
      ...syncHandlers({ records: vault, sending: client }),
      syncStatus: async () => client.status(),
      syncNow: async () => {
        await client.syncNow()
        return null
      },
      connect: async ({ url, code }) => {
        const { agencyCode } = openFonds(vault)
        await client.connect({ url, code, name: session.user().name, agencyCode })
        return null
      },
    },
  }
}

/** The part of a vault that its sync may touch. */
export function syncStore(
  vault: Vault,
  known: { readonly missing?: MissingBlobs; readonly places?: BlobPlaces } = {},
): SyncStore {
  const { missing = createMissingBlobs(vault), places = createBlobPlaces(vault) } = known
  return {
    station: vault.station,
    sign: (text) => vault.station.sign(text),
    record: (id) => vault.record(id),
    append: (edits) => vault.append(edits),
    vector: () => vault.vector(),
    unsent: (theirs, limits) => vault.unsent(theirs, limits),
    ingest: (batch, commune) => vault.ingest(batch, commune),
    opsOf: (origin, from, to) => vault.opsOf(origin, from, to),
    openBlob: async (sha) => {
      if (isIsolatedBlob(vault, sha)) throw new Fault('not-found', 'a state secret does not leave the vault')
      return vault.blobs.open(sha)
    },
    hasBlob: async (sha) => !isIsolatedBlob(vault, sha) && (await vault.blobs.has(sha)),
    checkBlob: async (sha) => {
      const isWhole = await vault.care.checkBlob(sha)
      if (!isWhole) missing.lookAgain()
      return isWhole
    },
    placeOf: (sha) => places.of(sha),
    missingBlobs: () => missing.list(),
    storeBlob: async (sha, bytes) => {
      await vault.care.space.assertRoom(0)
      await vault.blobs.put(bytes, sha)
    },
  }
}
