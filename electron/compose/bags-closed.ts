import type { BagApi, BagsRead, BagsWritten } from '../../domain/bag-api.ts'
import { Fault } from '../../domain/fault.ts'
import { mayCall } from '../../domain/permission.ts'
import type { TellBags } from '../desk/bag/bag-handlers.ts'
import type { Surroundings } from '../desk/ports.ts'
import { openVault, type Vault, type VaultPorts } from '../store/vault.ts'
import { emptyMemory, SyncMemory } from '../sync/exchange-runner.ts'
import { joinBags, readTold, rememberedServer, writeTold } from './bags.ts'
import { syncStore } from './join-sync.ts'
import { createMissingBlobs } from './missing-blobs.ts'
import { createUsersBook } from './users-book.ts'

export interface ClosedBags {
  readonly vault: string
  readonly secret: string
  readonly indexWorker: string
  readonly surroundings: Surroundings
  readonly space?: VaultPorts['space']
  /** The stick, or a folder on it. */
  readonly folder: string
  readonly tell: TellBags
  readonly signal: AbortSignal
}

/** Writes bags from a vault that no window has open. @throws Fault as `openVault`, 'forbidden', and as `writeBags` */
export function writeBagsClosed(request: ClosedBags): Promise<BagsWritten> {
  return withVault(request, 'writeBags', async (vault) => writeTold(await portsOf(vault, request), request))
}

/** Takes answers into a vault that no window has open. @throws Fault as `openVault`, 'forbidden', and as `readBags` */
export function readBagsClosed(request: ClosedBags): Promise<BagsRead> {
  return withVault(request, 'readBags', async (vault) => readTold(await portsOf(vault, request), request))
}

async function portsOf(vault: Vault, { surroundings }: ClosedBags) {
  const missing = createMissingBlobs(vault)
  vault.onChange((ids) => missing.look(ids))
  return joinBags({
    vault,
    store: syncStore(vault, { missing }),
    server: rememberedServer(await vault.settings('sync', SyncMemory, emptyMemory)),
    clock: surroundings.clock,
  })
}

async function withVault<T>(
  { vault: folder, secret, indexWorker, surroundings, space }: ClosedBags,
  call: keyof BagApi,
  work: (vault: Vault) => Promise<T>,
): Promise<T> {
  const { clock, createId } = surroundings
  const room = space === undefined ? {} : { space }
  const vault = await openVault(folder, secret, { clock, createId, indexWorker, ...room })
  try {
    assertMay(vault, call)
    return await work(vault)
  } finally {
    await vault.close()
  }
}

/** @throws Fault 'forbidden' */
function assertMay(vault: Vault, call: keyof BagApi): void {
  const { kind, id } = vault.openedBy
  const user = kind === 'passphrase' ? createUsersBook(vault).ofSlot(id) : null
  if (user !== null && mayCall(user.role, call)) return
  throw new Fault('forbidden', 'this passphrase does not allow a hand-over', { detail: { reason: 'role' } })
}
