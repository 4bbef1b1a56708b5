import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Edit, RecordId } from '../../domain/op.ts'
import { RecordId as AnyRecord } from '../../domain/op.ts'
import { setIsolation } from '../../domain/records/document.ts'
import { PATCH_T } from '../../domain/separator-code.ts'
import { markAsSample } from '../../electron/compose/sample.ts'
import { separatorPath } from '../../electron/desk/assemble/separate-scan.ts'
import { openVault } from '../../electron/store/vault.ts'
import { encodePdf } from '../fixtures/encode.ts'
import { drawStampedPage, secretStamps } from '../fixtures/secret-stamps.ts'
import { type Engine, samplesFolder, startEngine } from './engine.ts'
import type { ReadyProvince } from './province.ts'
import { takePapers } from './take-papers.ts'
import { tinyDecision, tinyTextPdf } from './tiny-sources.ts'

export const DESK_PASSPHRASE = 'mở mọi màn hình'
/** Who may only look. */
export const LEADER = 'Lê Thị Xem'

const indexWorker = path.join(import.meta.dirname, '../../out/index/index-worker.mjs')

/**
 * Makes the vault of a program that was started with `--data=FOLDER` in which every screen has something to show: papers in
 * each state, an open, an empty and a closed case file, a file that was refused, one that is isolated, a second user, and a
 * line to the province. It says of itself that it is one of samples.
 *
 * @param folder for the papers, which come from text and need no reading by eye, but for one sample
 */
export async function makeDeskVault(
  dataFolder: string,
  folder: string,
  province: ReadyProvince,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const vaultFolder = path.join(dataFolder, 'kho')
  const engine = await startEngine(vaultFolder, { scryptLogN: 12 })
  const { client, app } = engine
  await client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'UBND xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase: DESK_PASSPHRASE,
  })
  await client.addUser({ name: LEADER, role: 'leader', passphrase: 'chỉ xem mà thôi' })
  const papers = await takePapers(engine, folder, 6)
  const heap = path.join(folder, 'hai-van-ban.pdf')
  await writeFile(heap, tinyTextPdf([decision('71'), decision('72')]))
  const paths = [heap, path.join(samplesFolder, 'thong-bao.jpg'), path.join(samplesFolder, 'bad/corrupt.pdf')]
  await client.startBatch({ paths, isStatementMade: true })
  await app.settled()
  await fileSome(engine, papers)
  const edits = await hiddenEdits(engine, papers)
  await client.connect({ url: province.url, code: province.enrolmentCode })
  await app.close()

  const ports = { clock: { nowMs: () => Date.now() }, createId: () => crypto.randomUUID(), indexWorker }
  const vault = await openVault(vaultFolder, DESK_PASSPHRASE, ports)
  try {
    vault.setAuthor('Trần Thị Mẫu')
    await vault.append(edits)
    await markAsSample(vault)
  } finally {
    await vault.close()
  }
}

const decision = (number: string) =>
  tinyDecision.map((line) => ({ ...line, text: line.text.replace('44/', `${number}/`) }))

/** A page that stops the intake. */
export async function writeStampedPaper(file: string): Promise<void> {
  const page = drawStampedPage({ seed: 11, template: 'cong-van', tier: 'A', stamp: secretStamps[1] })
  await writeFile(file, await encodePdf([page], 80))
}

/** One paper into a file that is closed, two into one that stays open, one waits; another file has none. */
async function fileSome({ client }: Engine, papers: readonly RecordId[]): Promise<void> {
  const { entries } = await client.plan({ year: null })
  const open = async (notation: string): Promise<RecordId> => {
    const entry = entries.find((candidate) => candidate.notation === notation)
    if (entry === undefined) throw new Error(`the template has no ${notation}`)
    const { id } = await client.openCaseFile({ planEntry: AnyRecord.parse(entry.id) })
    return AnyRecord.parse(id)
  }
  for (const id of papers.slice(0, 4)) await client.acceptDocument({ id, values: {} })
  const [closed, kept] = [await open('01.XH'), await open('02.XH')]
  await open('03.XH')
  const places = [closed, kept, kept]
  for (const [at, caseFile] of places.entries()) {
    const id = papers[at]
    if (id !== undefined) await client.fileDocument({ id, caseFile })
  }
  await client.closeCaseFile({ id: closed, basis: 'Thông tư 10/2022/TT-BNV', isOverlooking: true })
}

/** What the window has no way to bring about: a secret found too late, and the bars of a separator sheet on a page. */
async function hiddenEdits({ client }: Engine, papers: readonly RecordId[]): Promise<readonly Edit[]> {
  const [secret, scan] = papers.slice(4)
  if (secret === undefined || scan === undefined) throw new Error('there are too few papers')
  const { pages } = await client.document({ id: scan })
  return [
    setIsolation(secret, { at: new Date().toISOString() }),
    { record: scan, path: separatorPath(pages[1]?.id ?? ''), value: PATCH_T },
  ]
}
