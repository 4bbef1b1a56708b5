import { createHash } from 'node:crypto'
import { lstat, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** What of a folder breaks RFC 8493, written after its sections 2.1 and 2.2 and its list for completeness and validity (3). */
export async function bagFaults(folder: string): Promise<readonly string[]> {
  const faults: string[] = []
  const files = await filesOf(folder)
  const text = async (name: string): Promise<string> =>
    files.has(name) ? readFile(path.join(folder, name), 'utf8') : ''
  // 2.1.1: exactly two lines, UTF-8, no byte order mark.
  const declaration = await text('bagit.txt')
  if (!/^BagIt-Version: \d\.\d\r?\nTag-File-Character-Encoding: UTF-8\r?\n?$/.test(declaration))
    faults.push('bagit.txt')
  // 2.1.2 and 2.1.3: a payload folder, and a manifest that lists every file of it once.
  const payload = [...files.keys()].filter((name) => name.startsWith('data/'))
  const manifest = listed(await text('manifest-sha256.txt'), faults)
  for (const name of payload) if (!manifest.has(name)) faults.push(`${name} is not listed`)
  for (const [name, sha] of manifest) {
    if (!name.startsWith('data/')) faults.push(`${name} is no payload`)
    if (files.get(name) !== sha) faults.push(`${name} has another sum`)
  }
  tagFaults(files, await text('tagmanifest-sha256.txt'), faults)
  await infoFaults(folder, { payload, info: await text('bag-info.txt') }, faults)
  return faults
}

function tagFaults(files: ReadonlyMap<string, string>, text: string, faults: string[]): void {
  // 2.2.1: tag manifests list every payload manifest and no tag manifest.
  const tags = listed(text, faults)
  if (!tags.has('manifest-sha256.txt')) faults.push('the manifest is not listed')
  for (const [name, sha] of tags) {
    if (name.startsWith('tagmanifest') || name.startsWith('data/'))
      faults.push(`${name} is no tag file to list`)
    if (files.get(name) !== sha) faults.push(`${name} has another sum`)
  }
}

async function infoFaults(
  folder: string,
  { payload, info }: { readonly payload: readonly string[]; readonly info: string },
  faults: string[],
): Promise<void> {
  // 2.2.2: labels and values; Payload-Oxum is octets, a full stop, files.
  for (const line of info.split(/\r?\n/).filter(Boolean))
    if (!/^[^:\s]+: \S.*$/.test(line)) faults.push(`info: ${line}`)
  const octets = await Promise.all(payload.map(async (name) => (await lstat(path.join(folder, name))).size))
  const oxum = `${octets.reduce((sum, size) => sum + size, 0)}.${payload.length}`
  if (!info.includes(`Payload-Oxum: ${oxum}\n`)) faults.push(`Payload-Oxum is ${oxum}`)
  if (!/^Bag-Count: \d+ of (\d+|\?)$/m.test(info)) faults.push('Bag-Count')
}

/** Every file below a folder with its SHA-256. */
export async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const name = path.relative(folder, file).split(path.sep).join('/')
    found.set(
      name,
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    )
  }
  return found
}

function listed(text: string, faults: string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const line of text.split(/\r?\n/).filter(Boolean)) {
    const [, sha = '', name = ''] = /^([0-9a-f]{64}) {1,2}(\S.*)$/.exec(line) ?? []
    if (name === '' || found.has(name)) faults.push(`manifest: ${line}`)
    found.set(name, sha)
  }
  return found
}
