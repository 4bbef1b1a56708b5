import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { noFilters } from '../../../../../domain/search-api.ts'
import { parseSearchQuery } from '../../../../../domain/search-query.ts'
import { createIndexClient } from '../../../../../electron/store/search/index-client.ts'
import { bundleIndexWorker } from '../../../../support/index-worker.ts'
import { anEntry, openTestIndex } from '../../../../support/test-index.ts'
import { faultOf, temporaryFolder } from '../../../../support/test-vault.ts'

/** A thread that ends at its first questions, so many times in all, before it becomes the real one. */
async function dyingWorker(times: number): Promise<string> {
  const folder = await temporaryFolder()
  const file = path.join(folder, 'dying.mjs')
  const real = pathToFileURL(bundleIndexWorker()).href
  const deaths = JSON.stringify(path.join(folder, 'deaths'))
  await writeFile(
    file,
    `import { appendFileSync, existsSync, readFileSync } from 'node:fs'
     import { parentPort } from 'node:worker_threads'
     const died = existsSync(${deaths}) ? readFileSync(${deaths}, 'utf8').length : 0
     if (died < ${times}) parentPort.once('message', () => { appendFileSync(${deaths}, 'x'); process.exit(1) })
     else await import(${JSON.stringify(real)})`,
  )
  return file
}

test('[ST22] a thread that dies is started again, and what was asked is answered', async () => {
  const { index, close } = await openTestIndex({ worker: await dyingWorker(2) })
  const entry = anEntry({ pages: ['đất'] })
  await index.put([entry])
  const { hits } = await index.search({
    query: parseSearchQuery('dat'),
    filters: noFilters,
    types: null,
    limit: 5,
  })

  expect(hits).toEqual([{ document: entry.document, page: 0 }])
  await close()
})

test('[ST22] a thread that keeps dying is given up, and told', async () => {
  const client = createIndexClient({
    worker: await dyingWorker(1000),
    path: path.join(await temporaryFolder(), 'index.db'),
    key: new Uint8Array(randomBytes(32)),
    onMade: () => {},
  })

  expect(await faultOf(client.ask('documents', null))).toMatchObject({ code: 'damaged' })
})

test('an index that is closed while it is read through ends that first, and begins it again the next time', async () => {
  const first = await openTestIndex({ checkDelayMs: 1 })
  await first.index.put(
    Array.from({ length: 200 }, (_, n) => anEntry({ pages: [`đất ${n} ${'chữ '.repeat(300)}`] })),
  )
  await first.close()

  const again = await first.reopen({ checkDelayMs: 1 })
  expect(await again.find('dat')).toHaveLength(10)
  expect(again.index.covered).toBeNull()
})
