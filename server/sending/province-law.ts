import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Authority } from '../../domain/authority.ts'
import {
  AUTHORITY_FILE_BYTES,
  type AuthorityFile,
  disagreementIn,
  parseAuthorityFile,
  withFile,
} from '../../domain/authority-file.ts'
import { Fault } from '../../domain/fault.ts'

const files = [
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

/** The law's data that every program is shipped with. @throws Fault 'damaged' */
export async function loadLaw(folder: string): Promise<Authority> {
  let made: Partial<Authority> = {}
  for (const name of files) {
    const parsed = await readFile(path.join(folder, `${name}.json`), 'utf8').then(
      (text) => parseAuthorityFile(JSON.parse(text)),
      (error: unknown) => {
        throw new Fault('damaged', `authority file ${name}`, {
          cause: error,
          detail: { file: `${name}.json` },
        })
      },
    )
    if (parsed.kind !== 'sound') {
      throw new Fault('damaged', `authority file ${name}`, { detail: { file: `${name}.json` } })
    }
    made = { ...made, ...parsed.file.part(made.profiles ?? []) }
  }
  return Authority.parse(made)
}

/**
 * A data file as somebody chose it, of its shape and in agreement with the rest of the law's data.
 * @throws Fault 'invalid-input' with the reason, and where it is wrong
 */
export function readLawFile(law: Authority, bytes: Buffer): AuthorityFile {
  if (bytes.length > AUTHORITY_FILE_BYTES) throw new Fault('file-too-large', 'a data file is too large')
  const parsed = parseAuthorityFile(jsonOf(bytes))
  if (parsed.kind !== 'sound') {
    const place = parsed.kind === 'wrong' ? parsed.place : ''
    throw new Fault('invalid-input', 'no data file', {
      detail: { reason: `authority-${parsed.kind}`, place },
    })
  }
  const found = disagreementIn(withFile(law, parsed.file))
  if (found === null) return parsed.file
  const detail = { reason: 'authority-disagrees', place: `${found.where}: ${found.what}` }
  throw new Fault('invalid-input', 'the data files disagree', { detail })
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new Fault('invalid-input', 'no JSON', { cause: error, detail: { reason: 'authority-unknown' } })
  }
}
