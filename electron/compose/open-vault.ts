import { type AppStatus, deskApi } from '../../domain/api.ts'
import type { Authority } from '../../domain/authority.ts'
import { kindOf } from '../../domain/op.ts'
import { createDispatcher, type Handlers, type Reply } from '../../domain/rpc.ts'
import type { WorkspaceApi } from '../../domain/workspace-api.ts'
import { hasCaseFiles, hasDocuments } from '../desk/contents.ts'
import type { Desk } from '../desk/desk.ts'
import type { PageImages } from '../desk/page-images.ts'
import { isoNow, type Records, type Surroundings } from '../desk/ports.ts'
import type { Scanners } from '../desk/scan/scan-ports.ts'
import type { WatchPace } from '../desk/watch/watch-desk.ts'
import { workspaceHandlers } from '../desk/workspace/workspace-handlers.ts'
import type { ForkReader, ReaderPool } from '../digitise/reader-pool.ts'
import type { Vault, VaultPorts } from '../store/vault.ts'
import type { Line } from '../sync/ports.ts'
import { bagDesk, joinBags, serverOfLine } from './bags.ts'
import { createKeeper } from './care.ts'
import { type JoinedAuthority, joinAuthority } from './join-authority.ts'
import { joinSecurity, type Security } from './join-security.ts'
import { type JoinedSync, joinSync, syncStore } from './join-sync.ts'
import { createMissingBlobs, type MissingBlobs } from './missing-blobs.ts'
import { openDesk } from './open-desk.ts'
import { createPackages, type Packages } from './packages.ts'
import type { Session } from './session.ts'
import { createUndo, type Undo } from './undo.ts'
import type { UpdatePlace } from './update.ts'
import type { UsersBook } from './users-book.ts'

/** A demonstration's province, shown to the newcomer. */
export type Demo = NonNullable<Extract<AppStatus, { kind: 'open' }>['demo']>

export interface AppPorts {
  readonly vaultFolder: string
  readonly assetsFolder: string
  /** Invented papers to try the program out with; where it came without them, that is refused. */
  readonly samplesFolder?: string
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
  /** Of this PC and its network; tests have their own. */
  readonly scanners?: Scanners
  /** How often the watched folder is looked into; tests are in a hurry. */
  readonly watchPace?: WatchPace
  /** How much room is kept free on the disk; tests keep less. */
  readonly space?: VaultPorts['space']
  /** How this program is replaced by a newer one; without it a verified file is only laid down. */
  readonly update?: UpdatePlace
}

/** What every vault shares. */
export interface Parts {
  readonly ports: AppPorts
  /** The law's data as the program came with them. */
  readonly shipped: Authority
  readonly reader: ReaderPool
  /** One process more, for what somebody looks at: it never waits behind what is taken in or read. */
  readonly viewer: ReaderPool
  /** As the shell said last. */
  readonly power: { isOnBattery: boolean }
}

export interface OpenVault {
  readonly vault: Vault
  readonly desk: Desk
  /** The law's data as they hold in this vault. */
  authority(): Authority
  dispatch(name: string, input: unknown): Promise<Reply>
  readonly pageImage: PageImages['get']
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
export async function joinVault(parts: Parts, entered: Entered): Promise<OpenVault> {
  const { ports, shipped, reader, viewer, power } = parts
  const { surroundings } = ports
  const { vault } = entered
  const missing = createMissingBlobs(vault)
  const undo = undoOf(entered)
  const records = { ...vault, append: undo.append }
  const law = await joinAuthority(shipped, records, surroundings)
  const sync = await joinSync({
    ...entered,
    line: ports.line,
    missing,
    onChange: syncListener(vault, law, surroundings),
  })
  const bags = await bagsOf({ vault, missing, sync, surroundings })
  const security = joinSecurity(entered, surroundings)
  const desk = await openDesk({ ports, reader, viewer }, entered, {
    records,
    authority: law.authority,
    receipts: sync.client.receipts,
    noteExport: security.noteExport,
  })
  desk.setOnBattery(power.isOnBattery)
  const packages = packagesOf({ reader, records, law }, entered, { security, surroundings })
  const unsubscribe = vault.onChange((ids, revision) => {
    surroundings.emit({ name: 'recordsChanged', payload: { ids: [...ids], revision } })
    for (const changed of [law.changed, desk.changed, missing.look, sync.changed]) changed(ids)
  })
  const keeper = await createKeeper({ vault, surroundings, after: ports.line.after, onDamage: sync.onDamage })
  const handlers = {
    ...desk.handlers,
    ...law.handlers,
    ...packages.handlers,
    ...bags.handlers,
    ...undo.handlers,
    ...sync.handlers,
    ...security.handlers,
    ...keeper.handlers,
    ...workspaceOf(entered, surroundings),
  }
  const dispatch = createDispatcher(deskApi, handlers, surroundings.onBug)
  return {
    vault,
    desk,
    authority: law.authority,
    dispatch: async (name, input) => security.noteAnswer(name, input, await dispatch(name, input)),
    pageImage: async (page, size, signal) => {
      await security.noteImage(page)
      return desk.images.get(page, size, signal)
    },
    close: async () => {
      unsubscribe()
      for (const part of [packages, bags, keeper, sync.client, desk]) await part.close()
      await law.settled()
      await vault.close()
    },
  }
}

/** Hears that the sync has something new to tell. */
function syncListener(vault: Vault, law: JoinedAuthority, { emit }: Surroundings): () => void {
  let notices = vault.notices.length
  return () => {
    law.lookAgain()
    emit({ name: 'syncChanged', payload: {} })
    // The notices of the vault are part of its status.
    if (vault.notices.length === notices) return
    notices = vault.notices.length
    emit({ name: 'vaultChanged', payload: {} })
  }
}

interface BagPorts extends Pick<Entered, 'vault'> {
  readonly missing: MissingBlobs
  readonly sync: JoinedSync
  readonly surroundings: Surroundings
}

async function bagsOf({ vault, missing, sync, surroundings }: BagPorts) {
  const store = syncStore(vault, { missing })
  const { clock } = surroundings
  return bagDesk(await joinBags({ vault, store, server: serverOfLine(sync.client), clock }), surroundings)
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

function workspaceOf({ vault, session }: Entered, { clock, emit }: Surroundings): Handlers<WorkspaceApi> {
  return workspaceHandlers({
    settings: vault.settings,
    user: () => session.user().id,
    nowIso: () => isoNow(clock),
    onViews: () => emit({ name: 'viewsChanged', payload: {} }),
  })
}

function undoOf({ vault, session }: Entered): Undo {
  return createUndo({
    record: (id) => vault.record(id),
    append: (edits) => vault.append(edits),
    isInUse: (id, but) => (kindOf(id) === 'plan' ? hasCaseFiles(vault, id) : hasDocuments(vault, id, but)),
    actor: () => session.user().id,
  })
}
