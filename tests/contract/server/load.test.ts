import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createLog } from '../../../server/log.ts'
import { openStores } from '../../../server/store/open-stores.ts'
import { type Done, enrolStations, pushOps, sendBlobs } from '../../bench/server-load.ts'
import { newFolder, removeServer, startServer } from '../../support/test-server.ts'

const STATIONS = 3
const PHASE_MS = 700

async function storesIn(dataFolder: string) {
  return openStores({ dataFolder, env: {}, clock: Date.now, log: createLog(() => undefined, Date.now) })
}

async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map((file) => stat(path.join(file.parentPath, file.name))))
  return sizes.reduce((sum, { size }) => sum + size, 0)
}

test('[SV34] what the load tool counts as acknowledged is what the server holds', async () => {
  const dataFolder = await newFolder()
  const before = await storesIn(dataFolder)
  const enrolled = await enrolStations(before.registry, STATIONS)
  await before.close()
  const server = await startServer({ dataFolder })
  const { url } = server

  const run = (work: (untilMs: number) => readonly Promise<Done>[]) =>
    Promise.all(work(Date.now() + PHASE_MS))
  const ops = await run((untilMs) => enrolled.map((station) => pushOps(station, { url, untilMs })))
  const blobs = await run((untilMs) =>
    enrolled.map((station) => sendBlobs(station, { url, untilMs, blobBytes: 50_000 })),
  )
  await server.close()

  const after = await storesIn(dataFolder)
  for (const [at, { key, commune }] of enrolled.entries()) {
    expect((await after.ops.vector(commune))[`${key.stationId}.0`]).toBe(ops[at]?.amount)
  }
  await after.close()
  const sentBytes = blobs.reduce((sum, { amount }) => sum + amount, 0)
  expect(await bytesBelow(path.join(dataFolder, 'blobs'))).toBe(sentBytes)
  expect(Math.min(...ops.map(({ amount }) => amount), sentBytes)).toBeGreaterThan(0)
  await removeServer({ ...server, close: async () => {} })
})
