import type { Vector } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import { depositView } from '../../domain/records/deposit.ts'
import { createBagCrypto } from '../bag/bag-crypto.ts'
import { type ExportedBags, exportBags } from '../bag/export-bags.ts'
import { type ImportedBags, importBags } from '../bag/import-bags.ts'
import { nodeDisk } from '../bag/node-disk.ts'
import { BagMemory, type BagPorts, emptyBagMemory } from '../bag/ports.ts'
import { type BagDesk, type BagDeskPorts, createBagDesk } from '../desk/bag/bag-handlers.ts'
import { dueBlobs } from '../desk/bag/due-blobs.ts'
import { isoNow, type Surroundings } from '../desk/ports.ts'
import { provinceOf } from '../desk/province.ts'
import type { Vault } from '../store/vault.ts'
import type { SyncMemory } from '../sync/exchange-runner.ts'
import type { SyncStore } from '../sync/ports.ts'
import { extendReceipts } from '../sync/receipt-chain.ts'
import type { SyncClient } from '../sync/sync-client.ts'
import { findUpdate } from '../update/find-updates.ts'
import { presentProgram } from './update.ts'

/** What the line and the stick know together of the server. */
export interface ServerKnowledge {
  known(): { readonly epoch: string; readonly vector: Vector; readonly receipts: readonly Receipt[] }
  asked: BagPorts['server']['asked']
  learn: BagPorts['server']['learn']
}

export interface BagParts {
  readonly vault: Vault
  readonly store: SyncStore
  readonly server: ServerKnowledge
  readonly clock: Surroundings['clock']
  readonly limits?: BagPorts['limits']
}

/** Bags over an open vault. */
export async function joinBags({ vault, store, server, clock, limits }: BagParts): Promise<BagPorts> {
  const { publicKey, seed } = vault.station
  const sign = (text: string): string => vault.station.sign(text)
  return {
    store,
    disk: nodeDisk,
    crypto: (receivers) => createBagCrypto({ publicKey, seed, sign, receivers }),
    province: () => provinceOf(vault),
    server,
    memory: await vault.settings('bags', BagMemory, emptyBagMemory),
    dueBlobs: (asked) => dueBlobs(vault, asked),
    extendReceipts: (held, fresh, rules) =>
      extendReceipts(held, fresh, { ...rules, manifestOf: (deposit) => manifestOf(vault, deposit) }),
    now: () => isoNow(clock),
    ...(limits === undefined ? {} : { limits }),
  }
}

function manifestOf(vault: Vault, deposit: string): string | null {
  // A receipt names the deposit by the id that our own op gave it; an unknown one has an empty manifest.
  const { manifest } = depositView(vault.record(deposit as `deposit_${string}`))
  return manifest === '' ? null : manifest
}

/** What an open vault knows of the server: the sync that runs holds it. */
export function serverOfLine(sync: Pick<SyncClient, 'known' | 'learn'>): ServerKnowledge {
  return {
    known: () => sync.known(),
    asked: () => {
      const { vector, wanted } = sync.known()
      return wanted === null ? null : { vector, wanted: [...wanted] }
    },
    learn: ({ epoch, vector, receipts }, asked) =>
      sync.learn({ epoch, vector: { ...vector }, receipts: [...receipts] }, asked?.wanted ?? null),
  }
}

/** What a vault without a window knows of the server: the settings of its sync. */
export function rememberedServer(memory: {
  readonly value: SyncMemory
  save(value: SyncMemory): Promise<void>
}): ServerKnowledge {
  return {
    known: () => memory.value,
    asked: () => null,
    learn: ({ epoch, vector, receipts }) =>
      memory.save({ ...memory.value, epoch, vector: { ...vector }, receipts: [...receipts] }),
  }
}

/** The calls of the windows. */
export function bagDesk(ports: BagPorts, surroundings: BagDeskPorts['surroundings']): BagDesk {
  return createBagDesk({
    surroundings,
    write: ({ folder, tell, signal }) => writeTold(ports, { folder, signal, tell }),
    read: ({ folder, tell, signal }) => readTold(ports, { folder, signal, tell }),
  })
}

type Work = Parameters<BagDeskPorts['write']>[0]

export async function writeTold(ports: BagPorts, { folder, signal, tell }: Work) {
  const written: ExportedBags = await exportBags(ports, { folder, signal, onProgress: tell })
  return { ...written, names: [...written.names] }
}

export async function readTold(ports: BagPorts, { folder, signal, tell }: Work) {
  const read: ImportedBags = await importBags(ports, {
    folder,
    signal,
    onProgress: ({ bagsDone, bagsTotal, bytesDone }) =>
      tell({ part: Math.min(bagsDone + 1, bagsTotal), parts: bagsTotal, bytesDone, bytesTotal: null }),
  })
  return {
    ...read,
    bags: read.bags.map(({ name, refusal }) => ({ name, refusal: plain(refusal) })),
    update: await findUpdate(folder, presentProgram()),
  }
}

function plain(refusal: ImportedBags['bags'][number]['refusal']) {
  return refusal === null ? null : { code: refusal.code, detail: { ...refusal.detail } }
}
