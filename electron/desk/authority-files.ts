import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Authority } from '../../domain/authority.ts'
import { Fault } from '../../domain/fault.ts'

const files = {
  documentTypes: 'document-types.json',
  retentions: 'retentions.json',
  filePlan: 'file-plan.json',
} as const

/** The law's lists from a folder of data files. @throws Fault 'damaged' naming the file that is not what it should be */
export async function loadAuthority(folder: string): Promise<Authority> {
  const load = async <K extends keyof typeof files>(name: K): Promise<Authority[K]> => {
    const file = files[name]
    try {
      const parsed = Authority.shape[name].parse(JSON.parse(await readFile(path.join(folder, file), 'utf8')))
      // The schema of `name` gives the list of `name`, which an index by a type parameter cannot express.
      return parsed as Authority[K]
    } catch (error) {
      throw new Fault('damaged', `authority file ${file}: ${String(error)}`, {
        cause: error,
        detail: { file },
      })
    }
  }
  const [documentTypes, retentions, filePlan] = await Promise.all([
    load('documentTypes'),
    load('retentions'),
    load('filePlan'),
  ])
  return { documentTypes, retentions, filePlan }
}
