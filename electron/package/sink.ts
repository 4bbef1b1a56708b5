import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { Fault } from '../../domain/fault.ts'
import { errorCode } from '../../domain/medium-fault.ts'

/** Takes bytes in order; resolves when more may come. Bytes that were given are not changed afterwards. */
export type WriteBytes = (bytes: Uint8Array) => Promise<void>

export interface WrittenFile {
  /** With '/' between folders, from the root of the package. */
  readonly name: string
  readonly sizeBytes: number
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string
}

export interface Put<T> {
  readonly file: WrittenFile
  /** What the filling returned. */
  readonly result: T
}

/** Where the files of one package go, one after the other. Nothing stands under its name before it is finished. */
export interface PackageSink {
  put<T>(name: string, fill: (write: WriteBytes) => Promise<T>): Promise<Put<T>>
  /** The package is on the medium, whole, under its name. @returns its size in bytes */
  finish(): Promise<number>
  /** Takes away what was written. */
  discard(): Promise<void>
}

export async function putText(sink: PackageSink, name: string, text: string): Promise<WrittenFile> {
  return (await sink.put(name, (write) => write(Buffer.from(text, 'utf8')))).file
}

/** Counts and hashes what passes. */
export interface Meter {
  add(bytes: Uint8Array): void
  written(name: string): WrittenFile
}

export function createMeter(): Meter {
  const hash = createHash('sha256')
  const state = { sizeBytes: 0 }
  return {
    add: (bytes) => {
      hash.update(bytes)
      state.sizeBytes += bytes.length
    },
    written: (name) => ({ name, sizeBytes: state.sizeBytes, sha256: hash.digest('hex') }),
  }
}

/** @throws Fault 'conflict' reason `name-exists` */
export async function assertNew(file: string, name: string): Promise<void> {
  const there = await stat(file).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  if (there !== null) {
    throw new Fault('conflict', `${name} is there already`, { detail: { reason: 'name-exists', name } })
  }
}
