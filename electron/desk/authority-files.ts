import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Authority } from '../../domain/authority.ts'
import { type AuthorityFile, disagreementIn, parseAuthorityFile } from '../../domain/authority-file.ts'
import { Fault } from '../../domain/fault.ts'

const shippedFiles = [
  'document-types',
  'retentions',
  'file-plan',
  'agency-codes',
  'lists',
  'retention-schedule',
  'layouts',
  'profiles/tt05-2025',
  'profiles/tt02-2019',
] as const

/**
 * The law's data from a folder of data files. @throws Fault 'damaged' naming the file that is not what it should be, or
 * does not agree with the others
 */
export async function loadAuthority(folder: string): Promise<Authority> {
  const files = await Promise.all(shippedFiles.map((name) => load(folder, name)))
  const made = files.reduce<Partial<Authority>>(
    (parts, { part }) => ({ ...parts, ...part(parts.profiles ?? []) }),
    {},
  )
  const authority = Authority.parse(made)
  const found = disagreementIn(authority)
  if (found !== null) throw damaged(`${found.where}.json`, `${found.kind} ${found.what}`)
  return authority
}

async function load(folder: string, name: string): Promise<AuthorityFile> {
  const file = `${name}.json`
  const parsed = await readFile(path.join(folder, file), 'utf8')
    .then((text) => parseAuthorityFile(JSON.parse(text)))
    .catch((error: unknown) => {
      throw damaged(file, String(error), error)
    })
  if (parsed.kind === 'sound' && parsed.file.name === name) return parsed.file
  throw damaged(file, parsed.kind === 'wrong' ? `wrong at ${parsed.place}` : 'is another file')
}

function damaged(file: string, why: string, cause?: unknown): Fault {
  return new Fault('damaged', `authority file ${file}: ${why}`, { cause, detail: { file } })
}
