import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { env, stdout } from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkBackup } from '../../electron/store/care/backup-check.ts'
import { mediumOf } from '../../electron/store/care/backup-medium.ts'
import { createNodeFiles } from '../../electron/store/files/node-files.ts'
import { createVault, openVault } from '../../electron/store/vault.ts'
import { bundleChild } from '../support/bundle-child.ts'
import { type CutDisk, createCutDisk, isStopped, whyNoCutDisk } from '../support/cut-disk.ts'
import { edit, newRecord, PASSPHRASE, temporaryFolder, testPorts } from '../support/test-vault.ts'
import { type Acknowledgement, backupsOf, expectAcknowledged, startChild } from '../support/vault-run.ts'

const CUTS = env['HOSO_LONG'] === '1' ? 200 : 20
const SEED = Number(env['SEED'] ?? 20_261_122)

let program = ''

beforeAll(async () => {
  const reason = await whyNoCutDisk()
  // Not passed over in silence: whoever asks for this run wants to know that it did not take place.
  if (reason !== null) throw new Error(`no power was cut, since a real disk cannot be had here: ${reason}`)
  program = await bundleChild('tests/support/vault-child.ts')
})
afterAll(() => rm(program, { force: true }))

/** When the power goes: so long after so many acknowledgements. */
const anyCut = fc.record({
  afterLines: fc.integer({ min: 1, max: 60 }),
  afterMs: fc.integer({ min: 0, max: 40 }),
})

interface Cut {
  /** What had been acknowledged when the power went. */
  readonly said: readonly Acknowledgement[]
}

/** Works on the vault, stands still at some moment, and looks at what would be left of the disk then. */
async function cutDuringWork(
  disk: CutDisk,
  { afterLines, afterMs }: { readonly afterLines: number; readonly afterMs: number },
  look: (folder: string, cut: Cut) => Promise<void>,
): Promise<Cut> {
  const reached = { isSo: false }
  const rest = ['none', '1', '200']
  const child = startChild(program, { task: 'work', folder: path.join(disk.folder, 'kho'), rest }, (said) => {
    reached.isSo ||= said.length >= afterLines
  })
  await expect.poll(() => reached.isSo, { timeout: 60_000, interval: 1 }).toBe(true)
  // Not to wait for anything: to meet the disk in the middle of other things than an acknowledgement.
  await wait(afterMs)
  child.process.kill('SIGSTOP')
  await expect.poll(() => isStopped(child.process.pid ?? 0), { timeout: 10_000, interval: 1 }).toBe(true)
  const cut = await disk.afterCut(async (folder) => {
    child.process.kill('SIGKILL')
    expect(await child.ended).toBe('SIGKILL')
    await look(folder, child)
    return { said: child.said }
  })
  return cut
}

test(
  `[ST1] [ST2] ${CUTS} power cuts on a real disk lose nothing that was acknowledged, and need no repair`,
  async () => {
    const disk = await createCutDisk(await temporaryFolder())
    const folder = path.join(disk.folder, 'kho')
    await (await createVault(folder, { passphrase: PASSPHRASE }, testPorts())).vault.close()
    const all: Acknowledgement[] = []

    for (const [at, cut] of fc.sample(anyCut, { numRuns: CUTS, seed: SEED }).entries()) {
      const { said } = await cutDuringWork(disk, cut, async (left, { said: acknowledged }) => {
        const begun = performance.now()
        const vault = await openVault(path.join(left, 'kho'), PASSPHRASE, testPorts())
        const openMs = Math.round(performance.now() - begun)
        try {
          await expectAcknowledged(vault, [...all, ...acknowledged])
          await vault.append([edit(newRecord('case'), '/title', 'sau khi có điện lại')])
        } finally {
          await vault.close()
        }
        const medium = mediumOf(createNodeFiles(), path.join(left, 'kho-backup'))
        for (const snapshot of backupsOf(acknowledged)) {
          expect((await checkBackup(medium, { snapshot })).faults).toEqual([])
        }
        stdout.write(
          `power: cut ${at + 1} of ${CUTS}, seed ${SEED}, ${acknowledged.length} acknowledged, 0 lost, opened in ${openMs} ms\n`,
        )
      })
      expect(said.length).toBeGreaterThanOrEqual(cut.afterLines)
      all.push(...said)
    }
  },
  env['HOSO_LONG'] === '1' ? 4 * 3_600_000 : 600_000,
)

test('the cut is real: what was written without a sync is gone', async () => {
  const disk = await createCutDisk(await temporaryFolder())
  const names = Array.from({ length: 50 }, (_, index) => `tệp-${index}`)
  for (const name of names) await writeFile(path.join(disk.folder, name), 'x'.repeat(10_000))

  const left = await disk.afterCut(async (folder) =>
    Promise.all(
      names.map((name) =>
        readFile(path.join(folder, name), 'utf8').then(
          (text) => text.length,
          () => 0,
        ),
      ),
    ),
  )

  expect(left.filter((length) => length === 10_000).length).toBeLessThan(names.length)
})
