import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ChaosProxy, openChaos } from '../support/chaos-proxy.ts'
import { countedLine } from '../support/counted-line.ts'
import { COMMUNE, depositBlobs, joinPc, type SyncPc, testLine, writeTitles } from '../support/sync-pc.ts'
import { removeServer, startServer, type TestServer } from '../support/test-server.ts'
import { createTestVault } from '../support/test-vault.ts'

/** Far longer than it takes on two busy cores; what is waited for decides, never the time. */
const IN_TIME = { timeout: 60_000, interval: 50 }
/** How many times as fast as the real one the time of the client runs; a piece then looks as one of a slow line. */
const HASTE = 6
const BLOBS = 6
const BLOB_BYTES = 50_000

let server: TestServer
let chaos: ChaosProxy
let pc: SyncPc

async function openPc(line = testLine({ haste: 8 })): Promise<SyncPc> {
  const { vault } = await createTestVault({ clock: { nowMs: () => Date.now() } })
  const joined = joinPc(vault, { line })
  const { code } = await server.registry.createEnrolmentCode(COMMUNE)
  await joined.connect(chaos.url, code)
  return joined
}

beforeEach(async () => {
  server = await startServer()
  chaos = await openChaos(server.url, 7)
})
afterEach(async () => {
  await pc.client.close()
  await chaos.close()
  await removeServer(server)
})

test('[SY10][SY2] on a slow and lossy line every edit comes through, in order and once', async () => {
  pc = await openPc()
  chaos.setWeather({ loss: 0.3, delayMs: 20, bytesPerSecond: 16_000 })
  const ids = await writeTitles(pc.vault, 300)
  pc.client.wake()

  await expect.poll(() => pc.client.status().unsentOps, IN_TIME).toBe(0)

  chaos.setWeather({ loss: 0, delayMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY })
  expect(Object.values((await (await server.enrol()).sync({})).vector)).toContain(ids.length)
}, 100_000)

test.each([
  ['cut', (line: ChaosProxy) => line.cut()],
  ['forgotten by a modem', (line: ChaosProxy) => line.blackHole()],
])(
  '[SY3][SY7][SY11] scans whose connections are %s go on where they were: each connection loses one piece at most',
  async (_what, strike) => {
    const { line, handed } = countedLine(testLine({ haste: HASTE }))
    pc = await openPc(line)
    const scans = Array.from({ length: BLOBS }, () => randomBytes(BLOB_BYTES))
    chaos.setWeather({ bytesPerSecond: 80_000 })
    await depositBlobs(pc.vault, scans)
    pc.client.wake()
    for (const share of [0.3, 0.6]) {
      await expect.poll(() => handed().scanBytes, IN_TIME).toBeGreaterThan(share * BLOBS * BLOB_BYTES)
      strike(chaos)
    }

    await expect.poll(() => pc.client.status(), IN_TIME).toMatchObject({ unsentOps: 0, unsentBlobs: 0 })

    const { scanBytes, answeredBytes, lostPieces, scanLanes, largestPiece } = handed()
    // What was acknowledged is never handed over again; what was under way when a connection broke may be, once.
    expect(answeredBytes).toBeLessThanOrEqual(BLOBS * BLOB_BYTES)
    expect(lostPieces).toBeLessThanOrEqual(scanLanes)
    expect(scanBytes).toBeLessThanOrEqual(BLOBS * BLOB_BYTES + lostPieces * largestPiece)
  },
  100_000,
)

test('[SY7][SY13] a line that freezes is found dead, and everything goes on by itself when it thaws', async () => {
  pc = await openPc()
  chaos.freeze(true)
  await writeTitles(pc.vault, 20)
  pc.client.wake()
  await expect.poll(() => pc.client.status().problem?.code, IN_TIME).toBe('offline')

  chaos.freeze(false)

  await expect.poll(() => pc.client.status().unsentOps, IN_TIME).toBe(0)
  expect(pc.client.status()).toMatchObject({ problem: null })
}, 100_000)
