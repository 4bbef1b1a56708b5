import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { EngineApi } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import { bookOf, type HelpApi, HelpFile } from '../../domain/help-api.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SampleApi } from '../../domain/sample-api.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { firstUsers } from './memory-users.ts'

const folder = path.join(import.meta.dirname, '../../assets/help')

/** What the program explains, as it is shipped. */
const shippedHelp = bookOf(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => HelpFile.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8')))),
)

/** Help and the vault of samples without files. */
export function guideHandlers({
  vault,
  emit,
}: MemoryParts): Handlers<Pick<EngineApi, keyof HelpApi | keyof SampleApi>> {
  const passphrase = 'dung thu ho so xa'
  return {
    helpBook: async () => shippedHelp,
    createSampleVault: async () => {
      const users = firstUsers('Cán bộ dùng thử', passphrase)
      Object.assign(vault, { agencyName: 'UBND xã Dữ Liệu Mẫu', passphrase, users, sample: { passphrase } })
      vault.kind = 'open'
      emit({ name: 'vaultChanged', payload: {} })
      return null
    },
    discardSampleVault: async () => {
      if (vault.sample === null)
        throw new Fault('forbidden', 'no sample', { detail: { reason: 'not-sample' } })
      Object.assign(vault, { kind: 'first-run', sample: null })
      emit({ name: 'vaultChanged', payload: {} })
      return null
    },
  }
}
