import { randomBytes, randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createNodeFork } from '../../electron/compose/node-reader.ts'
import { realSurroundings } from '../../electron/compose/surroundings.ts'
import { createIntake } from '../../electron/desk/intake.ts'
import { createReaderPool } from '../../electron/digitise/reader-pool.ts'
import { createVault } from '../../electron/store/vault.ts'
import { waitingListOf } from '../support/waiting-list.ts'

const SAMPLE = 'tests/fixtures/samples/giay-moi.jpg'
const LONGEST_MS = 60_000

/** Takes photographed pages in as the program does: looked into by a reader process, sealed, named by a document. */
export async function timeImport(
  folder: string,
  { files, fileBytes }: { readonly files: number; readonly fileBytes: number },
): Promise<number> {
  const sample = await readFile(SAMPLE)
  const paths: string[] = []
  for (let n = 0; n < files; n += 1) {
    const file = path.join(folder, `trang-${n}.jpg`)
    // What stands behind the end of a JPEG is ignored, and makes each a file of its own.
    await writeFile(file, Buffer.concat([sample, randomBytes(fileBytes - sample.length)]))
    paths.push(file)
  }
  const { vault } = await createVault(
    path.join(folder, 'kho'),
    { passphrase: 'kho để đo' },
    {
      clock: { nowMs: () => Date.now() },
      createId: () => randomUUID(),
      indexWorker: path.resolve('out/index/index-worker.mjs'),
      scryptLogN: 4,
      space: { ballastBytes: 1_048_576, reserveBytes: 0 },
    },
  )
  const fork = createNodeFork(path.resolve('out/reader/reader-process.mjs'))
  const reader = createReaderPool({ fork, readers: 1, requestTimeoutMs: LONGEST_MS })
  const intake = createIntake({
    records: vault,
    blobs: vault.blobs,
    reader,
    surroundings: realSurroundings(() => {}),
    assertRoom: async () => {},
    list: await waitingListOf(vault),
    onTaken: () => {},
  })
  // The first file pays for starting the reader.
  await intake.start(paths.slice(0, 1))
  await intake.settled()
  const began = performance.now()
  await intake.start(paths.slice(1))
  await intake.settled()
  const tookMs = performance.now() - began
  await intake.close()
  await reader.close()
  await vault.close()
  return tookMs
}
