import path from 'node:path'
import type { AuthorityFileRow } from '../../../domain/authority-api.ts'
import { Fault } from '../../../domain/fault.ts'
import { recordId, type Sha256 } from '../../../domain/op.ts'
import { importedFileView, newImportedFile } from '../../../domain/records/authority-file.ts'
import { type Blobs, isoNow, type Records, type Surroundings } from '../ports.ts'
import { openSourceFile } from '../source-file.ts'
import { authorOf } from './imported-files.ts'

/** Where the name of an XSD file begins among the authority data. */
const SCHEMAS = 'schemas/'
/** The largest published schema of a package has 140 kB. */
const SCHEMA_BYTES = 2 * 1024 * 1024
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,80}\.xsd$/

/** An XSD file for the `schemas` folder of packages. */
export interface SchemaFile {
  readonly name: string
  readonly bytes: Uint8Array
}

interface SchemaPorts {
  readonly records: Pick<Records, 'records' | 'append'>
  readonly blobs: Blobs
  readonly surroundings: Pick<Surroundings, 'clock' | 'createId'>
}

/**
 * Takes in an XSD file; a later one of the same name replaces it.
 * @throws Fault 'file-unsupported' for what is no XSD of a plain name, 'file-too-large', and as `openSourceFile`
 */
export async function importSchema({ records, blobs, surroundings }: SchemaPorts, file: string) {
  const base = path.basename(file)
  const bytes = await schemaBytes(file)
  if (!NAME.test(base) || !isSchema(bytes)) {
    throw new Fault('file-unsupported', 'no XSD file of a plain name', { detail: { reason: 'authority' } })
  }
  const name = `${SCHEMAS}${base}`
  const known = latest(records).get(base)
  // Blob first, record after (I10).
  const { sha } = await blobs.put(inOnePiece(bytes))
  const at = isoNow(surroundings.clock)
  const version = at.slice(0, 10)
  await records.append(
    newImportedFile(recordId('authority', surroundings.createId()), { name, version, blob: sha, at }),
    { undo: 'import-authority' },
  )
  return { name, version, replaced: known?.version ?? '', entries: 1 }
}

/** The newest file of each name. @throws Fault where the bytes of one are not here */
export async function suppliedSchemas(
  records: Pick<Records, 'records'>,
  blobs: Pick<Blobs, 'open'>,
): Promise<readonly SchemaFile[]> {
  const files: SchemaFile[] = []
  for (const [name, { blob }] of latest(records)) {
    const opened = await blobs.open(blob)
    try {
      if (opened.sizeBytes > SCHEMA_BYTES) continue
      files.push({ name, bytes: await opened.read(0, opened.sizeBytes) })
    } finally {
      await opened.close()
    }
  }
  return files
}

/** Each schema that packages take along, as it is told among the data files. */
export function schemaRows(records: Pick<Records, 'records'>): readonly AuthorityFileRow[] {
  return [...latest(records)].map(([file, { version, at, by }]) => ({
    name: `${SCHEMAS}${file}`,
    version,
    source: '',
    entries: 1,
    imported: { at, by },
    unusable: null,
  }))
}

interface Known {
  readonly by: string
  readonly version: string
  readonly at: string
  readonly blob: Sha256
}

/** By the name of the file, in the order of the names. */
function latest({ records }: Pick<Records, 'records'>): ReadonlyMap<string, Known> {
  const found = new Map<string, Known>()
  for (const record of records('authority')) {
    const file = importedFileView(record)
    if (file === null || !file.name.startsWith(SCHEMAS)) continue
    const name = file.name.slice(SCHEMAS.length)
    const known = found.get(name)
    const isNewer =
      known === undefined || file.at > known.at || (file.at === known.at && file.blob > known.blob)
    if (NAME.test(name) && isNewer) found.set(name, { ...file, by: authorOf(record) })
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

async function schemaBytes(file: string): Promise<Uint8Array> {
  const source = await openSourceFile(file)
  try {
    if (source.sizeBytes > SCHEMA_BYTES) {
      throw new Fault('file-too-large', 'too large for a schema', { detail: { reason: 'authority' } })
    }
    const bytes = await source.read(0, source.sizeBytes)
    await source.assertUnchanged()
    return bytes
  } finally {
    await source.close()
  }
}

function isSchema(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('utf8')
  return /<(?:\w+:)?schema\b[^>]*http:\/\/www\.w3\.org\/2001\/XMLSchema/.test(text)
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
