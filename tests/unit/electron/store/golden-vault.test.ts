import { cp, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { shownValue } from '../../../../domain/merge.ts'
import { JsonValue } from '../../../../domain/op.ts'
import { checkVault } from '../../../../electron/store/care/check.ts'
import { openVault, type Vault } from '../../../../electron/store/vault.ts'
import { carePorts } from '../../../support/test-care.ts'
import { edit, newRecord, piecesOf, temporaryFolder, testPorts } from '../../../support/test-vault.ts'

const fixtures = path.join(import.meta.dirname, '../../../fixtures/vaults')

const Truth = z.object({
  passphrase: z.string(),
  recoveryCode: z.string(),
  station: z.string(),
  vector: z.record(z.string(), z.int()),
  blobs: z.array(z.object({ sha: z.string(), sizeBytes: z.int() })),
  records: z.record(z.string(), z.record(z.string(), JsonValue)),
})
type Truth = z.infer<typeof Truth>

async function copyOf(version: string): Promise<{ readonly folder: string; readonly truth: Truth }> {
  const folder = path.join(await temporaryFolder(), 'kho')
  await cp(path.join(fixtures, version, 'kho'), folder, { recursive: true })
  const truth = Truth.parse(JSON.parse(await readFile(path.join(fixtures, version, 'truth.json'), 'utf8')))
  return { folder, truth }
}

async function expectTruth(vault: Vault, truth: Truth): Promise<void> {
  expect(vault.notices).toEqual([])
  expect(vault.station.id).toBe(truth.station)
  for (const [id, cells] of Object.entries(truth.records)) {
    const record = vault.record(id)
    const shown = Object.keys(record.cells).map((cell) => [cell, shownValue(record, cell) ?? null])
    expect([id, Object.fromEntries(shown)]).toEqual([id, cells])
  }
  for (const { sha, sizeBytes } of truth.blobs) {
    const reader = await vault.blobs.open(sha)
    let bytes = 0
    // To the end, so that the hash is checked as well.
    for await (const piece of reader.stream()) bytes += piece.length
    await reader.close()
    expect(bytes).toBe(sizeBytes)
  }
}

const versions = await readdir(fixtures)

test.each(versions)(
  '[CA13] the vault of version %s opens as it was left, takes new edits and stays readable',
  async (version) => {
    const { folder, truth } = await copyOf(version)
    const [origin = '', n = 0] = Object.entries(truth.vector)[0] ?? []

    const vault = await openVault(folder, truth.passphrase, testPorts())
    expect(vault.vector()).toEqual(truth.vector)
    await expectTruth(vault, truth)
    const record = newRecord('case')
    await vault.append([edit(record, '/title', 'viết bằng bản mới')])
    const { sha } = await vault.blobs.put(piecesOf(Buffer.from('trang mới')))
    await vault.close()

    const again = await openVault(folder, truth.recoveryCode, testPorts())
    await expectTruth(again, truth)
    expect(again.vector()).toEqual({ ...truth.vector, [origin]: n + 1 })
    expect(shownValue(again.record(record), '/title')).toBe('viết bằng bản mới')
    expect(await again.blobs.has(sha)).toBe(true)
    await again.close()
    expect((await checkVault(folder, truth.passphrase, { ports: carePorts() })).faults).toEqual([])
  },
)
