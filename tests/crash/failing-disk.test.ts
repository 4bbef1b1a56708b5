import { env, stdout } from 'node:process'
import { expect, test } from 'vitest'
import { openVault } from '../../electron/store/vault.ts'
import { expectAll, nothingYet, vaultInMemory, work } from '../support/disk-work.ts'
import type { CallKind, DiskError } from '../support/faulty-files.ts'
import { losePower, PASSPHRASE, testPorts } from '../support/test-vault.ts'

const isLong = env['HOSO_LONG'] === '1'

/** What the screen may say of each; once a sync or a cut has failed as well, the log takes nothing more. */
const told: Readonly<Record<DiskError, readonly string[]>> = {
  ENOSPC: ['disk-full', 'read-only'],
  EIO: ['EIO', 'read-only'],
  EPERM: ['no-rights', 'read-only'],
  EBUSY: ['file-busy', 'read-only'],
}
const codes = ['ENOSPC', 'EIO', 'EPERM', 'EBUSY'] as const
/** A vault's work makes more calls of each kind than so many. */
const leastCalls: Readonly<Record<CallKind, number>> = { write: 12, sync: 20, rename: 5, other: 12 }

/** In the long run every call fails in every way; else in one, each in its turn. */
function waysOf(call: number): readonly DiskError[] {
  return isLong ? codes : codes.filter((_, at) => at === call % codes.length)
}

/** One call of a kind fails; then the power goes. */
async function failAndGoOn(kind: CallKind, call: number, code: DiskError): Promise<void> {
  const run = await vaultInMemory()
  const acknowledged = nothingYet()
  run.files.failKindAt(kind, run.files.callsOf(kind) + call, { code })
  await work(run.vault, acknowledged)
  const untold = acknowledged.refusals.filter((refusal) => !told[code].includes(refusal))
  expect([kind, call, code, untold]).toEqual([kind, call, code, []])
  // What could not be removed of a draft goes at the next start, and nobody has to know.
  const isTold = acknowledged.refusals.length > 0 || kind === 'other'
  expect([call, code, isTold]).toEqual([call, code, true])
  await losePower(run.vault, run.files)

  const again = await openVault(run.folder, PASSPHRASE, testPorts({ files: run.files }))
  await expectAll(again, acknowledged)
  await work(again, acknowledged)
  await expectAll(again, acknowledged)
  await again.close()
}

test.each(['write', 'sync', 'rename', 'other'] as const)(
  '[ST5] whichever %s fails, and the power after it, nothing acknowledged is lost, the reason is told and work goes on',
  async (kind) => {
    const whole = await vaultInMemory()
    const before = whole.files.callsOf(kind)
    await work(whole.vault, nothingYet())
    const calls = whole.files.callsOf(kind) - before
    await whole.vault.close()
    expect(calls).toBeGreaterThan(leastCalls[kind])

    for (let call = 1; call <= calls; call += 1) {
      for (const code of waysOf(call)) await failAndGoOn(kind, call, code)
    }
    stdout.write(
      `failing disk: ${calls} calls of kind ${kind}, ${isLong ? 'each in 4 ways' : 'each in one way'}\n`,
    )
  },
  isLong ? 3_600_000 : 120_000,
)
