import { expect } from 'vitest'
import * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import { shownValue } from '../../domain/merge.ts'
import { systemCode } from '../../electron/store/files/files.ts'
import { createVault, type Vault } from '../../electron/store/vault.ts'
import type { FaultyFiles } from './faulty-files.ts'
import { diskInMemory, edit, newRecord, PASSPHRASE, piecesOf, testPorts } from './test-vault.ts'

export const settingSchema = z.array(z.string())

/** What was acknowledged while the disk did what it wanted. */
export interface Acknowledged {
  readonly values: Map<string, string>
  readonly blobs: Map<string, Buffer>
  settings: readonly string[]
  /** Why steps failed, in their order. */
  readonly refusals: string[]
}

export function nothingYet(): Acknowledged {
  return { values: new Map(), blobs: new Map(), settings: [], refusals: [] }
}

/** A little work, each step of which may fail; only what resolved is noted. */
export async function work(vault: Vault, acknowledged: Acknowledged): Promise<void> {
  const record = newRecord('case')
  const setting = await vault.settings('thu', settingSchema, [])
  for (const round of ['một', 'hai', 'ba']) {
    const bytes = Buffer.from(`tờ giấy ${round} `.repeat(9000))
    await attempt(async () => {
      const { sha } = await vault.blobs.put(piecesOf(bytes, 20_000))
      acknowledged.blobs.set(sha, bytes)
      const document = newRecord('doc')
      await vault.append([edit(document, '/caseFile', record), edit(document, '/pages', [sha])])
      acknowledged.values.set(`${document}/pages`, JSON.stringify([sha]))
    }, acknowledged)
    await attempt(async () => {
      await vault.append([edit(record, '/title', round), edit(record, '/maker', round)])
      acknowledged.values.set(`${record}/title`, JSON.stringify(round))
      acknowledged.values.set(`${record}/maker`, JSON.stringify(round))
    }, acknowledged)
    await attempt(async () => {
      await setting.save([...acknowledged.settings, round])
      acknowledged.settings = setting.value
    }, acknowledged)
  }
}

async function attempt(step: () => Promise<void>, acknowledged: Acknowledged): Promise<void> {
  try {
    await step()
  } catch (error) {
    acknowledged.refusals.push(refusalOf(error))
  }
}

/** The code that the screen has words for, or what the system said where the store has none; a bug flies. */
function refusalOf(error: unknown): string {
  if (error instanceof Fault) return error.code
  if (systemCode(error) === 'EIO') return 'EIO'
  throw error
}

export async function expectAll(vault: Vault, { values, blobs, settings }: Acknowledged): Promise<void> {
  for (const [cell, value] of values) {
    const slash = cell.indexOf('/')
    const shown = shownValue(vault.record(cell.slice(0, slash)), cell.slice(slash))
    expect(JSON.stringify(shown)).toBe(value)
    if (!cell.endsWith('/pages')) continue
    for (const sha of settingSchema.parse(shown)) expect(await vault.blobs.has(sha)).toBe(true)
  }
  for (const [sha, bytes] of blobs) {
    const reader = await vault.blobs.open(sha)
    expect(bytes.equals(await reader.read(0, reader.sizeBytes))).toBe(true)
    await reader.close()
  }
  expect(
    settingSchema.parse((await vault.settings('thu', settingSchema, [])).value).slice(0, settings.length),
  ).toEqual(settings)
  expect(vault.notices).toEqual([])
}

export async function vaultInMemory(
  platform?: NodeJS.Platform,
): Promise<{ vault: Vault; files: FaultyFiles; folder: string }> {
  const { folder, files } = await diskInMemory(platform)
  const { vault } = await createVault(folder, { passphrase: PASSPHRASE }, testPorts({ files }))
  return { vault, files, folder }
}
