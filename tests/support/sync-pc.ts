import { randomUUID } from 'node:crypto'
import { type RecordId, recordId, type Sha256 } from '../../domain/op.ts'
import { newCaseFile } from '../../domain/records/case-file.ts'
import { newDeposit } from '../../domain/records/deposit.ts'
import { newDocument } from '../../domain/records/document.ts'
import type { SyncSetting } from '../../domain/sync-api.ts'
import { syncStore } from '../../electron/compose/join-sync.ts'
import type { Vault } from '../../electron/store/vault.ts'
import type { BatchProofs } from '../../electron/sync/batch-proofs.ts'
import { emptyMemory } from '../../electron/sync/exchange-runner.ts'
import { createLine } from '../../electron/sync/pinned-line.ts'
import type { Connection, Line, SyncStore } from '../../electron/sync/ports.ts'
import { defaultSyncSetting } from '../../electron/sync/send-hours.ts'
import { createSyncClient, type SyncClient } from '../../electron/sync/sync-client.ts'

/** The real line with a chance that stands still, and a time that runs as many times as fast as said. */
export function testLine(part: Partial<Line> & { readonly haste?: number } = {}): Line {
  const { haste = 1, ...others } = part
  const began = Date.now()
  const nowMs = (): number => began + (Date.now() - began) * haste
  const real = createLine({ nowMs, random: () => 0 })
  return { ...real, after: (delayMs, run) => real.after(delayMs / haste, run), ...others }
}

/** What a person may be waiting for, kept in memory. */
export function kept<T>(first: T): { readonly value: T; save(next: T): Promise<void> } {
  const held = { value: first }
  return {
    get value() {
      return held.value
    },
    save: async (next) => {
      held.value = next
    },
  }
}

/** An open vault with the real client around it. */
export interface SyncPc {
  readonly vault: Vault
  readonly client: SyncClient
  readonly connection: { value: Connection | null }
  /** Enrols with a code as it was typed. */
  connect(url: string, code: string): Promise<void>
}

export interface PcOptions {
  readonly line?: Line
  readonly setting?: Partial<SyncSetting>
  readonly connection?: { value: Connection | null }
  readonly store?: Partial<SyncStore>
}

export const COMMUNE = 'H27.38.05'

/** The caller closes the client before the vault. */
export function joinPc(vault: Vault, options: PcOptions = {}): SyncPc {
  const connection = options.connection ?? { value: null }
  const client = createSyncClient({
    store: { ...syncStore(vault), ...options.store },
    line: options.line ?? testLine(),
    memory: kept(emptyMemory),
    proofs: kept<BatchProofs>([]),
    setting: kept<SyncSetting>({ ...defaultSyncSetting, ...options.setting }),
    urgent: kept<RecordId[]>([]),
    connection: {
      get: () => connection.value,
      set: async (made) => {
        connection.value = made
      },
    },
    onChange: () => {},
  })
  return {
    vault,
    client,
    connection,
    connect: (url, code) => client.connect({ url, code, name: 'Trần Thị Mẫu', agencyCode: COMMUNE }),
  }
}

export interface Deposited {
  readonly caseFile: RecordId
  readonly shas: readonly Sha256[]
}

/** A deposited case file with one document of one page for each of these blobs. */
export async function depositBlobs(vault: Vault, pages: readonly Uint8Array[]): Promise<Deposited> {
  const shas: Sha256[] = []
  for (const bytes of pages) {
    const one = (async function* () {
      yield bytes
    })()
    shas.push((await vault.blobs.put(one)).sha)
  }
  const [caseFile, fonds] = [recordId('case', randomUUID()), recordId('fonds', randomUUID())]
  const head = {
    fonds,
    planEntry: null,
    year: 2025,
    notation: '02.XH',
    title: 'x',
    retention: '05',
    maker: 'x',
  }
  const documents = shas.flatMap((source) => {
    const document = recordId('doc', randomUUID())
    return [
      ...newDocument(document, recordId('batch', randomUUID()), [{ id: 'p1', source, index: 0 }]),
      { record: document, path: '/caseFile', value: caseFile },
    ]
  })
  const move = (name: string) => ({ record: caseFile, path: '/state', value: { name, reason: null } })
  await vault.append([...newCaseFile(caseFile, head), ...documents])
  await vault.append([move('closed')])
  const deposit = {
    fonds,
    ordinal: 1,
    createdAt: '2026-01-05T00:00:00.000Z',
    caseFiles: [caseFile],
    manifest: 'a'.repeat(64),
  }
  await vault.append([move('deposited'), ...newDeposit(recordId('deposit', randomUUID()), deposit)])
  return { caseFile, shas }
}

/** Edits of as many new case files. */
export async function writeTitles(
  vault: Vault,
  count: number,
  title = 'hồ sơ',
): Promise<readonly RecordId[]> {
  const ids = Array.from({ length: count }, () => recordId('case', randomUUID()))
  for (const [index, record] of ids.entries()) {
    await vault.append([{ record, path: '/title', value: `${title} ${index}` }])
  }
  return ids
}
