import {
  AUTHORITY_FILE_BYTES,
  type AuthorityFile,
  parseAuthorityFile,
} from '../../../domain/authority-file.ts'
import { Fault } from '../../../domain/fault.ts'
import { openSourceFile } from '../source-file.ts'

/** A data file with its bytes as they are stored. */
export interface ChosenFile {
  readonly file: AuthorityFile
  readonly bytes: Uint8Array
}

/**
 * Reads a file that somebody chose as a data file of the law.
 * @throws Fault 'file-missing', 'no-rights', 'file-empty', 'file-unsupported' for what is no such file, 'file-too-large',
 * 'file-changed', 'file-corrupt' naming the place that is wrong
 */
export async function readChosenFile(path: string): Promise<ChosenFile> {
  const source = await openSourceFile(path)
  try {
    if (source.sizeBytes > AUTHORITY_FILE_BYTES) {
      throw new Fault('file-too-large', `${source.sizeBytes} bytes are too many for a data file`, {
        detail: { reason: 'authority' },
      })
    }
    const bytes = await source.read(0, source.sizeBytes)
    await source.assertUnchanged()
    return { file: parseBytes(bytes), bytes }
  } finally {
    await source.close()
  }
}

/** @throws Fault 'file-unsupported', 'file-corrupt' */
export function parseBytes(bytes: Uint8Array): AuthorityFile {
  const parsed = parseAuthorityFile(jsonOf(bytes))
  if (parsed.kind === 'sound') return parsed.file
  if (parsed.kind === 'unknown') {
    throw new Fault('file-unsupported', 'no data file of the law', { detail: { reason: 'authority' } })
  }
  throw corrupt(parsed.place)
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return JSON.parse(text.normalize('NFC'))
  } catch (error) {
    // Bytes that are no text, text that is no JSON, and brackets nested deeper than the parser goes.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError)
      throw corrupt('', error)
    throw error
  }
}

function corrupt(place: string, cause?: unknown): Fault {
  return new Fault('file-corrupt', `the data file is wrong at ${place}`, {
    cause,
    detail: { reason: place === '' ? 'authority' : 'authority-place', place },
  })
}
