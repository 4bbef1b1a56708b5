import { type AppStatus, type DeskApi, deskApi } from '../../domain/api.ts'
import type { Authority } from '../../domain/authority.ts'
import { Fault } from '../../domain/fault.ts'
import { kindOf } from '../../domain/op.ts'
import { createDispatcher, type Handlers, type Reply } from '../../domain/rpc.ts'
import { hasCaseFiles, hasDocuments } from '../desk/contents.ts'
import type { Desk } from '../desk/desk.ts'
import { openFonds } from '../desk/first-records.ts'
import { isIsolatedBlob } from '../desk/isolation.ts'
import type { ImageBytes } from '../desk/page-images.ts'
import type { Records, Surroundings } from '../desk/ports.ts'
import { provinceOf, setProvince } from '../desk/province.ts'
import type { ForkReader, ReaderPool } from '../digitise/reader-pool.ts'
import type { Vault, VaultPorts } from '../store/vault.ts'
import { emptyMemory, SyncMemory } from '../sync/exchange-runner.ts'
import type { Line, SyncStore } from '../sync/ports.ts'
import { createSyncClient, type SyncClient } from '../sync/sync-client.ts'
import { createKeeper } from './care.ts'
import { type JoinedAuthority, joinAuthority } from './join-authority.ts'
import { joinSecurity, type Security } from './join-security.ts'
import { createMissingBlobs, type MissingBlobs } from './missing-blobs.ts'
import { openDesk } from './open-desk.ts'
import { createPackages, type Packages } from './packages.ts'
import type { Session } from './session.ts'
import type { PagePlace } from './shown-pages.ts'
import { createUndo, type Undo } from './undo.ts'
import type { UsersBook } from './users-book.ts'

/** A demonstration's province, shown to the newcomer. */
export type Demo = NonNullable<Extract<AppStatus, { kind: 'open' }>['demo']>

export interface AppPorts {
  readonly vaultFolder: string
  readonly assetsFolder: string
  readonly fork: ForkReader
  /** The bundled thread of the search index. */
  readonly indexWorker: string
  /** Reader processes side by side. */
  readonly readers: number
  readonly surroundings: Surroundings
  readonly line: Line
  readonly demo: Demo | null
  /** log2 of scrypt's work for new passphrases; tests take less of it. */
  readonly scryptLogN?: number
  /** How much room is kept free on the disk; tests keep less. */
  readonly space?: VaultPorts['space']
}

/** What every vault shares. */
export interface Parts {
  readonly ports: AppPorts
  /** The law's data as the program came with them. */
  readonly shipped: Authority
  readonly reader: ReaderPool
}

export interface OpenVault {
  readonly vault: Vault
  readonly desk: Desk
  /** The law's data as they hold in this vault. */
  authority(): Authority
  dispatch(name: string, input: unknown): Promise<Reply>
  pageImage(page: PagePlace, size: 'full' | 'thumbnail'): Promise<ImageBytes>
  close(): Promise<void>
}

/** A vault that somebody was let into. */
export interface Entered {
  readonly vault: Vault
  readonly book: UsersBook
  readonly session: Session
}

export function storePorts({ surroundings, indexWorker, scryptLogN, space = {} }: AppPorts): VaultPorts {
  const { clock, createId } = surroundings
  const ports = { clock, createId, indexWorker, space }
  return scryptLogN === undefined ? ports : { ...ports, scryptLogN }
}

