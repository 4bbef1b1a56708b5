import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openVault } from '../../electron/store/vault.ts'
import { startEngine } from '../support/engine.ts'
import { takePapers } from '../support/take-papers.ts'
import { fillVault } from './scale-vault.ts'

export const WINDOW_PASSPHRASE = 'một câu thật dài'
const FILES_PER_GROUP = 100
const TOLD_EVERY = 10_000
const INDEX_ASKED_MS = 1000

interface Filling {
  readonly caseFiles: number
  /** Papers of two pages that wait for review; at most fifty. */
  readonly papers: number
}

/** Makes the vault of a program that is started with `--data=FOLDER`. */
export async function makeWindowVault(dataFolder: string, { caseFiles, papers }: Filling): Promise<void> {
  const folder = path.join(dataFolder, 'kho')
  await mkdir(dataFolder, { recursive: true })
  const engine = await startEngine(folder)
  await engine.client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'UBND xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase: WINDOW_PASSPHRASE,
  })
  if (papers > 0) await takePapers(engine, dataFolder, papers)
  await engine.app.close()
  // This bundle stands in out/bench.
  const indexWorker = path.join(import.meta.dirname, '../index/index-worker.mjs')
  const ports = { clock: { nowMs: () => Date.now() }, createId: () => crypto.randomUUID(), indexWorker }
  const vault = await openVault(folder, WINDOW_PASSPHRASE, ports)
  const [fonds] = vault.records('fonds')
  if (fonds === undefined) throw new Error('the vault has no fonds')
  const tell = (done: number): void => {
    if (done % TOLD_EVERY === 0) console.error(`  ${done} of ${caseFiles} case files`)
  }
  const shape = { fonds: fonds.id, documentsPerFile: 1, filesPerGroup: FILES_PER_GROUP }
  await fillVault(vault, caseFiles, { ...shape, onFiles: tell })
  await vault.close()
  await indexAll(folder)
}

/** As after days of work: the search index has caught up, and an opening finds nothing left to do. */
async function indexAll(folder: string): Promise<void> {
  const engine = await startEngine(folder)
  await engine.client.unlockVault({ secret: WINDOW_PASSPHRASE })
  const isWhole = async (): Promise<boolean> => (await engine.client.searchStatus({})).kind === 'complete'
  while (!(await isWhole())) await wait(INDEX_ASKED_MS)
  await engine.app.close()
}
