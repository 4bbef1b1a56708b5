import { rm } from 'node:fs/promises'
import path from 'node:path'
import { env, stdout } from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkBackup } from '../../electron/store/care/backup-check.ts'
import { mediumOf } from '../../electron/store/care/backup-medium.ts'
import { type Failpoint, failpoints } from '../../electron/store/files/failpoint.ts'
import { createNodeFiles } from '../../electron/store/files/node-files.ts'
import { createVault, openVault } from '../../electron/store/vault.ts'
import { bundleChild } from '../support/bundle-child.ts'
import { PASSPHRASE, temporaryFolder, testPorts } from '../support/test-vault.ts'
import { type Acknowledgement, backupsOf, expectAcknowledged, startChild } from '../support/vault-run.ts'

const isLong = env['HOSO_LONG'] === '1'
const KILLS = isLong ? 1000 : 24
const SEED = Number(env['SEED'] ?? 20_261_122)
/** Each so many kills everything that was ever acknowledged is looked for, not only what is new. */
const WHOLE_EVERY = isLong ? 100 : 12

/** What happens while a vault is made, restored or repaired has rows of its own in `vault.test.ts`. */
const elsewhere: readonly Failpoint[] = [
  'segment-created',
  'key-slots-written',
  'vault-written',
  'restore-copied',
  'restore-complete',
  'repair-blob-replaced',
  'repair-segment-replaced',
]
const duringWork = failpoints.filter((name) => !elsewhere.includes(name))

/** At a failpoint, or so long after so many acknowledgements. */
type Kill =
  | { readonly kind: 'failpoint'; readonly name: Failpoint; readonly time: number }
  | { readonly kind: 'random'; readonly afterLines: number; readonly afterMs: number }

const anyKill: fc.Arbitrary<Kill> = fc.oneof(
  fc.record({
    kind: fc.constant('failpoint' as const),
    name: fc.constantFrom(...duringWork),
    time: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    kind: fc.constant('random' as const),
    afterLines: fc.integer({ min: 0, max: 40 }),
    afterMs: fc.integer({ min: 0, max: 12 }),
  }),
)

let program = ''

beforeAll(async () => {
  program = await bundleChild('tests/support/vault-child.ts')
})
afterAll(() => rm(program, { force: true }))

/** Works on the vault until the kill. Where a random kill comes late, the work just goes on. */
async function runUntil(folder: string, kill: Kill): Promise<readonly Acknowledgement[]> {
  const moment = kill.kind === 'failpoint' ? [kill.name, String(kill.time)] : ['none', '1']
  const child = startChild(program, { task: 'work', folder, rest: [...moment, '100'] }, (said) => {
    if (kill.kind !== 'random' || said.length !== kill.afterLines + 1) return
    // Not to wait for anything: to hit other moments than those right after an acknowledgement.
    void wait(kill.afterMs).then(() => child.process.kill('SIGKILL'))
  })
  expect([kill, await child.ended]).toEqual([kill, 'SIGKILL'])
  return child.said
}

interface Longest {
  openMs: number
}

async function expectWhole(
  folder: string,
  said: readonly Acknowledgement[],
  longest: Longest,
): Promise<void> {
  const begun = performance.now()
  const vault = await openVault(folder, PASSPHRASE, testPorts())
  longest.openMs = Math.max(longest.openMs, performance.now() - begun)
  try {
    await expectAcknowledged(vault, said)
  } finally {
    await vault.close()
  }
}

test(
  `[ST1] [ST2] one vault that is killed ${KILLS} times loses nothing that was acknowledged, and needs no repair`,
  async () => {
    const folder = path.join(await temporaryFolder(), 'kho')
    await (await createVault(folder, { passphrase: PASSPHRASE }, testPorts())).vault.close()
    const kills = fc.sample(anyKill, { numRuns: KILLS, seed: SEED })
    const medium = mediumOf(createNodeFiles(), `${folder}-backup`)
    const longest: Longest = { openMs: 0 }
    const all: Acknowledgement[] = []
    let unseen: Acknowledgement[] = []

    for (const [at, kill] of kills.entries()) {
      unseen = [...unseen, ...(await runUntil(folder, kill))]
      // Every other time the next worker itself finds the vault as it was left.
      if (at % 2 === 0 && at + 1 < KILLS) continue
      await expectWhole(folder, unseen, longest)
      for (const snapshot of backupsOf(unseen).slice(-1)) {
        expect((await checkBackup(medium, { snapshot })).faults).toEqual([])
      }
      all.push(...unseen)
      unseen = []
      if ((at + 1) % WHOLE_EVERY !== 0) continue
      await expectWhole(folder, all, longest)
      stdout.write(
        `crash: ${at + 1} of ${KILLS} kills, seed ${SEED}, ${all.length} acknowledged, longest opening ${Math.round(longest.openMs)} ms\n`,
      )
    }

    await expectWhole(folder, all, longest)
    expect(all.filter(({ kind }) => kind === 'edits').length).toBeGreaterThan(KILLS)
  },
  isLong ? 4 * 3_600_000 : 120_000,
)
