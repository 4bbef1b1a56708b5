import { access, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import type { NewVault } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SampleApi } from '../../domain/sample-api.ts'
import type { Vault } from '../store/vault.ts'
import type { Parts } from './open-vault.ts'
import type { Door } from './session-door.ts'
import { locked } from './session-gate.ts'

/** The passphrase of a throw-away vault is no secret: the window shows it. */
const PASSPHRASE = 'dung thu ho so xa'

/** Invented: no commune has this code or this name. */
const sampleVault: NewVault = {
  agencyCode: 'H27.00.00',
  communeName: 'UBND xã Dữ Liệu Mẫu',
  userName: 'Cán bộ dùng thử',
  passphrase: PASSPHRASE,
}

const Mark = z.object({ isSample: z.boolean() })

function markOf(vault: Pick<Vault, 'settings'>) {
  return vault.settings('sample', Mark, { isSample: false })
}

/** Says that a vault holds sample papers only; a mark that cannot be read any more says that it does not. */
export async function markAsSample(vault: Pick<Vault, 'settings'>): Promise<void> {
  await (await markOf(vault)).save({ isSample: true })
}

async function isSampleVault(vault: Pick<Vault, 'settings'>): Promise<boolean> {
  return (await markOf(vault)).value.isSample
}

/** What opens the vault, if it is one of samples. */
export async function sampleOf(vault: Pick<Vault, 'settings'>): Promise<Sample> {
  return (await isSampleVault(vault)) ? { passphrase: PASSPHRASE } : null
}

/** The same of a locked vault, by a file beside it that decides nothing but what the lock screen says. */
export async function lockedSampleOf(vaultFolder: string): Promise<Sample> {
  return access(signOf(vaultFolder)).then(
    () => ({ passphrase: PASSPHRASE }),
    () => null,
  )
}

type Sample = { readonly passphrase: string } | null

const signOf = (vaultFolder: string): string => `${vaultFolder}.sample`

/** Sample papers never reach a province: why a call is refused in their vault, or null. */
export async function sampleRefusal(door: Door, name: string): Promise<Fault | null> {
  const gate = door.gate()
  if (name !== 'connect' || gate.kind !== 'open' || !(await isSampleVault(gate.inside.vault))) return null
  return new Fault('forbidden', 'a vault of samples joins no province', { detail: { reason: 'sample' } })
}

interface SamplePorts {
  readonly parts: Parts
  readonly door: Door
  /** Makes the vault and marks it before it stands in its place. */
  readonly create: (wanted: NewVault) => Promise<void>
}

export function sampleHandlers({ parts, door, create }: SamplePorts): Handlers<SampleApi> {
  const { vaultFolder, samplesFolder, surroundings } = parts.ports
  return {
    createSampleVault: async () => {
      const paths = await papersIn(samplesFolder)
      await create(sampleVault)
      await writeFile(signOf(vaultFolder), '')
      await door.unlock(PASSPHRASE)
      const taken = await door.dispatch('startBatch', { paths, isStatementMade: true })
      if (!taken.ok) throw new Fault(taken.code, 'the samples were not taken in', { detail: taken.detail })
      return null
    },
    discardSampleVault: async () => {
      const gate = door.gate()
      if (gate.kind !== 'open') throw locked()
      if (!(await isSampleVault(gate.inside.vault))) {
        throw new Fault('forbidden', 'this vault is no sample', { detail: { reason: 'not-sample' } })
      }
      await door.close()
      // Gone at once for whoever looks, even where deleting takes its time or is cut off.
      await rm(signOf(vaultFolder), { force: true })
      const thrownAway = `${vaultFolder}.thrown-away`
      await rm(thrownAway, { recursive: true, force: true, maxRetries: 5 })
      await rename(vaultFolder, thrownAway)
      await rm(thrownAway, { recursive: true, force: true, maxRetries: 5 })
      surroundings.emit({ name: 'vaultChanged', payload: {} })
      return null
    },
  }
}

/** @throws Fault 'file-missing' where the program came without them */
async function papersIn(folder: string | undefined): Promise<string[]> {
  const names = folder === undefined ? [] : await readdir(folder).catch(() => [])
  const papers = names.filter((name) => /\.(pdf|jpe?g|png|tiff?)$/.test(name)).sort()
  if (papers.length === 0 || folder === undefined) {
    throw new Fault('file-missing', 'there are no sample papers')
  }
  return papers.map((name) => path.join(folder, name))
}
