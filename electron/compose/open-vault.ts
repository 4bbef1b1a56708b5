import { type AppStatus, type DeskApi, deskApi } from '../../domain/api.ts'
import type { Authority } from '../../domain/authority.ts'
import { createDispatcher, type Handlers, type Reply } from '../../domain/rpc.ts'
import { createDesk, type Desk } from '../desk/desk.ts'
import { openFonds, userName } from '../desk/first-records.ts'
import type { Surroundings } from '../desk/ports.ts'
import { provinceOf, setProvince } from '../desk/province.ts'
import { extractFields } from '../digitise/extract/extract-fields.ts'
import type { ForkReader, ReaderPool } from '../digitise/reader-pool.ts'
import type { Vault, VaultPorts } from '../store/vault.ts'
import { emptyMemory, SyncMemory } from '../sync/exchange-runner.ts'
import type { Line, SyncStore } from '../sync/ports.ts'
import { createSyncClient, type SyncClient } from '../sync/sync-client.ts'

/** A demonstration's province, shown to the newcomer. */
export type Demo = NonNullable<Extract<AppStatus, { kind: 'open' }>['demo']>

export interface AppPorts {
  readonly vaultFolder: string
  readonly assetsFolder: string
  readonly fork: ForkReader
  /** Reader processes side by side. */
  readonly readers: number
  readonly surroundings: Surroundings
  readonly line: Line
  readonly demo: Demo | null
}

/** What every vault shares. */
export interface Parts {
  readonly ports: AppPorts
  readonly authority: Authority
  readonly reader: ReaderPool
}

export interface OpenVault {
  readonly vault: Vault
  readonly desk: Desk
  dispatch(name: string, input: unknown): Promise<Reply>
  close(): Promise<void>
}

export function storePorts({ surroundings }: AppPorts): VaultPorts {
  return { clock: surroundings.clock, createId: surroundings.createId }
}

/** Joins the engines around an open vault. */
export async function joinVault({ ports, authority, reader }: Parts, vault: Vault): Promise<OpenVault> {
  const { surroundings } = ports
  vault.setAuthor(userName(vault))
  const memory = await vault.settings('sync', SyncMemory, emptyMemory)
  const sync = createSyncClient({
    store: syncStore(vault),
    line: ports.line,
    memory,
    connection: {
      get: () => provinceOf(vault),
      set: (connection) => vault.append([setProvince(vault, connection)]),
    },
    onChange: () => surroundings.emit({ name: 'syncChanged', payload: {} }),
  })
  const desk = createDesk({
    vault,
    reader,
    extract: extractFields,
    authority,
    surroundings,
    receipts: sync.receipts,
    lanes: ports.readers,
  })
  const unsubscribe = vault.onChange((ids, revision) => {
    surroundings.emit({ name: 'recordsChanged', payload: { ids: [...ids], revision } })
    desk.changed(ids)
    sync.wake()
  })
  const handlers = { ...desk.handlers, ...syncHandlers(vault, sync) }
  return {
    vault,
    desk,
    dispatch: createDispatcher(deskApi, handlers, surroundings.onBug),
    close: async () => {
      unsubscribe()
      await sync.close()
      await desk.close()
      await vault.close()
    },
  }
}

/** The part of a vault that its sync may touch. */
export function syncStore(vault: Vault): SyncStore {
  return {
    station: vault.station,
    sign: (text) => vault.station.sign(text),
    record: (id) => vault.record(id),
    append: (edits) => vault.append(edits),
    vector: () => vault.vector(),
    unsent: (theirs, limits) => vault.unsent(theirs, limits),
    ingest: (batch, commune) => vault.ingest(batch, commune),
    openBlob: (sha) => vault.blobs.open(sha),
    hasBlob: (sha) => vault.blobs.has(sha),
  }
}

function syncHandlers(
  vault: Vault,
  sync: SyncClient,
): Handlers<Pick<DeskApi, 'connect' | 'syncNow' | 'syncStatus'>> {
  return {
    syncStatus: async () => sync.status(),
    syncNow: async () => {
      await sync.syncNow()
      return null
    },
    connect: async ({ url, code }) => {
      const { agencyCode } = openFonds(vault)
      await sync.connect({ url, code, name: userName(vault), agencyCode })
      return null
    },
  }
}
