import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { shownValue } from '../../../../../domain/merge.ts'
import { batchText, type OpBatch } from '../../../../../domain/sync/protocol.ts'
import type { Vault } from '../../../../../electron/store/vault.ts'
import { createTestVault, edit, faultOf, newRecord } from '../../../../support/test-vault.ts'

const COMMUNE = 'H27.38.05'
const LARGE = 'x'.repeat(60_000)
/** Enough to fill two segments and begin a third. */
const OPS = 300

/** Every op of a vault in batches, as the server would send them back. */
async function batchesOf(vault: Vault, opsInBatch: number): Promise<readonly OpBatch[]> {
  const { id: s, incarnation: i, publicKey: key } = vault.station
  const batches: OpBatch[] = []
  for (let n = 0; ; ) {
    const unsent = await vault.unsent({ [`${s}.${i}`]: n }, { ops: opsInBatch, bytes: 1e9 })
    if (unsent === null) return batches
    const named = { s, i, from: unsent.from, to: unsent.to, head: unsent.head }
    batches.push({
      ...named,
      key,
      signature: vault.station.sign(batchText(named, COMMUNE)),
      ops: [...unsent.ops],
    })
    n = unsent.to
  }
}

async function damagedVault(spoil: (bytes: Buffer) => Buffer) {
  const { folder, vault, reopen } = await createTestVault()
  const record = newRecord('case')
  for (let n = 1; n <= OPS; n += 1) await vault.append([edit(record, '/note', `${n}${LARGE}`)])
  const batches = await batchesOf(vault, 50)
  const origin = `${vault.station.id}.0`
  const log = path.join(folder, 'log', origin)
  await vault.close()
  const [first = ''] = await readdir(log)
  await writeFile(path.join(log, first), spoil(await readFile(path.join(log, first))))
  return { folder, record, origin, batches, reopen: () => reopen() }
}

const flipped = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.map((byte, at) => (at === 1_000_000 ? byte ^ 1 : byte)))

test.each([
  ['a flipped bit', flipped],
  ['a segment that was cut', (bytes: Buffer) => bytes.subarray(0, 1_000_000)],
])(
  '[ST30] ops that %s took away come back from elsewhere, and the log goes on where it was',
  async (_, spoil) => {
    const { folder, record, origin, batches, reopen } = await damagedVault(spoil)
    // Without the ledger nothing but the log and its witness tell what there was.
    const vault = await withoutLedger(folder, reopen)
    const [notice] = vault.notices
    expect(notice).toMatchObject({ code: 'damaged', detail: { part: 'log', origin } })
    expect(await faultOf(vault.append([edit(record, '/title', 'mới')]))).toMatchObject({ code: 'read-only' })

    for (const batch of batches) await vault.ingest(batch, COMMUNE)

    expect(vault.notices).toEqual([])
    expect(vault.vector()).toEqual({ [origin]: OPS })
    expect(shownValue(vault.record(record), '/note')).toBe(`${OPS}${LARGE}`)
    await vault.append([edit(record, '/title', 'mới')])
    const again = await reopen()
    expect(again.notices).toEqual([])
    expect(again.vector()).toEqual({ [origin]: OPS + 1 })
    expect(await readdir(path.join(folder, 'quarantine'))).not.toEqual([])
  },
)

test('[ST30] a log that is half mended is still known to lack the rest after a restart', async () => {
  const { folder, record, origin, batches, reopen } = await damagedVault(flipped)
  const vault = await withoutLedger(folder, reopen)
  for (const batch of batches.slice(0, 2)) await vault.ingest(batch, COMMUNE)

  const again = await reopen()

  expect(again.vector()).toEqual({ [origin]: 100 })
  expect(again.notices).toEqual([{ code: 'damaged', detail: { part: 'log', origin, n: 101 } }])
  expect(await faultOf(again.append([edit(record, '/title', 'mới')]))).toMatchObject({ code: 'read-only' })
  for (const batch of batches.slice(2)) await again.ingest(batch, COMMUNE)
  expect(again.notices).toEqual([])
})

async function withoutLedger(folder: string, reopen: () => Promise<Vault>): Promise<Vault> {
  for (const suffix of ['', '-wal', '-shm']) await writeFile(path.join(folder, `ledger.db${suffix}`), '')
  return reopen()
}
