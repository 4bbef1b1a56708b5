import { Fault } from '../../../domain/fault.ts'

/**
 * The file system as the vault sees it. A full disk rejects with Fault 'disk-full', missing rights with 'no-rights', a
 * medium that cannot be written with 'read-only', a file that another program holds with 'file-busy'; anything else rejects as the system reported it. Nothing is durable
 * before the sync that says so.
 */
export interface Files {
  /** Null where there is no such file. */
  open(path: string, access: 'read' | 'write'): Promise<OpenFile | null>
  /** A new, empty file; rejects where the path is taken. */
  create(path: string): Promise<OpenFile>
  /** The whole content, or null where there is no such file. */
  read(path: string): Promise<Uint8Array | null>
  /** Null where there is no such file. */
  sizeBytes(path: string): Promise<number | null>
  /** Names in a folder, sorted; none where it does not exist. */
  list(folder: string): Promise<readonly string[]>
  /** With the folders above it; one that exists is fine. */
  makeFolder(folder: string): Promise<void>
  /** Replaces what `to` was. */
  rename(from: string, to: string): Promise<void>
  /** A file that is not there is fine. */
  remove(path: string): Promise<void>
  /** Makes the names in a folder durable: files and folders that were created, renamed or removed. */
  syncFolder(folder: string): Promise<void>
}

export interface OpenFile {
  /** Up to `length` bytes from `position`; fewer only at the end of the file. */
  read(length: number, position: number): Promise<Uint8Array>
  /** All of `bytes`; when it rejects, any part of them may have been written. */
  write(bytes: Uint8Array, position: number): Promise<void>
  /** Makes content and size durable. Never call it again after it rejected: the system may have dropped the pages. */
  datasync(): Promise<void>
  truncate(sizeBytes: number): Promise<void>
  sizeBytes(): Promise<number>
  close(): Promise<void>
}

const faultCodes = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'no-rights',
  EPERM: 'no-rights',
  EROFS: 'read-only',
  EBUSY: 'file-busy',
} as const

/** The Fault that a system error stands for, or the error itself where nobody could act on it. */
export function translateSystemError(error: unknown): unknown {
  const code = systemCode(error)
  if (code === null || !Object.hasOwn(faultCodes, code)) return error
  // `hasOwn` says that it is one of the keys.
  return new Fault(faultCodes[code as keyof typeof faultCodes], `the file system said ${code}`, {
    cause: error,
  })
}

/** `ENOENT` and the like, or null for an error that did not come from the system. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
