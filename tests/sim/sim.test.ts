import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type SimOptions, type SimResult, simulate } from './sim-world.ts'

async function provinceOf(seed: string, part: Partial<SimOptions> = {}): Promise<SimResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ho-so-xa-sim-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return simulate({
    seed,
    communes: 2,
    stations: 5,
    caseFiles: 50,
    days: 2,
    weather: { lost: 0.3, repeated: 0.05, latencyMs: [100, 900] },
    restarts: 6,
    wrongClocks: 0.2,
    isServerRestored: true,
    folder,
    authorityFolder: 'assets/authority',
    ...part,
  })
}

const nothingWrong = { lostOps: 0, diverged: 0, lostBlobs: 0 }

test.each(['1', '2'])(
  '[SY40] with every trouble at once nothing is lost and all come to hold the same (seed %s)',
  async (seed) => {
    const result = await provinceOf(seed)

    expect(result).toMatchObject({ ...nothingWrong, restores: 1 })
    expect(result.caseFiles).toBeGreaterThan(40)
    expect(result.deposits).toBeGreaterThan(4)
    expect(result.conflicts).toBeGreaterThan(0)
  },
)

test('[SY41] the same seed gives the same province, op for op', async () => {
  const small = { stations: 2, communes: 1, caseFiles: 12, days: 1, restarts: 1 }
  const [first, again, other] = [
    await provinceOf('4', small),
    await provinceOf('4', small),
    await provinceOf('5', small),
  ]

  expect(again.digest).toBe(first.digest)
  expect(again.events).toBe(first.events)
  expect(other.digest).not.toBe(first.digest)
})
