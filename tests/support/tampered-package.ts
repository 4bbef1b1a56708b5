import path from 'node:path'
import type { PackageCheck } from '../../domain/package-api.ts'
import { type Packing, shortly, unzipped, zipped } from './packing.ts'
import { temporaryFolder } from './test-vault.ts'

/** A package that is whole, and what a check says of it once something in it was changed. */
export interface Tampered {
  /** The names of its files without the folder that holds them. */
  names(): readonly string[]
  text(name: string): string
  /** The first name that matches. */
  find(pattern: RegExp): string
  checked(change: (files: Files) => void): Promise<PackageCheck>
  /** As `code file`, without doubles, in the order of the alphabet. */
  faults(change: (files: Files) => void): Promise<readonly string[]>
}

/** Files of a package that is changed. */
export interface Files {
  set(name: string, bytes: Uint8Array | string): void
  delete(name: string): void
  replace(name: string, find: string | RegExp, by: string): void
  /** Puts a file in under just this name, outside the folder. */
  raw(name: string, bytes: string): void
}

export async function createTampered(packing: Packing): Promise<Tampered> {
  const { packed } = await packing.pack()
  const zip = packed[0]?.name ?? ''
  const root = zip.replace('.zip', '')
  const whole = await unzipped(path.join(packing.folder, zip))
  const own = new Map([...whole].map(([name, bytes]) => [name.slice(root.length + 1), bytes]))
  const text = (name: string): string => own.get(name)?.toString('utf8') ?? ''
  const checked = async (change: (files: Files) => void): Promise<PackageCheck> => {
    const files = new Map<string, Uint8Array>(whole)
    change({
      set: (name, bytes) => void files.set(`${root}/${name}`, Buffer.from(bytes)),
      delete: (name) => void files.delete(`${root}/${name}`),
      raw: (name, bytes) => void files.set(name, Buffer.from(bytes)),
      replace: (name, find, by) => {
        const before = Buffer.from(files.get(`${root}/${name}`) ?? '').toString('utf8')
        const after = before.replace(find, by)
        if (after === before) throw new Error(`nothing was changed in ${name}`)
        files.set(`${root}/${name}`, Buffer.from(after))
      },
    })
    const file = path.join(await temporaryFolder(), zip)
    await zipped(file, files)
    const [check] = await packing.check(file)
    if (check === undefined) throw new Error('nothing was checked')
    return check
  }
  return {
    names: () => [...own.keys()],
    text,
    find: (pattern) => [...own.keys()].find((name) => pattern.test(name)) ?? '',
    checked,
    faults: async (change) => {
      const said = shortly((await checked(change)).faults)
      return [...new Set(said.map((fault) => fault.replace(`${root}/`, '')))].toSorted()
    },
  }
}
