import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { canonicalJson, type Json } from '../../../../domain/json.ts'
import { batchText, type OpBatch } from '../../../../domain/sync/protocol.ts'
import { restoreVault } from '../../../../electron/store/care/restore.ts'
import { stationIdOf } from '../../../../electron/store/keys/station.ts'
import { openVault, type Vault } from '../../../../electron/store/vault.ts'
import { carePorts } from '../../../support/test-care.ts'
import { headOf } from '../../../support/test-station.ts'
import { createTestVault, PASSPHRASE, temporaryFolder, testPorts } from '../../../support/test-vault.ts'

const COMMUNE = 'H27.38.05'

/** What a program of next year may send: kinds, cells, keys and values that this one has never heard of. */
function newerBodies(station: string): readonly string[] {
  const op = (n: number, rest: Readonly<Record<string, Json>>): string =>
    canonicalJson({
      v: 1,
      s: station,
      i: 0,
      n,
      t: [1_900_000_000_000, n],
      o: [],
      by: 'Lan',
      sv: 7,
      p: '/x',
      ...rest,
    })
  return [
    op(1, { f: `stamp_${randomUUID()}`, val: { hình: [1, null, 'ấn'] } }),
    op(2, { f: `doc_${randomUUID()}`, p: '/ink/1', val: 'mực đỏ', mood: { deep: [{ a: 0.5 }] } }),
    op(3, { f: `vote-2_${randomUUID()}`, del: true, zz: 'sau', aa: 'trước' }),
  ]
}

function signedBatch(): { readonly batch: OpBatch; readonly origin: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = z.object({ x: z.string() }).parse(publicKey.export({ format: 'jwk' })).x
  const s = stationIdOf(key)
  const ops = newerBodies(s)
  const named = { s, i: 0, from: 1, to: ops.length, head: headOf(ops, ops.length) }
  const signature = sign(null, Buffer.from(batchText(named, COMMUNE)), privateKey).toString('base64url')
  return { batch: { ...named, ops: [...ops], key, signature }, origin: `${s}.0` }
}

/** The texts that the log holds of an origin: a second batch that differs in one byte is refused as a fork. */
async function holds(vault: Vault, batch: OpBatch): Promise<string> {
  return vault.ingest(batch, COMMUNE)
}

test('[CA14] ops of a newer program are kept byte for byte, through restarts, backup and restore', async () => {
  const { vault, reopen } = await createTestVault()
  const { batch, origin } = signedBatch()
  expect(await vault.ingest(batch, COMMUNE)).toBe('taken')

  const again = await reopen()
  expect([again.vector(), again.notices]).toEqual([{ [origin]: 3 }, []])
  expect(await holds(again, batch)).toBe('known')
  const stick = await temporaryFolder()
  await again.care.backUp(stick, {})
  const to = path.join(await temporaryFolder(), 'kho')
  await restoreVault({ from: stick, to, secret: PASSPHRASE }, carePorts())

  const restored = await openVault(to, PASSPHRASE, testPorts())
  expect([restored.vector(), restored.notices]).toEqual([{ [origin]: 3 }, []])
  expect(await holds(restored, batch)).toBe('known')
  // One space more would be another body, another hash, and refused.
  const altered = { ...batch, ops: batch.ops.map((body) => body.replace('mực đỏ', 'mực đen')) }
  await expect(holds(restored, altered)).rejects.toMatchObject({ code: 'fork' })
  expect((await restored.care.check({})).faults).toEqual([])
  await restored.close()
})