/** Joins the engines around an open vault. */
export async function joinVault({ ports, shipped, reader }: Parts, entered: Entered): Promise<OpenVault> {
  const { surroundings } = ports
  const { vault } = entered
  const missing = createMissingBlobs(vault)
  const undo = undoOf(entered)
  const records = { ...vault, append: undo.append }
  const law = await joinAuthority(shipped, records, surroundings)
  const sync = await startSync({ ...ports, onBlobs: law.lookAgain }, vault, missing)
  const security = joinSecurity(entered, surroundings)
  const desk = await openDesk({ ports, reader }, entered, {
    records,
    authority: law.authority,
    receipts: sync.receipts,
    noteExport: security.noteExport,
  })
  const packages = packagesOf({ reader, records, law }, entered, { security, surroundings })
  const unsubscribe = vault.onChange((ids, revision) => {
    surroundings.emit({ name: 'recordsChanged', payload: { ids: [...ids], revision } })
    law.changed(ids)
    desk.changed(ids)
    missing.look(ids)
    sync.wake()
  })
  const onDamage = (): void => {
    missing.lookAgain()
    sync.wake()
  }
  const keeper = await createKeeper({ vault, surroundings, after: ports.line.after, onDamage })
  const handlers = {
    ...desk.handlers,
    ...law.handlers,
    ...packages.handlers,
    ...undo.handlers,
    ...syncHandlers(entered, sync),
    ...security.handlers,
    ...keeper.handlers,
  }
  const dispatch = createDispatcher(deskApi, handlers, surroundings.onBug)
  return {
    vault,
    desk,
    authority: law.authority,
    dispatch: async (name, input) => security.noteAnswer(name, input, await dispatch(name, input)),
    pageImage: async (page, size) => {
      await security.noteImage(page)
      return desk.images.get(page, size)
    },
    close: async () => {
      unsubscribe()
      await packages.close()
      await keeper.close()
      await sync.close()
      await desk.close()
      await law.settled()
      await vault.close()
    },
  }
}

function packagesOf(
  {
    reader,
    records,
    law,
  }: Pick<Parts, 'reader'> & { readonly records: Records; readonly law: JoinedAuthority },
  { vault, session }: Entered,
  { security, surroundings }: { readonly security: Security; readonly surroundings: Surroundings },
): Packages {
  return createPackages(
    {
      records,
      blobs: vault.blobs,
      reader,
      authority: law.authority,
      clock: surroundings.clock,
      userName: () => session.user().name,
      noteExport: (caseFile) => security.noteExport(caseFile),
    },
    surroundings.emit,
  )
}

function undoOf({ vault, session }: Entered): Undo {
  return createUndo({
    record: (id) => vault.record(id),
    append: (edits) => vault.append(edits),
    isInUse: (id, but) => (kindOf(id) === 'plan' ? hasCaseFiles(vault, id) : hasDocuments(vault, id, but)),
    actor: () => session.user().id,
  })
}

async function startSync(
  { line, surroundings, onBlobs }: AppPorts & { readonly onBlobs: () => void },
  vault: Vault,
  missing: MissingBlobs,
): Promise<SyncClient> {
  return createSyncClient({
    store: syncStore(vault, missing),
    line,
    memory: await vault.settings('sync', SyncMemory, emptyMemory),
    connection: {
      get: () => provinceOf(vault),
      set: (connection) => vault.append([setProvince(vault, connection)]),
    },
    onChange: () => {
      onBlobs()
      surroundings.emit({ name: 'syncChanged', payload: {} })
    },
  })
}

/** The part of a vault that its sync may touch. */
export function syncStore(vault: Vault, missing: MissingBlobs = createMissingBlobs(vault)): SyncStore {
  return {
    station: vault.station,
    sign: (text) => vault.station.sign(text),
    record: (id) => vault.record(id),
    append: (edits) => vault.append(edits),
    vector: () => vault.vector(),
    unsent: (theirs, limits) => vault.unsent(theirs, limits),
    ingest: (batch, commune) => vault.ingest(batch, commune),
    openBlob: async (sha) => {
      if (isIsolatedBlob(vault, sha)) throw new Fault('not-found', 'a state secret does not leave the vault')
      return vault.blobs.open(sha)
    },
    hasBlob: async (sha) => !isIsolatedBlob(vault, sha) && (await vault.blobs.has(sha)),
    missingBlobs: () => missing.list(),
    storeBlob: async (sha, bytes) => {
      await vault.care.space.assertRoom(0)
      await vault.blobs.put(bytes, sha)
    },
  }
}

function syncHandlers(
  { vault, session }: Entered,
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
      await sync.connect({ url, code, name: session.user().name, agencyCode })
      return null
    },
  }
}
