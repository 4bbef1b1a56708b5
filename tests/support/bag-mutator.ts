import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { bagText } from '../../domain/bag/bag-format.ts'
import { manifestText } from '../../domain/bag/manifest.ts'
import { filesOf } from './bagit-rules.ts'

/** 0..1 from a seed, always the same ones (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface MutatorPorts {
  readonly random: () => number
  /** Bags to take files from, of the same sender and of others. */
  readonly bags: readonly string[]
  /** Signs as the sender of the first bag: what an enrolled but hostile station can do. */
  readonly sign: (text: string) => string
  readonly publicKey: string
  readonly commune: string
}

const tricks = [
  '../../ra-ngoai.age',
  'data/../../ra-ngoai.age',
  '/ra-ngoai.age',
  'data/ops/../../../ra-ngoai.age',
  'C:\\ra-ngoai.age',
  'data/blobs/aa/CON',
  'data/ops/x.age ',
]

type Mutate = (bag: string, ports: MutatorPorts) => Promise<void>

const one = <T>(list: readonly T[], random: () => number): T => {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new RangeError('an empty list')
  return found
}
const fileOf = async (bag: string, random: () => number): Promise<string> =>
  one([...(await filesOf(bag)).keys()].sort(), random)

const mutations: Readonly<Record<string, Mutate>> = {
  truncate: async (bag, { random }) => {
    const file = path.join(bag, await fileOf(bag, random))
    await truncate(file, Math.floor(random() * (await readFile(file)).length))
  },
  flip: async (bag, { random }) => {
    const file = path.join(bag, await fileOf(bag, random))
    const bytes = await readFile(file)
    if (bytes.length === 0) return
    const at = Math.floor(random() * bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
    await writeFile(file, bytes)
  },
  remove: async (bag, { random }) => rm(path.join(bag, await fileOf(bag, random))),
  renamed: async (bag, { random }) => {
    const from = path.join(bag, await fileOf(bag, random))
    await rename(
      from,
      path.join(path.dirname(from), one(['x.age', 'hello.age.', 'HELLO.AGE', '..age'], random)),
    )
  },
  swap: async (bag, { random, bags }) => {
    const other = one(bags, random)
    await cp(path.join(other, await fileOf(other, random)), path.join(bag, await fileOf(bag, random)), {
      force: true,
    })
  },
  add: async (bag, { random, bags }) => {
    const other = one(bags, random)
    const name = await fileOf(other, random)
    await cp(path.join(other, name), path.join(bag, name), { force: true })
  },
  link: async (bag, { random }) => {
    const file = path.join(bag, await fileOf(bag, random))
    await rm(file)
    await symlink(one(['/etc/hostname', '..', file], random), file)
  },
  linkedFolder: async (bag, { bags, random }) => {
    await rm(path.join(bag, 'data'), { recursive: true, force: true })
    await symlink(path.join(one(bags, random), 'data'), path.join(bag, 'data'))
  },
  fetch: (bag) => writeFile(path.join(bag, 'fetch.txt'), 'http://127.0.0.1:9/x 10 data/x\n'),
  folder: async (bag, { random }) => {
    await mkdir(path.join(bag, one(['data/ops/x', 'data/deep', 'x', 'data/blobs/zz'], random)), {
      recursive: true,
    })
  },
  giant: async (bag, { random }) => truncate(path.join(bag, await fileOf(bag, random)), 1_500_000_000),
  line: async (bag, { random }) => {
    const file = path.join(
      bag,
      one(['manifest-sha256.txt', 'tagmanifest-sha256.txt', 'bag-info.txt'], random),
    )
    const line = `${'0'.repeat(64)}  ${one(tricks, random)}\n`
    await writeFile(file, `${await readFile(file, 'utf8')}${line}`)
  },
  whole: async () => {},
}

/** Puts sums and signature right again, so that what was changed is found behind them. */
async function signAgain(bag: string, { random, sign, publicKey, commune }: MutatorPorts): Promise<void> {
  const files = await filesOf(bag)
  const payload = [...files].filter(([name]) => name.startsWith('data/'))
  const listed = payload.map(([name, sha256]) => ({ name, sha256 }))
  const trick = random() < 0.1 ? [{ name: one(tricks, random), sha256: '0'.repeat(64) }] : []
  await writeFile(path.join(bag, 'manifest-sha256.txt'), manifestText([...listed, ...trick]))
  const sizes = await Promise.all(
    payload.map(async ([name]) => (await readFile(path.join(bag, name))).length),
  )
  const info = path.join(bag, 'bag-info.txt')
  const oxum = `Payload-Oxum: ${sizes.reduce((sum, size) => sum + size, 0)}.${payload.length}`
  await writeFile(info, (await readFile(info, 'utf8')).replace(/Payload-Oxum: .*/, oxum))
  const tags = await filesOf(bag)
  const tagged = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt'].map((name) => ({
    name,
    sha256: tags.get(name) ?? '',
  }))
  const text = manifestText(tagged)
  await writeFile(path.join(bag, 'tagmanifest-sha256.txt'), text)
  const sha = createHash('sha256').update(text).digest('hex')
  await writeFile(path.join(bag, 'bag.sig'), `${publicKey} ${sign(bagText(commune, sha))}\n`)
}

/** Copies a bag and changes it; a third of them are signed again by their sender. @returns what was done */
export async function mutateBag(copy: string, ports: MutatorPorts): Promise<string> {
  const { random, bags } = ports
  await rm(path.dirname(copy), { recursive: true, force: true })
  await mkdir(path.dirname(copy), { recursive: true })
  await cp(bags[0] ?? '', copy, { recursive: true })
  const name = one(Object.keys(mutations), random)
  await mutations[name]?.(copy, ports)
  if (random() > 1 / 3 || name === 'giant' || name === 'linkedFolder') return name
  if (!(await readdir(copy)).includes('bag-info.txt')) return name
  try {
    await signAgain(copy, ports)
    return `${name}, signed`
  } catch (error) {
    // What it would sign is a link or gone: the bag stays as it is.
    if (error instanceof Error && 'code' in error) return name
    throw error
  }
}
