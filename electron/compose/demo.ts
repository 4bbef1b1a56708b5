import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import type { Reply } from '../../domain/rpc.ts'

/** The part of the engine that a demonstration drives. */
interface Engine {
  dispatch(name: string, input: unknown): Promise<Reply>
}

/** What the starter of a demonstration hands over: a province that runs already and a folder of samples. */
const DemoFile = z.object({
  url: z.string(),
  enrolmentCode: z.string(),
  consoleUser: z.string(),
  consolePassword: z.string(),
  vaultFolder: z.string(),
  samplesFolder: z.string(),
})
export type DemoFile = z.infer<typeof DemoFile>

export async function readDemoFile(file: string): Promise<DemoFile> {
  return DemoFile.parse(JSON.parse(await readFile(file, 'utf8')))
}

/** The passphrase of a throw-away vault is no secret. */
const PASSPHRASE = 'dung thu ho so xa'

async function ask(app: Engine, name: string, input: unknown): Promise<void> {
  const reply = await app.dispatch(name, input)
  if (!reply.ok) throw new Error(`the demonstration could not ${name}: ${reply.code}`)
}

/** Makes the throw-away vault. */
export function makeDemoVault(app: Engine): Promise<void> {
  return ask(app, 'createVault', {
    agencyCode: 'H27.38.05',
    communeName: 'xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase: PASSPHRASE,
  })
}

/** Connects it to the province and drops the samples in, as a newcomer would. */
export async function fillDemoVault(app: Engine, demo: DemoFile): Promise<void> {
  await ask(app, 'connect', { url: demo.url, code: demo.enrolmentCode })
  const names = await readdir(demo.samplesFolder)
  const paths = names
    .filter((name) => /\.(pdf|jpe?g|png|tiff?)$/.test(name))
    .sort()
    .map((name) => path.join(demo.samplesFolder, name))
  await ask(app, 'startBatch', { paths, isStatementMade: true })
}
