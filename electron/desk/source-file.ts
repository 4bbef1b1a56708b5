import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../domain/fault.ts'
import type { SourceHandle } from './reader.ts'

/** Bytes per read while a file is copied into the vault. */
const COPY_CHUNK_BYTES = 1_048_576

/** A file that somebody chose, opened for reading only. */
export interface SourceFile extends SourceHandle {
  /** Another after every change of the file, as far as its size and time tell. */
  readonly version: string
  chunks(): AsyncIterable<Uint8Array>
  /** @throws Fault 'file-changed' where size or time differ from when it was opened, or it is gone. */
  assertUnchanged(): Promise<void>
}

/** @throws Fault 'file-missing' | 'no-rights' | 'file-unsupported' (a folder, a device) | 'file-empty' */
export async function openSourceFile(file: string): Promise<SourceFile> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw sourceFault(error)
  })
  try {
    return await describe(handle, file)
  } catch (error) {
    await handle.close()
    throw sourceFault(error)
  }
}

async function describe(handle: FileHandle, file: string): Promise<SourceFile> {
  const before = await handle.stat({ bigint: true })
  if (!before.isFile()) throw new Fault('file-unsupported', 'not a regular file')
  if (before.size === 0n) throw new Fault('file-empty', 'the file has no bytes')
  const sizeBytes = Number(before.size)
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const wanted = Math.max(0, Math.min(length, sizeBytes - offset))
    const bytes = new Uint8Array(wanted)
    const { bytesRead } = await handle.read(bytes, 0, wanted, offset)
    if (bytesRead !== wanted) throw new Fault('file-changed', 'the file became shorter while it was read')
    return bytes
  }
  return {
    name: path.basename(file).normalize('NFC'),
    sizeBytes,
    version: `${before.size}:${before.mtimeNs}`,
    read,
    chunks: async function* () {
      for (let at = 0; at < sizeBytes; at += COPY_CHUNK_BYTES) yield await read(at, COPY_CHUNK_BYTES)
    },
    assertUnchanged: async () => {
      const after = await handle.stat({ bigint: true })
      const isSame = after.size === before.size && after.mtimeNs === before.mtimeNs && after.nlink > 0n
      if (!isSame) throw new Fault('file-changed', 'the file changed or was removed while it was read')
    },
    close: () => handle.close(),
  }
}

function sourceFault(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new Fault('file-missing', 'no such file', { cause: error })
  if (code === 'EACCES' || code === 'EPERM') return new Fault('no-rights', 'not readable', { cause: error })
  if (code === 'EISDIR') return new Fault('file-unsupported', 'a folder', { cause: error })
  return error
}
