import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ChaosProxy, openChaos } from '../support/chaos-proxy.ts'
import {
  COMMUNE,
  depositBlobs,
  joinPc,
  type PcOptions,
  type SyncPc,
  testLine,
  writeTitles,
} from '../support/sync-pc.ts'
import { removeServer, startServer, type TestServer } from '../support/test-server.ts'
import { createTestVault } from '../support/test-vault.ts'

/** Far longer than it takes on two busy cores; what is waited for decides, never the time. */
const IN_TIME = { timeout: 60_000, interval: 50 }

let server: TestServer
let line: ChaosProxy
let pc: SyncPc

async function openPc(options: PcOptions = {}): Promise<SyncPc> {
  const { vault } = await createTestVault({ clock: { nowMs: () => Date.now() } })
  const joined = joinPc(vault, { line: testLine({ haste: 3 }), ...options })
  const { code } = await server.registry.createEnrolmentCode(COMMUNE)
  await joined.connect(line.url, code)
  return joined
}

const randomScans = (count: number, bytes: number): readonly Uint8Array[] =>
  Array.from({ length: count }, () => randomBytes(bytes))

beforeEach(async () => {
  server = await startServer()
  line = await openChaos(server.url, 7)
})
afterEach(async () => {
  await pc.client.close()
  await line.close()
  await removeServer(server)
})

test('[SY12] what is typed while scans travel is at the province long before they are', async () => {
  pc = await openPc()
  // Over this line they take most of a minute, which nobody waits for.
  line.setWeather({ bytesPerSecond: 200_000 })
  await depositBlobs(pc.vault, randomScans(6, 1_500_000))
  pc.client.wake()
  await expect.poll(() => pc.client.progress().sent.bytes, IN_TIME).toBeGreaterThan(100_000)

  await writeTitles(pc.vault, 5)
  pc.client.wake()
  await expect.poll(() => pc.client.status().unsentOps, IN_TIME).toBe(0)

  expect(pc.client.progress().blobs?.bytesLeft).toBeGreaterThan(0)
}, 100_000)

test('[SY14] outside the hours text goes and scans wait; paused, nothing goes until somebody goes on', async () => {
  const never = new Date(Date.now() + 7_200_000).getHours()
  const hour = (at: number): string => `${String(at % 24).padStart(2, '0')}:00`
  pc = await openPc({ setting: { hours: { from: hour(never), to: hour(never + 1) } } })
  await depositBlobs(pc.vault, [randomBytes(50_000)])
  await pc.client.syncNow()
  expect(pc.client.status()).toMatchObject({ unsentOps: 0, unsentBlobs: 1 })
  expect(pc.client.progress()).toMatchObject({ held: 'hours', bytesPerSecond: null, secondsLeft: null })

  await pc.client.setting.save({ ...pc.client.setting.value, isPaused: true })
  await writeTitles(pc.vault, 1)
  await pc.client.syncNow()
  expect(pc.client.status().unsentOps).toBe(1)

  await pc.client.setting.save({ ...pc.client.setting.value, hours: null, isPaused: false })
  await expect.poll(() => pc.client.status(), IN_TIME).toMatchObject({ unsentOps: 0, unsentBlobs: 0 })
}, 100_000)

test('[SY12][SY15] a scan can be stopped and called urgent; it says how far it is and why it waits', async () => {
  pc = await openPc()
  line.setWeather({ bytesPerSecond: 60_000 })
  // More than are sent side by side, so that the one that was stopped has others before it.
  const { shas } = await depositBlobs(pc.vault, randomScans(9, 60_000))
  pc.client.wake()
  await expect.poll(() => pc.client.items()[0]?.sentBytes ?? 0, IN_TIME).toBeGreaterThan(0)
  const [first] = pc.client.items()
  pc.client.stop(first?.sha ?? '')

  await expect
    .poll(() => pc.client.items().at(-1), IN_TIME)
    .toMatchObject({
      sha: first?.sha,
      state: 'waiting',
      reason: { code: 'cancelled' },
    })
  expect(shas).toContain(first?.sha)
  line.setWeather({ bytesPerSecond: Number.POSITIVE_INFINITY })
  await expect.poll(() => pc.client.status().unsentBlobs, IN_TIME).toBe(0)
}, 100_000)

test('[SY18] a scan that the disk altered is set aside and told, and the others go', async () => {
  const told: string[] = []
  pc = await openPc()
  const { shas } = await depositBlobs(pc.vault, [randomBytes(20_000), randomBytes(30_000)])
  await pc.client.close()
  const bad = shas[0] ?? ''
  const { vault, connection } = pc
  const again = joinPc(vault, {
    line: testLine({ haste: 8 }),
    connection,
    store: {
      openBlob: async (sha) => {
        const blob = await vault.blobs.open(sha)
        if (sha !== bad) return blob
        return { ...blob, sizeBytes: blob.sizeBytes, read: async (_at, length) => Buffer.alloc(length, 1) }
      },
      checkBlob: async (sha) => {
        told.push(sha)
        return false
      },
    },
  })
  pc = again
  await again.client.syncNow()

  expect(again.client.items()).toMatchObject([{ sha: bad, state: 'refused', reason: { code: 'damaged' } }])
  expect(again.client.status()).toMatchObject({ unsentBlobs: 1 })
  expect(told).toContain(bad)
}, 100_000)
