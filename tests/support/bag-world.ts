import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { depositManifest } from '../../domain/deposit-manifest.ts'
import { type RecordId, recordId, type Sha256 } from '../../domain/op.ts'
import { newCaseFile } from '../../domain/records/case-file.ts'
import { newDeposit } from '../../domain/records/deposit.ts'
import { newDocument } from '../../domain/records/document.ts'
import { exportBags } from '../../electron/bag/export-bags.ts'
import { importBags } from '../../electron/bag/import-bags.ts'
import type { BagPorts } from '../../electron/bag/ports.ts'
import { joinBags, rememberedServer } from '../../electron/compose/bags.ts'
import { syncStore } from '../../electron/compose/join-sync.ts'
import { createMissingBlobs } from '../../electron/compose/missing-blobs.ts'
import { contentsOf } from '../../electron/desk/contents.ts'
import { setProvince } from '../../electron/desk/province.ts'
import { createVault, type Vault } from '../../electron/store/vault.ts'
import { emptyMemory, SyncMemory } from '../../electron/sync/exchange-runner.ts'
import { bundleIndexWorker } from './index-worker.ts'
import { COMMUNE, type TestServer } from './test-server.ts'

export const RUNNING = { aborted: false }

/** A real vault whose station the server knows, with its bags. */
export interface BagStation {
  readonly vault: Vault
  readonly ports: BagPorts
  /** Writes bags into a folder. */
  write(folder: string): ReturnType<typeof exportBags>
  read(folder: string): ReturnType<typeof importBags>
  /** Hands over one case file with a document of so many random bytes. */
  deposit(
    blobBytes: number,
  ): Promise<{ readonly deposit: RecordId; readonly sha: Sha256; readonly bytes: Buffer }>
}

/** @param server where the station is known, without a line ever used */
export async function createBagStation(
  folder: string,
  server: Pick<TestServer, 'registry'> & { readonly serverKey: string },
  { commune = COMMUNE, limits }: { commune?: string; limits?: NonNullable<BagPorts['limits']> } = {},
): Promise<BagStation> {
  const ports = {
    clock: { nowMs: () => Date.now() },
    createId: () => randomUUID(),
    scryptLogN: 2,
    indexWorker: bundleIndexWorker(),
    space: { ballastBytes: 4096, reserveBytes: 0 },
  }
  const { vault } = await createVault(folder, { passphrase: 'một câu thật dài' }, ports)
  vault.setAuthor('Trần Thị Mẫu')
  const { code } = await server.registry.createEnrolmentCode(commune)
  const { id, publicKey: key } = vault.station
  await server.registry.enrol({ id, key, name: 'Máy thử', code, agencyCode: commune })
  await vault.append([
    setProvince(vault, {
      url: 'http://127.0.0.1:9/',
      commune,
      communeName: `Xã ${commune}`,
      serverKey: server.serverKey,
    }),
  ])
  return bagStationOf(vault, limits)
}

/** The bags of a vault that is open. */
async function bagStationOf(vault: Vault, limits?: NonNullable<BagPorts['limits']>): Promise<BagStation> {
  const missing = createMissingBlobs(vault)
  vault.onChange((ids) => missing.look(ids))
  const ports = await joinBags({
    vault,
    store: syncStore(vault, { missing }),
    server: rememberedServer(await vault.settings('sync', SyncMemory, emptyMemory)),
    clock: { nowMs: () => Date.now() },
    ...(limits === undefined ? {} : { limits }),
  })
  const quiet = { onProgress: () => {}, signal: RUNNING }
  return {
    vault,
    ports,
    write: async (folder) => {
      await mkdir(folder, { recursive: true })
      return exportBags(ports, { folder, ...quiet })
    },
    read: (folder) => importBags(ports, { folder, ...quiet }),
    deposit: (blobBytes) => depositOne(vault, blobBytes),
  }
}

async function depositOne(vault: Vault, blobBytes: number) {
  const bytes = randomBytes(blobBytes)
  const { sha } = await vault.blobs.put(
    (async function* () {
      yield bytes
    })(),
  )
  const caseFile = recordId('case', randomUUID())
  const document = recordId('doc', randomUUID())
  const deposit = recordId('deposit', randomUUID())
  const fonds = recordId('fonds', randomUUID())
  await vault.append([
    ...newCaseFile(caseFile, {
      fonds,
      planEntry: null,
      year: 2025,
      notation: '02.XH',
      title: 'Hồ sơ về hộ nghèo',
      retention: '05',
      maker: 'Trần Thị Mẫu',
    }),
    ...newDocument(document, recordId('batch', randomUUID()), [{ id: 'p1', source: sha, index: 0 }]),
    { record: document, path: '/caseFile', value: caseFile },
  ])
  const move = (name: string) => ({ record: caseFile, path: '/state', value: { name, reason: null } })
  await vault.append([move('closed')])
  await vault.append([
    move('deposited'),
    ...newDeposit(deposit, {
      fonds,
      ordinal: 1,
      createdAt: new Date().toISOString(),
      caseFiles: [caseFile],
      manifest: manifestOf(vault, caseFile),
    }),
  ])
  return { deposit, sha, bytes }
}

function manifestOf(vault: Vault, caseFile: RecordId): string {
  return createHash('sha256')
    .update(depositManifest([contentsOf(vault, caseFile)]))
    .digest('hex')
}
